import { ActionIcon, Group, Text, Title } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../asking/useAnswer";
import { RECORDS, RecordCard } from "../evidence/RecordCard";
import { Answer } from "../shell/Answer";
import { useKnownAt } from "../shell/address";
import { useFormats } from "../words/useWords";
import type { Chain, Step } from "./connections";

type Props = { chain: Chain | undefined; step: number | null; close: () => void };

/** What the chosen step rests on, record by record. */
export function Evidence({ chain, step, close }: Props) {
  const { t } = useTranslation();
  const chosen = step === null ? undefined : chain?.steps[step];
  if (!chosen || step === null)
    return (
      <Text c="dimmed" size="sm">
        {t("evidence.choose")}
      </Text>
    );
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={2} size="h5">
          {t("evidence.step", { step: step + 1 })}
        </Title>
        <ActionIcon variant="subtle" color="gray" onClick={close} aria-label={t("evidence.close")}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <StepTold step={chosen} />
      <Records step={chosen} />
    </>
  );
}

function StepTold({ step }: { step: Step }) {
  const { t } = useTranslation();
  const { two, days } = useFormats();
  const when = days(step.validFrom, step.validTo);
  return (
    <>
      <Text fw={600} my={4} dir="auto">
        {step.sentence}
      </Text>
      <Text size="sm">
        {t("evidence.sure", { confidence: two(step.confidence) })}
        {when && ` · ${when}`}
      </Text>
      <Text size="sm">
        {t("chains.sources", { count: step.independentSources })}: {step.sources.join(", ")}
      </Text>
      <Text size="sm" c="dimmed">
        {step.nature === "context" ? t("evidence.context") : t("evidence.conduct")}
      </Text>
    </>
  );
}

function Records({ step }: { step: Step }) {
  const { t } = useTranslation();
  const asKnownAt = useKnownAt();
  const ids = step.records.map(({ id }) => id);
  const told = useAnswer(
    RECORDS,
    { ids, entity: null, first: Math.max(ids.length, 1), asKnownAt },
    { enabled: ids.length > 0 },
  );
  return (
    <Answer of={told}>
      {({ records }) => (
        <>
          <Text size="xs" c="dimmed" mt="xs">
            {t("shown.of", { shown: records.shown, total: step.support, by: records.rankedBy })}
          </Text>
          {records.edges.map(({ node }) => (
            <RecordCard key={node.id} record={node} />
          ))}
        </>
      )}
    </Answer>
  );
}
