import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import type { HoldingOfQuery } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import { breakingWords } from "../links/ChainNotes";
import type { Question } from "../links/question";
import { Answer } from "../shell/Answer";
import { useKnownAt } from "../shell/address";
import { useMarking } from "../shell/marking";
import { Named } from "./Named";
import { asksMore, sidesOf } from "./sides";

const HOLDING = graphql(`
  query HoldingOf(
    $from: EndpointInput!
    $to: EndpointInput!
    $maxHops: Int!
    $conductOnly: Boolean!
    $excludeTypes: [LinkKind!]
    $minConfidence: Float!
    $during: PeriodInput
    $asKnownAt: DateTime
  ) {
    whatBreaks(
      from: $from
      to: $to
      maxHops: $maxHops
      conductOnly: $conductOnly
      excludeTypes: $excludeTypes
      minConfidence: $minConfidence
      during: $during
      asKnownAt: $asKnownAt
    ) {
      shared(first: 20) {
        id
        caption
        marking {
          tlp
        }
      }
      singleSources
      breaks(by: RECORD) {
        size
        atLeast
        robust
        shown
        total
        sets(first: 3) {
          records {
            id
            source
            sourceKey
          }
        }
      }
      bySource: breaks(by: SOURCE) {
        size
        robust
        shown
        total
        sets(first: 3) {
          sources
        }
      }
    }
  }
`);

/** The smallest sets of records and of sources without which nothing connects the two sides. */
export function Holding({ question }: { question: Question }) {
  const asKnownAt = useKnownAt();
  const told = useAnswer(HOLDING, sidesOf(question, asKnownAt));
  return (
    <Answer of={told}>{({ whatBreaks }) => <Told {...whatBreaks} question={question} />}</Answer>
  );
}

function Told(held: HoldingOfQuery["whatBreaks"] & { question: Question }) {
  const { t } = useTranslation();
  const { shared, singleSources, breaks, bySource, question } = held;
  useMarking(shared.map(({ marking }) => marking));
  return (
    <div className="opened" role="status">
      {(singleSources?.length ?? 0) > 0 && (
        <Text fw={700} className="loud">
          {t("between.single", { sources: singleSources?.join(` ${t("chains.or")} `) })}
        </Text>
      )}
      {breaks ? (
        <Text size="sm">{breakingWords(breaks, t)}</Text>
      ) : (
        <Text size="sm">{t("between.tooMuch")}</Text>
      )}
      {bySource && <Text size="sm">{sourceWords(bySource, t)}</Text>}
      {shared.length > 0 && (
        <Text size="sm">
          {t("between.shared")} <Named entities={shared} />
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {t("between.breaksMeans")} {asksMore(question) && t("between.asksMore")}
      </Text>
    </div>
  );
}

type BySource = NonNullable<HoldingOfQuery["whatBreaks"]["bySource"]>;

function sourceWords(
  { size, robust, sets, shown, total }: BySource,
  t: ReturnType<typeof useTranslation>["t"],
): string {
  if (robust || !size) return t("between.robustSources");
  return t("between.sources", {
    count: size,
    ways: total ?? `> ${shown}`,
    sets: sets.map(({ sources }) => sources.join(" + ")).join(` ${t("chains.or")} `),
  });
}
