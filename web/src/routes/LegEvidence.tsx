import { ActionIcon, Group, Text, Title } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Records } from "../evidence/Records";
import { useFormats } from "../words/useWords";
import type { LegTold } from "./routesTold";

type Props = { leg: LegTold | undefined; close: () => void };

/** What the chosen leg rests on, and why it may be unusual. */
export function LegEvidence({ leg, close }: Props) {
  const { t } = useTranslation();
  const { count, days } = useFormats();
  if (!leg)
    return (
      <Text c="dimmed" size="sm">
        {t("routes.choose")}
      </Text>
    );
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={2} size="h5">
          {leg.from.name} → {leg.to.name}
        </Title>
        <ActionIcon variant="subtle" color="gray" onClick={close} aria-label={t("evidence.close")}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <Text size="sm">
        {t(`routes.modes.${leg.mode}`)} · {t("routes.moved", { count: leg.count })} ·{" "}
        {days(leg.firstSeen, leg.lastSeen)}
      </Text>
      {leg.watched > 0 && (
        <Text size="sm">
          {t("routes.watchedTold", {
            count: leg.watched,
            kilograms: count(Math.round(leg.watchedKg)),
            chemicals: leg.chemicals.join(", "),
          })}
        </Text>
      )}
      {leg.reasons.map(({ text }) => (
        <Text key={text} size="sm" fw={600} my={4}>
          {t("routes.unusualLead")}: {text}
        </Text>
      ))}
      <Records ids={leg.records.edges.map(({ node }) => node.id)} total={leg.recordsTotal} />
    </>
  );
}
