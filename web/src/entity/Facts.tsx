import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Heads } from "../shell/Heads";
import { Scrolls } from "../shell/Scrolls";
import type { Told } from "./entityTold";

/** Every value of every property, and who says so; contradictions stand side by side. */
export function Facts({ entity }: { entity: Told }) {
  const { t } = useTranslation();
  return (
    <Scrolls label={t("entity.tabs.facts")}>
      {!entity.factsComplete && <Text c="dimmed">{t("entity.factsCut")}</Text>}
      <Table className="tight">
        <Heads
          names={[t("facts.property"), t("facts.value"), t("facts.support"), t("facts.who")]}
        />
        <Table.Tbody>
          {entity.facts.map((fact) => (
            <Table.Tr key={`${fact.property} ${fact.value}`}>
              <Table.Td>{fact.property.replaceAll("_", " ")}</Table.Td>
              <Table.Td dir="auto">{fact.value}</Table.Td>
              <Table.Td>{fact.support}</Table.Td>
              <Table.Td>
                {fact.statements.map(({ value, record }) => (
                  <div key={`${record?.id} ${value}`}>
                    {record?.source} <bdi>{record?.sourceKey}</bdi> ({record?.grade})
                    {value !== fact.value && <bdi> “{value}”</bdi>}
                  </div>
                ))}
                {fact.support > fact.statements.length && (
                  <Text size="xs" c="dimmed">
                    {t("facts.andMore", { count: fact.support - fact.statements.length })}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrolls>
  );
}
