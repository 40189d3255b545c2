import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../words/useWords";
import { type Chain, weakestStep } from "./connections";

type Props = {
  chain: Chain;
  stays?: ReactNode;
  /** What makes its ends members of the classes that were asked for. */
  because?: string[];
};

/** What the chain rests on, what would break it, and what chance alone would give. */
export function ChainNotes({ chain, stays, because = [] }: Props) {
  const { t } = useTranslation();
  const { few } = useFormats();
  const chance = chain.expectedByChance;
  const sources = [...new Set(chain.steps.flatMap((step) => step.sources))].join(", ");
  return (
    <dl className="chain-notes">
      {chain.steps.length > 0 && (
        <Note head={t("chains.restsOn")} onScreen>
          {t("chains.resting", { count: chain.steps.length, sources })}
        </Note>
      )}
      <Breaking chain={chain} />
      {chain.steps.length > 1 && (
        <Note head={t("chains.weakestIs")}>
          {t("chains.weakest", { step: weakestStep(chain) + 1 })}
        </Note>
      )}
      {chance && (
        <Note head={t("chains.byChance")}>
          {t("chains.chance", {
            two: few(chance.betweenTheTwo),
            any: few(chance.betweenAnyAsked),
          })}
        </Note>
      )}
      {because.length > 0 && (
        <Note head={t("chains.endsBecause")}>
          {because.map((each) => (
            <div key={each}>{each}</div>
          ))}
        </Note>
      )}
      {stays && chain.steps.length > 0 && (
        <Note head={t("stability.head")} onScreen>
          {stays}
        </Note>
      )}
    </dl>
  );
}

type NoteProps = { head: string; onScreen?: boolean; children: ReactNode };

function Note({ head, onScreen, children }: NoteProps) {
  const how = onScreen ? "no-print" : undefined;
  return (
    <>
      <dt className={how}>{head}</dt>
      <dd className={how}>{children}</dd>
    </>
  );
}

function Breaking({ chain: { breaks, bySource } }: { chain: Chain }) {
  const { t } = useTranslation();
  const single = bySource?.size === 1 ? bySource.sets.flatMap(({ sources }) => sources) : [];
  if (single.length === 0 && !breaks) return null;
  return (
    <Note head={t("chains.breaksBy")}>
      {single.length > 0 && (
        <b>{t("chains.singleSource", { sources: single.join(` ${t("chains.or")} `) })} </b>
      )}
      {breaks && breakingWords(breaks, t)}
    </Note>
  );
}

type Breaks = NonNullable<Chain["breaks"]>;

/** Which records it needs, in words. */
export function breakingWords(breaks: Breaks, t: ReturnType<typeof useTranslation>["t"]): string {
  if (breaks.robust) return t("chains.robust");
  if (breaks.size === null || breaks.size === undefined)
    return t("chains.atLeast", { count: breaks.atLeast });
  const sets = breaks.sets.map(({ records }) =>
    records.map(({ source, sourceKey }) => `${source} ${sourceKey}`).join(" + "),
  );
  return t("chains.breaks", {
    count: breaks.size,
    sets: sets.join(` ${t("chains.or")} `),
    ways: breaks.total ?? `> ${breaks.shown}`,
  });
}
