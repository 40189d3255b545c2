import { Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import type { HappenedQuery } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import { Answer } from "../shell/Answer";
import { useGo, useKnownAt } from "../shell/address";
import { type Bar, type Lane, Swimlanes, spanOf } from "../timeline/Swimlanes";
import type { Told } from "./entityTold";

const HAPPENED = graphql(`
  query Happened($ids: [ID!]!, $limit: Int!, $asKnownAt: DateTime) {
    timeline(ids: $ids, limit: $limit, asKnownAt: $asKnownAt) {
      events {
        id
        kind
        at {
          earliest
          latest
        }
        until {
          latest
        }
        summary
        entities {
          id
          caption
          strand
        }
        link {
          nature
        }
      }
      undatedLinks
      undatedRecords
      truncated {
        shown
        total
        rankedBy
      }
    }
  }
`);

const LIMIT = 60;

type Event = HappenedQuery["timeline"]["events"][number];

/** What happened when: a date told by its month is drawn as long as a month. */
export function EntityTimeline({ entity }: { entity: Told }) {
  const asKnownAt = useKnownAt();
  const told = useAnswer(HAPPENED, { ids: [entity.id], limit: LIMIT, asKnownAt });
  return <Answer of={told}>{({ timeline }) => <Drawn entity={entity} {...timeline} />}</Answer>;
}

type Props = HappenedQuery["timeline"] & { entity: Told };

function Drawn({ entity, events, truncated, undatedLinks, undatedRecords }: Props) {
  const { t } = useTranslation();
  const go = useGo();
  const { ref, width } = useElementSize();
  const bars = events.flatMap((event) => barOf(event, entity.id));
  const others = events.flatMap(({ entities }) => entities);
  const lanes: Lane[] = [
    ...new Map([entity, ...others].map(({ id, caption, strand }) => [id, { id, caption, strand }])),
  ].map(([, lane]) => lane);
  const span = spanOf(bars);
  const { shown, total, rankedBy } = truncated;
  return (
    <section className="timeline" ref={ref}>
      <Text size="sm" c="dimmed" mb="xs">
        {t("shown.of", { shown, total, by: rankedBy })}
      </Text>
      {span ? (
        <Swimlanes
          lanes={lanes}
          bars={bars}
          span={span}
          width={width}
          chosen=""
          choose={(id) => {
            const far = bars.find((bar) => bar.id === id)?.lanes[1];
            if (far && far !== entity.id) go(`/entity/${far}`);
          }}
        />
      ) : (
        <Text>{t("timeline.nothing")}</Text>
      )}
      {undatedLinks + undatedRecords > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t("timeline.undated", { count: undatedLinks + undatedRecords })}
        </Text>
      )}
    </section>
  );
}

function barOf({ id, at, until, summary, entities, link }: Event, own: string): Bar[] {
  const from = at?.earliest ?? until?.latest;
  const to = until?.latest ?? at?.latest;
  if (!from || !to) return [];
  const far = entities.find((each) => each.id !== own)?.id ?? own;
  return [
    {
      id,
      lanes: [own, far],
      from: new Date(from),
      to: new Date(to),
      label: summary,
      title: summary,
      dashed: link?.nature === "context",
    },
  ];
}
