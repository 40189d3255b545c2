import { useTranslation } from "react-i18next";
import { useFormats } from "../words/useWords";
import { type Chain, weakestStep } from "./connections";

/** What the chain rests on, what would break it, and what chance alone would give. */
export function ChainNotes({ chain }: { chain: Chain }) {
  const { t } = useTranslation();
  const { few } = useFormats();
  const chance = chain.expectedByChance;
  return (
    <ul className="chain-notes">
      <Breaking chain={chain} />
      {chain.steps.length > 1 && <li>{t("chains.weakest", { step: weakestStep(chain) + 1 })}</li>}
      {chance && (
        <li>
          {t("chains.chance", {
            two: few(chance.betweenTheTwo),
            any: few(chance.betweenAnyAsked),
          })}
        </li>
      )}
    </ul>
  );
}

function Breaking({ chain: { breaks, bySource } }: { chain: Chain }) {
  const { t } = useTranslation();
  const single = bySource?.size === 1 ? bySource.sets.flatMap(({ sources }) => sources) : [];
  return (
    <>
      {single.length > 0 && (
        <li className="loud">
          {t("chains.singleSource", { sources: single.join(` ${t("chains.or")} `) })}
        </li>
      )}
      {breaks && <li>{breakingWords(breaks, t)}</li>}
    </>
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
