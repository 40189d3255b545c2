import { Button, SegmentedControl, Text } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ConnectionsOfQuery } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import { Between } from "../breaking/Between";
import { Answer } from "../shell/Answer";
import { useAddress, useGo, useKnownAt } from "../shell/address";
import { useKeys } from "../shell/keys";
import { useMarking } from "../shell/marking";
import { Waiting } from "../shell/Waiting";
import { ChainTimeline } from "../timeline/ChainTimeline";
import { ChainList } from "./ChainList";
import { ChainTable } from "./ChainTable";
import { type Chain, type Chosen, CONNECTIONS } from "./connections";
import { Evidence } from "./Evidence";
import { PrintedEvidence } from "./PrintedEvidence";
import { QuestionBar } from "./QuestionBar";
import { FIRST, FIRST_MAX, HOPS_MAX, type Question, questionIn, variablesOf } from "./question";
import { ReadyQuestions } from "./ReadyQuestions";

const ChainNetwork = lazy(() => import("../network/ChainNetwork"));
const ChainMap = lazy(() => import("../map/ChainMap"));

const VIEWS = ["chains", "network", "map", "timeline", "table"] as const;

/** The home: how these and those are connected, what it rests on, what would break it. */
export function LinksScreen() {
  const { get, change } = useAddress();
  const asKnownAt = useKnownAt();
  const question = questionIn(get);
  const told = useAnswer(CONNECTIONS, variablesOf(question, asKnownAt), {
    keep: question.first > FIRST,
  });
  return (
    <>
      <QuestionBar
        question={question}
        change={(changes) => change({ ...changes, first: null, chain: null, step: null })}
      />
      <ReadyQuestions />
      <Answer of={told}>{(answer) => <Chains answer={answer} question={question} />}</Answer>
    </>
  );
}

type Told = { answer: ConnectionsOfQuery; question: Question };

function Chains({ answer: { connections }, question }: Told) {
  const { t } = useTranslation();
  const { get, change } = useAddress();
  const chains = useMemo(() => connections.edges.map(({ node }) => node), [connections]);
  const chosen = useChosen(chains);
  const { first } = question;
  const more =
    connections.pageInfo.hasNextPage && first < FIRST_MAX
      ? () => change({ first: String(Math.min(first + FIRST, FIRST_MAX)) }, { replace: true })
      : null;
  const view = VIEWS.find((name) => name === get("view")) ?? "chains";
  useMarking(chains.flatMap(({ entities }) => entities.map(({ entity }) => entity.marking)));
  return (
    <>
      <div className="told">
        <SegmentedControl
          aria-label={t("views.title")}
          data={VIEWS.map((name) => ({ value: name, label: t(`views.${name}`) }))}
          value={view}
          onChange={(name) => change({ view: name === "chains" ? null : name })}
        />
        <ShownOf {...connections} unlike={question.maxShared !== null} />
        <Button className="no-print" size="xs" variant="default" onClick={() => window.print()}>
          {t("views.print")}
        </Button>
      </div>
      {chains.length === 0 ? (
        <>
          <NoChain question={question} />
          <Between question={question} connected={false} />
        </>
      ) : (
        <div className="beside">
          <div>
            <Suspense fallback={<Waiting />}>
              <View view={view} chains={chains} {...chosen} more={more} />
            </Suspense>
            <Between question={question} connected />
          </div>
          <aside aria-label={t("evidence.title")}>
            <Evidence
              chain={chosen.chain}
              step={chosen.step}
              close={() => change({ step: null })}
            />
          </aside>
          {chosen.chain && <PrintedEvidence chain={chosen.chain} />}
        </div>
      )}
    </>
  );
}

type ViewProps = Chosen & {
  view: (typeof VIEWS)[number];
  chains: Chain[];
  more: (() => void) | null;
};

