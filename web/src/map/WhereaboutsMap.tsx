import { Checkbox, Table, Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../asking/useAnswer";
import { Answer } from "../shell/Answer";
import { useAddress, useGo, useKnownAt } from "../shell/address";
import { Scrolls } from "../shell/Scrolls";
import { To } from "../shell/To";
import { useFormats } from "../words/useWords";
import { RouteMap } from "./RouteMap";
import { legsOf, spotsOf, WHEREABOUTS, type Whereabout } from "./whereabouts";

const LIMIT = 200;

/** Where some entities were: on the world, and as a table under it. */
export default function WhereaboutsMap({ ids }: { ids: string[] }) {
  const asKnownAt = useKnownAt();
  const told = useAnswer(WHEREABOUTS, { ids, limit: LIMIT, asKnownAt }, { keep: true });
  return (
    <Answer of={told}>
      {({ whereabouts: { items, truncated } }) => <Drawn items={items} cut={truncated} />}
    </Answer>
  );
}

type Props = {
  items: readonly Whereabout[];
  cut: { shown: number; total: number; rankedBy: string };
};

function Drawn({ items, cut }: Props) {
  const { t } = useTranslation();
  const go = useGo();
  const { get, change } = useAddress();
  const spots = useMemo(() => spotsOf(items), [items]);
  const legs = useMemo(() => legsOf(items), [items]);
  const borders = get("borders") !== "0";
  return (
    <section>
      <div className="canvas-tools">
        <Text size="sm" c="dimmed" role="status">
          {t("shown.of", { shown: cut.shown, total: cut.total, by: cut.rankedBy })}
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

function Places({ items }: { items: readonly Whereabout[] }) {
  const { t } = useTranslation();
  const { days } = useFormats();
  return (
    <Scrolls label={t("map.table")} padded>
      <Table className="tight">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("map.place")}</Table.Th>
            <Table.Th>{t("map.who")}</Table.Th>
            <Table.Th>{t("table.says")}</Table.Th>
            <Table.Th>{t("table.when")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ entity, via, place, link }) => (
            <Table.Tr key={`${entity.id} ${link.id}`}>
              <Table.Td>
                <To path={`/entity/${place.entity.id}`}>{place.name}</To>
              </Table.Td>
              <Table.Td>
                <bdi>{entity.caption}</bdi>
              </Table.Td>
              <Table.Td dir="auto">
                {via ? <To path={`/entity/${via.id}`}>{link.sentence}</To> : link.sentence}
              </Table.Td>
              <Table.Td>{days(link.validFrom, link.validTo)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrolls>
  );
}
