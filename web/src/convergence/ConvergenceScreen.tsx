import { Select, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import type { ActorClass, ConvergedQuery } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import { ChainPicture } from "../links/ChainPicture";
import type { Chain } from "../links/connections";
import { CLASSES, STRAND_OF } from "../links/question";
import { Answer } from "../shell/Answer";
import { useAddress, useGo, useKnownAt } from "../shell/address";
import { useMarking } from "../shell/marking";
import { To } from "../shell/To";
import { Glyph } from "../theme/Glyph";
import { ink } from "../theme/palette";
import { useFormats } from "../words/useWords";
import { Cells } from "./Cells";
import { Joined } from "./Joined";

const CONVERGENCE = graphql(`
  query Converged($first: Int!, $maxHops: Int!, $asKnownAt: DateTime) {
    convergence(first: $first, maxHops: $maxHops, asKnownAt: $asKnownAt) {
      meetings {
        entity {
          id
          kind
          caption
          strand
          classes {
            name
          }
          marking {
            tlp
          }
        }
        cost
        falseShare
        pValue
        chains {
          actorClass
          chance
          chain {
            ...ChainShown
          }
        }
      }
      hasMore
      shown
      total
      rankedBy
      costModel
    }
  }
`);

type Meeting = ConvergedQuery["convergence"]["meetings"][number];

const FIRST = 8;
const HOPS = "4";

/** Where the three threats meet: who stands close to all of them, and how likely chance is. */
export default function ConvergenceScreen() {
  const { t } = useTranslation();
  const { get, change } = useAddress();
  const asKnownAt = useKnownAt();
  const hops = get("hops") || HOPS;
  const told = useAnswer(CONVERGENCE, { first: FIRST, maxHops: Number(hops), asKnownAt });
  return (
    <>
      <div className="asking">
        <Title order={1} size="h4">
          {t("convergence.title")}
        </Title>
        <Select
          w={160}
          aria-label={t("ask.hops")}
          data={["2", "3", "4", "5", "6"].map((value) => ({
            value,
            label: t("ask.within", { count: Number(value) }),
          }))}
          value={hops}
          allowDeselect={false}
          onChange={(value) => change({ hops: value === HOPS ? null : value })}
        />
      </div>
      <Cells enabled={told.data !== undefined} />
      <Answer of={told}>
        {({ convergence }) => <Board {...convergence} hops={Number(hops)} />}
      </Answer>
    </>
  );
}

type BoardProps = ConvergedQuery["convergence"] & { hops: number };

function Board({ meetings, shown, total, rankedBy, hasMore, hops }: BoardProps) {
  const { t } = useTranslation();
  useMarking(meetings.map(({ entity }) => entity.marking));
  return (
    <>
      <div className="told">
        <Text size="sm" c="dimmed" role="status">
          {t("shown.of", {
            shown,
            total: total ?? (hasMore ? t("shown.more", { shown }) : shown),
            by: rankedBy,
          })}
        </Text>
      </div>
      {meetings.length === 0 && (
        <div className="padded">
          <Text fw={600}>{t("convergence.none")}</Text>
          <Text c="dimmed">{t("convergence.noneHint")}</Text>
        </div>
      )}
      {meetings.map((meeting, index) => (
        <Met key={meeting.entity.id} meeting={meeting} rank={index + 1} hops={hops} />
      ))}
    </>
  );
}

function Met({ meeting, rank, hops }: { meeting: Meeting; rank: number; hops: number }) {
  const { t } = useTranslation();
  const { share } = useFormats();
  const { entity, falseShare, pValue, chains } = meeting;
  return (
    <article className="chain-card">
      <div className="chain-head">
        <Glyph kind={entity.kind} strand={entity.strand} size={32} />
        <h2>
          {rank}.{" "}
          <To path={`/entity/${entity.id}`} c="inherit">
            <bdi>{entity.caption || t("entity.unnamed")}</bdi>
          </To>
        </h2>
        <Text size="sm" c="dimmed">
          {[
            t(`kinds.${entity.kind}`),
            ...entity.classes.map(({ name }) => t(`short.${name}`)),
          ].join(" · ")}
        </Text>
        <Text size="sm" fw={falseShare !== null && (falseShare ?? 1) < 0.1 ? 600 : 400}>
          {falseShare === null || falseShare === undefined
            ? t("convergence.noShare")
            : t("convergence.falseShare", { share: share(falseShare) })}
          {typeof pValue === "number" && ` · ${t("convergence.pValue", { share: share(pValue) })}`}
        </Text>
      </div>
      <div className="strands">
        {CLASSES.map((name) => {
          const strand = chains.find(({ actorClass }) => actorClass === name);
          return strand ? (
            <Strand key={name} name={name} chance={strand.chance} chain={strand.chain as Chain} />
          ) : null;
        })}
      </div>
      <Joined id={entity.id} first={FIRST} hops={hops} />
    </article>
  );
}

function Strand({ name, chance, chain }: { name: ActorClass; chance: number; chain: Chain }) {
  const { t } = useTranslation();
  const go = useGo();
  const { share } = useFormats();
  const [start, end] = [chain.entities[0]?.entity.id, chain.entities.at(-1)?.entity.id];
  return (
    <section>
      <h3 className="strand-chip" style={{ "--chip": ink(STRAND_OF[name]) } as React.CSSProperties}>
        {t(`classes.${name}`)}
      </h3>
      <Text size="xs" c="dimmed">
        {t("convergence.chance", { chance: share(chance) })}
      </Text>
      {chain.steps.length === 0 ? (
        <Text size="sm">{t("convergence.member")}</Text>
      ) : (
        <ChainPicture
          chain={chain}
          step={null}
          choose={(step) =>
            go("/", { from: start ?? "", to: end ?? "", chain: chain.id, step: String(step) })
          }
        />
      )}
    </section>
  );
}
