import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import type { StabilityOfQuery } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import { Answer } from "../shell/Answer";
import { useAddress, useKnownAt } from "../shell/address";
import { Disclosure } from "../shell/Disclosure";
import { useFormats } from "../words/useWords";
import { questionIn, variablesOf } from "./question";

const STABILITY = graphql(`
  query StabilityOf(
    $from: EndpointInput!
    $to: EndpointInput!
    $maxHops: Int!
    $first: Int!
    $conductOnly: Boolean!
    $excludeTypes: [LinkKind!]
    $onlyTypes: [LinkKind!]
    $minConfidence: Float!
    $during: PeriodInput
    $inOrder: Boolean!
    $maxGapDays: Int
    $maxShared: Int
    $seconds: Float
    $possiblySame: Boolean!
    $asKnownAt: DateTime
  ) {
    connections(
      from: $from
      to: $to
      maxHops: $maxHops
      first: $first
      conductOnly: $conductOnly
      excludeTypes: $excludeTypes
      onlyTypes: $onlyTypes
      minConfidence: $minConfidence
      during: $during
      inOrder: $inOrder
      maxGapDays: $maxGapDays
      maxShared: $maxShared
      seconds: $seconds
      possiblySame: $possiblySame
      asKnownAt: $asKnownAt
    ) {
      edges {
        node {
          id
          stability {
            stays
            atMost
            holds
            draws
            missing
          }
        }
      }
    }
  }
`);

/** Whether the chain would still be shown if records were wrong or missing. One opening is for all chains. */
export function Stays({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <Disclosure name="stays" label={t("stability.ask")}>
      <Drawn id={id} />
    </Disclosure>
  );
}

function Drawn({ id }: { id: string }) {
  const { get } = useAddress();
  const asKnownAt = useKnownAt();
  const told = useAnswer(STABILITY, variablesOf(questionIn(get), asKnownAt));
  return (
    <Answer of={told}>
      {({ connections }) => (
        <Told stability={connections.edges.find(({ node }) => node.id === id)?.node.stability} />
      )}
    </Answer>
  );
}

type Stability = StabilityOfQuery["connections"]["edges"][number]["node"]["stability"] | undefined;

function Told({ stability }: { stability: Stability }) {
  const { t } = useTranslation();
  const { share } = useFormats();
  if (!stability) return <div role="status">{t("stability.unknown")}</div>;
  const { stays, atMost, holds, draws, missing } = stability;
  const often = stays === atMost ? share(stays) : `${share(stays)}–${share(atMost)}`;
  return (
    <div role="status">
      {t("stability.stays", { often, draws, holds: share(holds) })}{" "}
      {t("stability.means", { missing: share(missing) })}
    </div>
  );
}
