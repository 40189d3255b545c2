import { Button, Group, Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { Chain, Chosen } from "../links/connections";
import { useAddress } from "../shell/address";
import { useKeys } from "../shell/keys";
import { useLinkWords, useSpoken } from "../words/useWords";
import { type Bar, Swimlanes, spanOf } from "./Swimlanes";
import { moved } from "./window";

type Props = Chosen & { chains: Chain[] };

/**
 * When each step can have held, a lane an entity. Brushing asks again within that time; a date
 * known by its month is drawn as long as a month.
 */
export function ChainTimeline({ chains, chain, step, choose }: Props) {
  const { t } = useTranslation();
  const words = useLinkWords();
  const spoken = useSpoken();
  const { get, change } = useAddress();
  const { ref, width } = useElementSize();
  const shown = chain ? [chain] : chains;
  const bars = barsOf(shown, words, spoken);
  const span = spanOf(bars);
  const window = { start: get("start"), end: get("end") };
  useKeys({
    "[": () => change(moved(window, -1)),
    "]": () => change(moved(window, 1)),
  });
  const undated = shown
    .flatMap(({ steps }) => steps)
    .filter((one) => !one.validFrom && !one.validTo);
  return (
    <section className="timeline" ref={ref}>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          {chain ? t("timeline.ofChain") : t("timeline.ofAll")} {t("timeline.brush")}
        </Text>
        {(window.start || window.end) && (
          <Button size="xs" variant="default" onClick={() => change({ start: null, end: null })}>
            {t("timeline.anyTime")}
          </Button>
        )}
      </Group>
      {span ? (
        <Swimlanes
          lanes={lanesOf(shown)}
          bars={bars}
          span={span}
          width={width}
          chosen={chain && step !== null ? `${chain.id} ${step}` : ""}
          choose={(bar) => {
            const [id = "", at] = bar.split(" ");
            choose(id, Number(at));
          }}
          brush={(start, end) => change({ start, end })}
        />
      ) : (
        <Text>{t("timeline.nothing")}</Text>
      )}
      {undated.length > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t("timeline.undated", { count: undated.length })}
        </Text>
      )}
    </section>
  );
}

function lanesOf(chains: Chain[]) {
  const entities = chains.flatMap((chain) => chain.entities.map(({ entity }) => entity));
  return [...new Map(entities.map((entity) => [entity.id, entity])).values()];
}

function barsOf(
  chains: Chain[],
  words: (kind: string) => string,
  spoken: (step: Chain["steps"][number]) => string,
): Bar[] {
  return chains.flatMap((chain) =>
    chain.steps.flatMap((step, at) => {
      const [from, to] = [step.validFrom ?? step.validTo, step.validTo ?? step.validFrom];
      if (!from || !to) return [];
      return [
        {
          id: `${chain.id} ${at}`,
          lanes: [step.source.id, step.target.id] as [string, string],
          from: new Date(from),
          to: new Date(to),
          label: words(step.type),
          title: spoken(step),
          dashed: step.nature === "context",
        },
      ];
    }),
  );
}
