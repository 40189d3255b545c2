import { Anchor, Table, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Heads } from "../shell/Heads";
import { Scrolls } from "../shell/Scrolls";
import { To } from "../shell/To";
import { useFormats } from "../words/useWords";
import type { Told } from "./routesTold";

const plain = (chemical: string) => chemical.replaceAll("_", " ");

type Props = { told: Told; chosen: string; choose: (leg: string) => void };

const COLUMNS = [
  "leg",
  "mode",
  "count",
  "watched",
  "kilograms",
  "when",
  "unusual",
  "records",
] as const;

/** The map's twin: every leg and every place with seizures. */
export function LegTable({ told, chosen, choose }: Props) {
  const { t } = useTranslation();
  const { count, days } = useFormats();
  return (
    <Scrolls label={t("views.table")} padded>
      <Table className="tight">
        <Heads names={COLUMNS.map((name) => t(`routes.${name}`))} />
        <Table.Tbody>
          {told.legs.map((leg) => (
            <Table.Tr
              key={leg.id}
              bg={leg.id === chosen ? "var(--mantine-color-default-hover)" : undefined}
            >
              <Table.Td>
                <Anchor component="button" ta="start" onClick={() => choose(leg.id)}>
                  {leg.from.name} → {leg.to.name}
                </Anchor>
              </Table.Td>
              <Table.Td>{t(`routes.modes.${leg.mode}`)}</Table.Td>
              <Table.Td>{count(leg.count)}</Table.Td>
              <Table.Td>{[count(leg.watched), ...leg.chemicals.map(plain)].join(" ")}</Table.Td>
              <Table.Td>{count(Math.round(leg.watchedKg))}</Table.Td>
              <Table.Td>{days(leg.firstSeen, leg.lastSeen)}</Table.Td>
              <Table.Td>{leg.reasons.map(({ text }) => text).join(" ")}</Table.Td>
              <Table.Td>{count(leg.recordsTotal)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {told.seizures.length > 0 && (
        <>
          <Title order={2} size="h5" mt="md">
            {t("routes.seizures")}
          </Title>
          <Table className="tight">
            <Table.Tbody>
              {told.seizures.map(({ place, count: many, seizures }) => (
                <Table.Tr key={place.entity.id}>
                  <Table.Td>{place.name}</Table.Td>
                  <Table.Td>{count(many)}</Table.Td>
                  <Table.Td>
                    {seizures.map(({ id, caption }) => (
                      <To key={id} path={`/entity/${id}`} me={8}>
                        {caption}
                      </To>
                    ))}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </Scrolls>
  );
}
