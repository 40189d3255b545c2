import { Badge, Button, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../words/useWords";
import { ChainNotes } from "./ChainNotes";
import { ChainPicture } from "./ChainPicture";
import type { Chain } from "./connections";
import { Stays } from "./Stays";
import { useBecause } from "./useBecause";

type Props = {
  chains: Chain[];
  chosen: string;
  step: number | null;
  choose: (chain: string, step: number | null) => void;
  /** Shows more of them; null where there are none. */
  more: (() => void) | null;
};

/** The chains, the best first: in words and as pictures. */
export function ChainList({ chains, chosen, step, choose, more }: Props) {
  const { t } = useTranslation();
  const because = useBecause(chains);
  return (
    <section data-some-chosen={chosen !== "" || undefined}>
      {chains.map((chain, index) => (
        <Card
          key={chain.id}
          chain={chain}
          because={because(chain)}
          rank={index + 1}
          chosen={chain.id === chosen}
          step={chain.id === chosen ? step : null}
          choose={(wanted) => choose(chain.id, wanted)}
        />
      ))}
      {more && (
        <div className="padded no-print">
          <Button variant="default" onClick={more}>
            {t("chains.more")}
          </Button>
        </div>
      )}
    </section>
  );
}

type CardProps = {
  chain: Chain;
  because: string[];
  rank: number;
  chosen: boolean;
  step: number | null;
  choose: (step: number) => void;
};

function Card({ chain, because, rank, chosen, step, choose }: CardProps) {
  const { t } = useTranslation();
  const { two } = useFormats();
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen) card.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const [first, last] = [chain.entities[0]?.entity, chain.entities.at(-1)?.entity];
  return (
    <article ref={card} className="chain-card" data-chosen={chosen || undefined}>
      <div className="chain-head">
        <span className="sure" title={t("chains.confidence")} aria-hidden="true">
          <span style={{ inlineSize: `${100 * chain.confidence}%` }} />
        </span>
        <b>{two(chain.confidence)}</b>
        <h2>
          {rank}. <bdi>{first?.caption}</bdi>
          {last !== first && (
            <>
              {" — "}
              <bdi>{last?.caption}</bdi>
            </>
          )}
        </h2>
        <Badge variant="outline" color="gray" radius="xs" c="dimmed">
          {t("chains.lead", { count: chain.hops })}
        </Badge>
        {chain.steps.some(({ nature }) => nature === "context") && (
          <Text size="xs" c="dimmed">
            {t("chains.hasContext")}
          </Text>
        )}
      </div>
      <ChainPicture chain={chain} step={step} choose={choose} />
      <ChainNotes chain={chain} because={because} stays={<Stays id={chain.id} />} />
    </article>
  );
}
