import { graphql } from "../asking/gql";
import type { ConnectionsOfQuery } from "../asking/gql/graphql";

export const CONNECTIONS = graphql(`
  query ConnectionsOf(
    $from: EndpointInput!
    $to: EndpointInput!
    $maxHops: Int!
    $first: Int!
    $after: String
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
      after: $after
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
          ...ChainShown
          steps {
            judgements @include(if: $possiblySame) {
              id
              by
              probability
              evidence {
                feature
                level
                one
                other
                weight
              }
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      shown
      total
      rankedBy
      complete
      certain
      unexplored
      costModel
    }
  }

  fragment ChainShown on Chain {
    id
    cost
    confidence
    hops
    expectedByChance {
      betweenTheTwo
      betweenAnyAsked
    }
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
      sets(first: 3) {
        sources
      }
    }
    entities {
      role
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
    }
    steps {
      source {
        id
      }
      target {
        id
      }
      link {
        id
        source {
          id
        }
      }
      type
      types
      sentence
      nature
      confidence
      independentSources
      sources
      validFrom
      validTo
      support
      records(first: 20) {
        id
      }
    }
  }
`);

export type Chain = ConnectionsOfQuery["connections"]["edges"][number]["node"];
export type Step = Chain["steps"][number];
/** The one choice that all views of the chains share. */
export type Chosen = {
  chain: Chain | undefined;
  step: number | null;
  choose: (chain: string, step: number | null) => void;
};
export type ChainEntity = Chain["entities"][number]["entity"];

/** The chain's weakest step, or -1 where it has none. */
export function weakestStep(chain: Chain): number {
  let weakest = -1;
  chain.steps.forEach((step, index) => {
    if (weakest < 0 || step.confidence < (chain.steps[weakest] as Step).confidence) weakest = index;
  });
  return weakest;
}