function View({ view, chains, chain, step, choose, more }: ViewProps) {
  switch (view) {
    case "chains":
      return (
        <ChainList
          chains={chains}
          chosen={chain?.id ?? ""}
          step={step}
          choose={choose}
          more={more}
        />
      );
    case "network":
      return <ChainNetwork chains={chains} chain={chain} step={step} choose={choose} />;
    case "map":
      return <ChainMap chains={chains} chain={chain} step={step} choose={choose} />;
    case "timeline":
      return <ChainTimeline chains={chains} chain={chain} step={step} choose={choose} />;
    case "table":
      return <ChainTable chains={chains} chain={chain} step={step} choose={choose} />;
  }
}

/** What is chosen, from the address, with the keys that move it. */
function useChosen(chains: Chain[]): Chosen {
  const { get, change } = useAddress();
  const go = useGo();
  const at = chains.findIndex(({ id }) => id === get("chain"));
  const chain = chains[at];
  const steps = chain?.steps.length ?? 0;
  const step =
    chain && get("step") !== "" && Number(get("step")) < steps ? Number(get("step")) : null;
  const choose = (id: string, wanted: number | null) =>
    change({ chain: id, step: wanted === null ? null : String(wanted) }, { replace: true });
  const toChain = (index: number) => {
    const next = chains[Math.min(Math.max(index, 0), chains.length - 1)];
    if (next) choose(next.id, null);
  };
  const toStep = (index: number) => {
    const one = chain ?? chains[0];
    if (one?.steps.length) choose(one.id, Math.min(Math.max(index, 0), one.steps.length - 1));
  };
  useKeys({
    j: () => toChain(at + 1),
    k: () => toChain(at - 1),
    l: () => toStep(step === null ? 0 : step + 1),
    h: () => toStep(step === null ? 0 : step - 1),
    Enter: () => toStep(step ?? 0),
    t: () => change({ view: get("view") === "table" ? null : "table" }),
    Escape: () => change({ chain: null, step: null }),
    o: () => chain?.entities[0] && go(`/entity/${chain.entities[0].entity.id}`),
    ...Object.fromEntries(
      VIEWS.map((name, index) => [
        String(index + 1),
        () => change({ view: name === "chains" ? null : name }),
      ]),
    ),
  });
  return { chain, step, choose };
}

type Shown = {
  shown: number;
  total?: number | null;
  rankedBy: string;
  complete: boolean;
  certain: number;
  unexplored?: string | null;
  /** Whether near copies were passed over. */
  unlike: boolean;
  pageInfo: { hasNextPage: boolean };
};

/** How many of how many, and where the search stopped what it did not look at. */
function ShownOf(told: Shown) {
  const { t } = useTranslation();
  const { shown, total, rankedBy, complete, certain, unexplored, unlike, pageInfo } = told;
  const of = total ?? (pageInfo.hasNextPage ? t("shown.more", { shown }) : shown);
  return (
    <div className="shown-of">
      <Text size="sm" c="dimmed" role="status">
        {t("shown.of", { shown, total: of, by: rankedBy })}
        {unlike && ` · ${t("shown.copies")}`}
        {!complete && ` · ${t("shown.incomplete")}.`}
        {!complete && shown > 0 && ` ${t("shown.certain", { count: certain })}`}
      </Text>
      {unexplored && (
        <details>
          <summary>{t("shown.unexplored")}</summary>
          {unexplored}
        </details>
      )}
    </div>
  );
}

function NoChain({ question: { hops } }: { question: Question }) {
  const { t } = useTranslation();
  const { get, change } = useAddress();
  const day = get("known");
  return (
    <div className="padded" role="status">
      <Text fw={600}>{t("chains.none")}</Text>
      {day && <Text>{t("chains.noneYet", { day })}</Text>}
      <Text c="dimmed">{t("chains.noneHint")}</Text>
      {hops < HOPS_MAX && (
        <Button
          mt="sm"
          color="indigo.8"
          onClick={() => change({ hops: String(Math.min(hops + 2, HOPS_MAX)) })}
        >
          {t("chains.moreLinks", { count: Math.min(hops + 2, HOPS_MAX) })}
        </Button>
      )}
    </div>
  );
}
