import { Checkbox, Table, Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { WhereaboutsOfQuery } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import { Answer } from "../shell/Answer";
import { useAddress, useGo, useKnownAt } from "../shell/address";
import { Heads } from "../shell/Heads";
import { Scrolls } from "../shell/Scrolls";
import { To } from "../shell/To";
import { useFormats } from "../words/useWords";
import { RouteMap } from "./RouteMap";
import {
  isSomebody,
  legsOf,
  spotsOf,
  WHEREABOUTS,
  type Whereabout,
  whereaboutsIn,
} from "./whereabouts";

const FIRST = 20;

/** Where some entities were: on the world, and as a table under it. */
export default function WhereaboutsMap({ ids }: { ids: string[] }) {
  const asKnownAt = useKnownAt();
  const told = useAnswer(WHEREABOUTS, { ids, first: FIRST, asKnownAt }, { keep: true });
  return <Answer of={told}>{(answer) => <Drawn answer={answer} />}</Answer>;
}

type Props = { answer: WhereaboutsOfQuery };

function Drawn({ answer }: Props) {
  const { t } = useTranslation();
  const go = useGo();
  const { get, change } = useAddress();
  const items = useMemo(() => whereaboutsIn(answer), [answer]);
  const total = items.length + leftOut(answer);
  const spots = useMemo(() => spotsOf(items), [items]);
  const legs = useMemo(() => legsOf(items), [items]);
  const borders = get("borders") !== "0";
  return (
    <section>
      <div className="canvas-tools">
        <Text size="sm" c="dimmed" role="status">
          {t("shown.of", { shown: items.length, total, by: rankedBy(answer) })}
        </Text>
        <Checkbox
          label={t("map.borders")}
          checked={borders}
          onChange={(event) => change({ borders: event.currentTarget.checked ? null : "0" })}
        />
      </div>
      {spots.length === 0 && <Text px="md">{t("map.nothing")}</Text>}
      <div className="canvas">
        <RouteMap
          spots={spots}
          legs={legs}
          chosen=""
          choose={(mover) => go(`/entity/${mover}`)}
          borders={borders}
          label={t("routes.picture", { legs: legs.length, places: spots.length })}
        />
      </div>
      <Text size="xs" c="dimmed" px="md">
        {t("map.disclaimer")}
      </Text>
      <Places items={items} />
    </section>
  );
}

/** Places that the page size left out, over all entities. */
const leftOut = ({ nodes }: WhereaboutsOfQuery): number =>
  nodes.reduce((sum, node) => {
    const cut = isSomebody(node) ? node.places : null;
    return sum + (cut?.total ? cut.total - cut.shown : 0);
  }, 0);

const rankedBy = ({ nodes }: WhereaboutsOfQuery): string => {
  return nodes.find(isSomebody)?.places.rankedBy ?? "";
};

function Places({ items }: { items: readonly Whereabout[] }) {
  const { t } = useTranslation();
  const { days } = useFormats();
  return (
    <Scrolls label={t("map.table")} padded>
      <Table className="tight">
        <Heads names={[t("map.place"), t("map.who"), t("table.says"), t("table.when")]} />
        <Table.Tbody>
          {items.map(({ who, touched }) => (
            <Table.Tr key={`${who.id} ${touched.place.entity.id}`}>
              <Table.Td>
                <To path={`/entity/${touched.place.entity.id}`}>{touched.place.name}</To>
              </Table.Td>
              <Table.Td>
                <bdi>{who.caption}</bdi>
              </Table.Td>
              <Table.Td>
                {touched.links.map(({ id, sentence, source }) => (
                  <div key={id} dir="auto">
                    {source.id === who.id ? (
                      sentence
                    ) : (
                      <To path={`/entity/${source.id}`}>{sentence}</To>
                    )}
                  </div>
                ))}
                {touched.count > touched.links.length && (
                  <Text size="xs" c="dimmed">
                    {t("facts.andMore", { count: touched.count - touched.links.length })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{days(touched.firstSeen, touched.lastSeen)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrolls>
  );
}
