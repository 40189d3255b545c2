import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import type { GapsOfQuery } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import type { Question } from "../links/question";
import { Answer } from "../shell/Answer";
import { useKnownAt } from "../shell/address";
import { useMarking } from "../shell/marking";
import { useFormats } from "../words/useWords";
import { Named } from "./Named";
import { asksMore, sidesOf } from "./sides";

const GAPS = graphql(`
  query GapsOf(
    $from: EndpointInput!
    $to: EndpointInput!
    $maxHops: Int!
    $first: Int!
    $conductOnly: Boolean!
    $excludeTypes: [LinkKind!]
    $minConfidence: Float!
    $during: PeriodInput
    $asKnownAt: DateTime
  ) {
    collectionGaps(
      from: $from
      to: $to
      maxHops: $maxHops
      first: $first
      conductOnly: $conductOnly
      excludeTypes: $excludeTypes
      minConfidence: $minConfidence
      during: $during
      asKnownAt: $asKnownAt
    ) {
      gaps {
        source {
          id
        }
        target {
          id
        }
        type
        plausible
        gain
        hops
        before {
          ...InGap
        }
        after {
          ...InGap
        }
        words
      }
      today
      shown
      total
      hasMore
      complete
      rankedBy
    }
  }

  fragment InGap on Entity {
    id
    caption
    marking {
      tlp
    }
  }
`);

type Told = GapsOfQuery["collectionGaps"];
type Gap = Told["gaps"][number];

const FIRST = 5;

/** Which one missing fact would connect the two sides, or draw them closer: places to look. */
export function Gaps({ question }: { question: Question }) {
  const asKnownAt = useKnownAt();
  const told = useAnswer(GAPS, { ...sidesOf(question, asKnownAt), first: FIRST });
  return (
    <Answer of={told}>
      {({ collectionGaps }) => <List {...collectionGaps} question={question} />}
    </Answer>
  );
}

function List({ gaps, shown, total, hasMore, complete, rankedBy, question }: Told & Asked) {
  const { t } = useTranslation();
  useMarking(gaps.flatMap(({ before, after }) => [...before, ...after].map((one) => one.marking)));
  return (
    <div className="opened">
      <Text size="sm" fw={600}>
        {t("between.gapsMeans")} {asksMore(question) && t("between.asksMore")}
      </Text>
      {gaps.length === 0 ? (
        <Text size="sm">{t("between.noGap")}</Text>
      ) : (
        <ol className="gaps">
          {gaps.map((gap) => (
            <OneGap key={`${gap.type} ${gap.source.id} ${gap.target.id}`} gap={gap} />
          ))}
        </ol>
      )}
      <Text size="sm" c="dimmed" role="status">
        {t("shown.of", {
          shown,
          total: total ?? (hasMore ? t("shown.more", { shown }) : shown),
          by: rankedBy,
        })}
        {!complete && ` · ${t("shown.incomplete")}`}
      </Text>
    </div>
  );
}

type Asked = { question: Question };

function OneGap({ gap: { words, before, after, hops, gain, plausible } }: { gap: Gap }) {
  const { t } = useTranslation();
  const { few } = useFormats();
  return (
    <li>
      <Text size="sm" dir="auto">
        {words}
      </Text>
      <Text size="sm">
        <Named entities={before} between=" — " /> <b>- - ? - -</b>{" "}
        <Named entities={after} between=" — " />
      </Text>
      <Text size="xs" c="dimmed">
        {t("between.would", { count: hops })}
        {gain !== null && gain !== undefined && ` · ${t("between.gain", { gain: few(gain) })}`}
        {" · "}
        {t("between.plausible", { plausible: few(plausible) })}
      </Text>
    </li>
  );
}
