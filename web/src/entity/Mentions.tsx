import { Anchor, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../words/useWords";
import type { Mentioned, Told } from "./entityTold";
import { Why } from "./Why";

/** The mentions that make it up, and why they are taken to be one. */
export function Mentions({ entity }: { entity: Told }) {
  const { t } = useTranslation();
  const { two } = useFormats();
  const [pair, setPair] = useState<[string, string] | null>(null);
  const mentions = entity.mentions.edges.map(({ node }) => node);
  const named = new Map(mentions.map((each) => [each.id, nameOf(each)]));
  const joins = entity.joins.edges.map(({ node }) => node);
  return (
    <div className="columns">
      <section>
        <Title order={2} size="h5">
          {t("why.mentions")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("shown.of", {
            shown: entity.mentions.shown,
            total: entity.mentions.total ?? t("shown.more"),
            by: entity.mentions.rankedBy,
          })}
        </Text>
        {mentions.map((each) => (
          <article key={each.id} className="record">
            <h3>
              {each.record?.source} <bdi>{each.record?.sourceKey}</bdi> ({each.record?.grade})
            </h3>
            {each.properties.map(({ property, values }) => (
              <div key={property}>
                <Text span size="xs" c="dimmed">
                  {property.replaceAll("_", " ")}{" "}
                </Text>
                <bdi>{values.join("; ")}</bdi>
              </div>
            ))}
          </article>
        ))}
      </section>
      <section>
        <Title order={2} size="h5">
          {t("why.title")}
        </Title>
        {joins.length === 0 && <Text c="dimmed">{t("why.single")}</Text>}
        <Table className="tight">
          <Table.Tbody>
            {joins.map(({ by, probability, left, right }) => (
              <Table.Tr key={`${left?.id} ${right?.id} ${by}`}>
                <Table.Td>
                  <Anchor
                    component="button"
                    ta="start"
                    onClick={() => left && right && setPair([left.id, right.id])}
                  >
                    {named.get(left?.id ?? "") ?? "…"} = {named.get(right?.id ?? "") ?? "…"}
                  </Anchor>
                </Table.Td>
                <Table.Td>{by}</Table.Td>
                <Table.Td>{two(probability)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {pair && <Why one={pair[0]} other={pair[1]} />}
      </section>
    </div>
  );
}

function nameOf({ properties, record }: Mentioned): string {
  const name = properties.find(({ property }) => property === "name")?.values[0];
  return [name, record?.source].filter(Boolean).join(" / ");
}
