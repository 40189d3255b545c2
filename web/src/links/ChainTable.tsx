import { Anchor, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Scrolls } from "../shell/Scrolls";
import { useFormats, useSpoken } from "../words/useWords";
import type { Chain } from "./connections";

type Props = {
  chains: Chain[];
  chain: Chain | undefined;
  step: number | null;
  choose: (chain: string, step: number | null) => void;
};

/** Every step of every chain as a row: what the pictures show, for reading and copying. */
export function ChainTable({ chains, chain, step, choose }: Props) {
  const { t } = useTranslation();
  const { two, days } = useFormats();
  const spoken = useSpoken();
  return (
    <Scrolls label={t("views.table")} padded>
      <Table className="tight" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {(["chain", "step", "says", "when", "sure", "sources", "nature"] as const).map(
              (name) => (
                <Table.Th key={name}>{t(`table.${name}`)}</Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {chains.map((each, index) =>
            each.steps.map((one, at) => (
              <Table.Tr
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place on the chain
                key={`${each.id} ${at}`}
                bg={
                  each === chain && at === step ? "var(--mantine-color-default-hover)" : undefined
                }
              >
                <Table.Td>{index + 1}</Table.Td>
                <Table.Td>{at + 1}</Table.Td>
                <Table.Td dir="auto">
                  <Anchor component="button" ta="start" onClick={() => choose(each.id, at)}>
                    {spoken(one)}
                  </Anchor>
                </Table.Td>
                <Table.Td>{days(one.validFrom, one.validTo)}</Table.Td>
                <Table.Td>{two(one.confidence)}</Table.Td>
                <Table.Td>{one.sources.join(", ")}</Table.Td>
                <Table.Td>
                  {one.nature === "context" ? t("nature.context") : t("nature.conduct")}
                </Table.Td>
              </Table.Tr>
            )),
          )}
        </Table.Tbody>
      </Table>
    </Scrolls>
  );
}
