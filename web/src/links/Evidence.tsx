import { ActionIcon, Group, Text, Title } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Records } from "../evidence/Records";
import { Waterfall } from "../evidence/Waterfall";
import { useFormats, useSpoken } from "../words/useWords";
import type { Chain, Step } from "./connections";

type Props = { chain: Chain | undefined; step: number | null; close: () => void };

/** What the chosen step rests on, record by record. */
export function Evidence({ chain, step, close }: Props) {
  const { t } = useTranslation();
  const { two } = useFormats();
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
      {chosen.judgements?.map(({ id, by, probability, evidence }) => (
        <Fragment key={id}>
          <Text size="sm" mt="xs">
            {t("why.probability", { probability: two(probability), criteria: by })}
          </Text>
          <Waterfall parts={evidence} />
        </Fragment>
      ))}
      <Records ids={chosen.records.map(({ id }) => id)} total={chosen.support} />
    </>
  );
}

function StepTold({ step }: { step: Step }) {
  const { t } = useTranslation();
  const { two, days } = useFormats();
  const spoken = useSpoken();
  const when = days(step.validFrom, step.validTo);
  return (
    <>
      <Text fw={600} my={4} dir="auto">
        {spoken(step)}
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
