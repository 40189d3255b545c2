import { Button, Text } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { type ReactNode, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../asking/ask";
import { graphql } from "../asking/gql";
import type { NetworkOfQuery } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import { useViewer } from "../asking/viewer";
import type { Chain, Chosen } from "../links/connections";
import { Answer } from "../shell/Answer";
import { useAddress, useGo, useKnownAt } from "../shell/address";
import { useKeys } from "../shell/keys";
import { type Dot, type Line, NetworkCanvas } from "./NetworkCanvas";

const NEAR = graphql(`
  query Near($id: ID!, $limit: Int!, $asKnownAt: DateTime) {
    neighbourhood(ids: [$id], hops: 1, limit: $limit, linkLimit: 1, asKnownAt: $asKnownAt) {
      entities {
        id
      }
      truncated {
        shown
        total
        rankedBy
      }
    }
  }
`);

const NETWORK = graphql(`
  query NetworkOf(
    $ids: [ID!]!
    $limit: Int!
    $linkLimit: Int!
    $placed: [PlacedInput!]
    $asKnownAt: DateTime
  ) {
    neighbourhood(
      ids: $ids
      hops: 1
      limit: $limit
      linkLimit: $linkLimit
      asKnownAt: $asKnownAt
    ) {
      entities {
        id
        kind
        caption
        strand
      }
      links {
        id
        nature
        confidence
        source {
          id
        }
        target {
          id
        }
      }
      layout(placed: $placed) {
        x
        y
      }
      linksTruncated {
        shown
        total
        rankedBy
      }
    }
  }
`);

const FOLD = 12;
const IDS_MAX = 300;
const LINKS = 1_000;

type Props = Chosen & { chains: Chain[] };

/** The chains' entities and all links among them; more around one of them when asked for. */
export default function ChainNetwork({ chains, chain, step, choose }: Props) {
  const { get } = useAddress();
  const around = get("around").split(",").filter(Boolean);
  const hidden = get("hide").split(",").filter(Boolean);
  const { ids, left } = useShown(chains, around, hidden);
  const asKnownAt = useKnownAt();
  const places = useRef(new Map<string, { x: number; y: number }>());
  const key = ids.join(" ");
  // Those that have a place keep it, so what was placed goes with the question for the rest.
  const variables = useMemo(() => {
    const shown = key.split(" ");
    const placed = shown.flatMap((id) => {
      const at = places.current.get(id);
      return at ? [{ id, ...at }] : [];
    });
    return {
      ids: shown,
      limit: shown.length,
      linkLimit: LINKS,
      placed: placed.length ? placed : null,
      asKnownAt,
    };
  }, [key, asKnownAt]);
  const told = useAnswer(NETWORK, variables, { keep: true });
  // The canvas is made while the answer is awaited: to start a graphics card takes as long.
  return (
    <Canvas
      answer={told.data ?? NOTHING}
      answered={told.data !== undefined}
      awaited={<Answer of={told}>{() => null}</Answer>}
      chains={chains}
      chain={chain}
      step={step}
      choose={choose}
      places={places.current}
      left={left}
    />
  );
}

/** Who is shown: the chains, and some around whoever was expanded; and how many were left out. */
function useShown(chains: Chain[], around: string[], hidden: string[]) {
  const viewer = useViewer();
  const asKnownAt = useKnownAt();
  // Whoever stands there twice was expanded twice.
  const times = new Map<string, number>();
  for (const id of around) times.set(id, (times.get(id) ?? 0) + 1);
  const near = useQueries({
    queries: [...times].map(([id, count]) => {
      const variables = { id, limit: FOLD * count + 1, asKnownAt };
      return {
        queryKey: [viewer, NEAR.toString(), variables],
        queryFn: () => ask(NEAR, variables, viewer),
        staleTime: 30_000,
      };
    }),
  });
  const own = chains.flatMap(({ entities }) => entities.map(({ entity }) => entity.id));
  const more = near.flatMap(({ data }) => data?.neighbourhood.entities.map(({ id }) => id) ?? []);
  const every = [...new Set([...own, ...around, ...more])].filter((id) => !hidden.includes(id));
  const folded = near.reduce((sum, { data }) => {
    const cut = data?.neighbourhood.truncated;
    return sum + (cut ? cut.total - cut.shown : 0);
  }, 0);
  return { ids: every.slice(0, IDS_MAX), left: folded + Math.max(0, every.length - IDS_MAX) };
}

const NOTHING: NetworkOfQuery = {
  neighbourhood: {
    entities: [],
    links: [],
    layout: { x: [], y: [] },
    linksTruncated: { shown: 0, total: 0, rankedBy: "" },
  },
};

type CanvasProps = Props & {
  answer: NetworkOfQuery;
  answered: boolean;
  /** That the answer is awaited, or what went wrong. */
  awaited: ReactNode;
  places: Map<string, { x: number; y: number }>;
  left: number;
};

function Canvas({
  answer: { neighbourhood },
  answered,
  awaited,
  chains,
  chain,
  step,
  choose,
  places,
  left,
}: CanvasProps) {
  const { t } = useTranslation();
  const go = useGo();
  const { get, change } = useAddress();
  const done = useRef(0);
  const fit = useRef(() => {});
  const node = get("node");
  const { entities, links, layout, linksTruncated } = neighbourhood;
  const dots = useMemo(() => {
    const own = new Set(chains.flatMap((each) => each.entities.map(({ entity }) => entity.id)));
    return entities.map(({ id, caption, kind, strand }, index): Dot => {
      const at = { x: layout.x[index] ?? 0, y: layout.y[index] ?? 0 };
      places.set(id, at);
      return { id, label: caption, kind, strand, asked: own.has(id), ...at };
    });
  }, [entities, layout, chains, places]);
  const lines = useMemo(
    () =>
      links.map(
        ({ id, source, target, nature, confidence }): Line => ({
          id,
          from: source.id,
          to: target.id,
          context: nature === "context",
          confidence,
        }),
      ),
    [links],
  );
  const chosen = useMemo(() => {
    const steps = step === null ? (chain?.steps ?? []) : [chain?.steps[step]];
    const marked = steps.flatMap((one) => (one ? [one.link.id, one.source.id, one.target.id] : []));
    return new Set(node ? [node] : marked);
  }, [chain, step, node]);
  const act = (name: "around" | "hide", id: string) => {
    if (!id) return;
    const before = get(name).split(",").filter(Boolean);
    done.current += 1;
    change({ [name]: [...before, id].join(","), ...(name === "hide" ? { node: null } : {}) });
  };
  const undo = () => {
    if (done.current === 0) return;
    done.current -= 1;
    window.history.back();
  };
  const toStep = (link: string) => {
    for (const each of chains) {
      const at = each.steps.findIndex((one) => one.link.id === link);
      if (at >= 0) return choose(each.id, at);
    }
    const line = links.find(({ id }) => id === link);
    if (line) change({ node: line.source.id }, { replace: true });
  };
  useKeys({
    e: () => act("around", node),
    x: () => act("hide", node),
    u: undo,
    f: () => fit.current(),
    n: () => change({ node: nextOf(entities, node) }, { replace: true }),
    o: () => node && go(`/entity/${node}`),
  });
  const name = entities.find(({ id }) => id === node)?.caption ?? "";
  return (
    <section>
      <div className="canvas-tools">
        {node && <Text fw={600}>{name}</Text>}
        <Button size="xs" variant="default" disabled={!node} onClick={() => act("around", node)}>
          {get("around").split(",").includes(node) && node
            ? t("network.expandMore", { count: FOLD })
            : t("network.expand")}
        </Button>
        <Button size="xs" variant="default" disabled={!node} onClick={() => act("hide", node)}>
          {t("network.hide")}
        </Button>
        <Button size="xs" variant="default" disabled={!node} onClick={() => go(`/entity/${node}`)}>
          {t("network.open")}
        </Button>
        <Button size="xs" variant="default" onClick={undo}>
          {t("network.undo")}
        </Button>
        <Button size="xs" variant="default" onClick={() => fit.current()}>
          {t("network.fit")}
        </Button>
      </div>
      <div className="canvas">
        <div className="over-canvas">{awaited}</div>
        <NetworkCanvas
          ready={answered}
          dots={dots}
          lines={lines}
          chosen={chosen}
          fit={fit}
          label={t("network.picture", { entities: dots.length, links: lines.length })}
          chooseDot={(id) => change({ node: id }, { replace: true })}
          chooseLine={toStep}
          moved={(id, x, y) => places.set(id, { x, y })}
        />
      </div>
      {answered && (
        <Text size="xs" c="dimmed" px="md" role="status">
          {t("network.shown", {
            entities: dots.length,
            more: left,
            links: linksTruncated.shown,
            total: linksTruncated.total,
            by: linksTruncated.rankedBy,
          })}
        </Text>
      )}
    </section>
  );
}

function nextOf(entities: readonly { id: string }[], id: string): string {
  const at = entities.findIndex((each) => each.id === id);
  return entities[(at + 1) % entities.length]?.id ?? "";
}
