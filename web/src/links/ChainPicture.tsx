import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { To } from "../shell/To";
import { Glyph } from "../theme/Glyph";
import { narrowed } from "../words/shortened";
import { useFormats, useLinkWords, useSpoken } from "../words/useWords";
import type { Chain, ChainEntity, Step } from "./connections";

type Props = {
  chain: Chain;
  /** The chosen step, or null. */
  step: number | null;
  choose: (step: number) => void;
};

/**
 * A chain as an ordered list that wraps and prints. A step's line is the link: thicker where
 * surer, dashed where it is context, dots for independent sources, an arrow the way it reads.
 */
export function ChainPicture({ chain, step, choose }: Props) {
  return (
    <ol className="chain">
      {chain.entities.map(({ entity, role }, index) => (
        <li key={entity.id}>
          {index > 0 && (
            <StepButton
              step={chain.steps[index - 1] as Step}
              chosen={step === index - 1}
              choose={() => choose(index - 1)}
            />
          )}
          <Place entity={entity} context={role === "CONTEXT"} />
        </li>
      ))}
    </ol>
  );
}

// What fits on a line of the column, and on four of them.
const WORD_MOST = 12;
const NAME_MOST = 44;

function Place({ entity, context }: { entity: ChainEntity; context: boolean }) {
  const { t } = useTranslation();
  const under = [
    t(`kinds.${entity.kind}`),
    ...entity.classes.map(({ name }) => t(`short.${name}`)),
  ];
  if (context) under.push(t("chains.context"));
  const name = entity.caption || t("entity.unnamed");
  const short = narrowed(name, WORD_MOST, NAME_MOST);
  return (
    <To
      path={`/entity/${entity.id}`}
      className="chain-node"
      c="inherit"
      title={name}
      aria-label={short === name ? undefined : [name, ...under].join(", ")}
    >
      <Glyph kind={entity.kind} strand={entity.strand} size={44} />
      <b dir="auto">{short}</b>
      {short !== name && (
        <span className="whole-name" dir="auto" aria-hidden="true">
          {name}
        </span>
      )}
      <span>
        {under.map((words, index) => (
          <Fragment key={words}>
            {index > 0 && " · "}
            {words}
          </Fragment>
        ))}
      </span>
    </To>
  );
}

type StepProps = { step: Step; chosen: boolean; choose: () => void };

function StepButton({ step, chosen, choose }: StepProps) {
  const { t } = useTranslation();
  const words = useLinkWords();
  const spoken = useSpoken();
  const { days, two } = useFormats();
  const forward = step.link.source.id === step.source.id;
  const when = days(step.validFrom, step.validTo);
  const sure = `${two(step.confidence)} · ${t("chains.sources", { count: step.independentSources })}`;
  return (
    <button
      type="button"
      className="chain-step"
      aria-pressed={chosen}
      onClick={choose}
      aria-label={`${spoken(step)}. ${sure}. ${t("chains.openEvidence")}`}
      title={spoken(step)}
    >
      {words(step.type)}
      <Line step={step} forward={forward} chosen={chosen} />
      <small>
        {two(step.confidence)} <Dots count={step.independentSources} />
      </small>
      {when && <small>{when}</small>}
    </button>
  );
}

function Line({ step, forward, chosen }: { step: Step; forward: boolean; chosen: boolean }) {
  const width = 1 + 2.5 * step.confidence;
  const dash =
    step.type === "POSSIBLY_SAME" ? "2 4" : step.nature === "context" ? "7 5" : undefined;
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <line
        x1={forward ? 0 : 7}
        x2={forward ? 93 : 100}
        y1="5"
        y2="5"
        stroke={chosen ? "var(--halo)" : "var(--line)"}
        strokeWidth={width}
        strokeDasharray={dash}
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={forward ? "M92 0L100 5L92 10Z" : "M8 0L0 5L8 10Z"}
        fill={chosen ? "var(--halo)" : "var(--line)"}
      />
    </svg>
  );
}

const DOTS_MAX = 5;

/** As many dots as sources that say so independently; from six on a plus. */
function Dots({ count }: { count: number }) {
  return (
    <span aria-hidden="true">
      {"●".repeat(Math.min(count, DOTS_MAX))}
      {count > DOTS_MAX && "+"}
    </span>
  );
}
