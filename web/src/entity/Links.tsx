import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Heads } from "../shell/Heads";
import { Scrolls } from "../shell/Scrolls";
import { To } from "../shell/To";
import { useFormats, useLinkWords, useSpoken } from "../words/useWords";
import type { Told } from "./entityTold";

/** What it is linked to, the surest first. */
export function Links({ entity }: { entity: Told }) {
  const { t } = useTranslation();
  const words = useLinkWords();
  const spoken = useSpoken();
  const { count, days, two } = useFormats();
  const { edges, shown, total, rankedBy } = entity.links;
  return (
    <Scrolls label={t("entity.tabs.links")}>
      <Text size="sm">
        {entity.linkCounts.map((each) => `${words(each.type)} ${count(each.count)}`).join(" · ")}
      </Text>
      <Text size="sm" c="dimmed" my="xs">
        {t("shown.of", { shown, total: total ?? t("shown.more"), by: rankedBy })}
      </Text>
      <Table className="tight">
        <Heads
          names={[
            t("table.says"),
            t("table.far"),
            t("table.when"),
            t("table.sure"),
            t("table.sources"),
            t("table.nature"),
          ]}
        />
        <Table.Tbody>
          {edges.map(({ node: { link, far } }) => (
            <Table.Tr key={link.id}>
              <Table.Td dir="auto">{spoken(link)}</Table.Td>
              <Table.Td>
                <To path={`/entity/${far.id}`}>
                  <bdi>{far.caption || t("entity.unnamed")}</bdi>
                </To>
              </Table.Td>
              <Table.Td>{days(link.validFrom, link.validTo)}</Table.Td>
              <Table.Td>{two(link.confidence)}</Table.Td>
              <Table.Td>{link.sources.join(", ")}</Table.Td>
              <Table.Td>
                {link.nature === "context" ? t("nature.context") : t("nature.conduct")}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrolls>
  );
}
