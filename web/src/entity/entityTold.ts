import { graphql } from "../asking/gql";
import type { EntityToldQuery } from "../asking/gql/graphql";

export const ENTITY = graphql(`
  query EntityTold($id: ID!, $asKnownAt: DateTime) {
    entity(id: $id, asKnownAt: $asKnownAt) {
      id
      kind
      caption
      strand
      classes {
        name
        rule
        support
        records(first: 3) {
          id
          source
          sourceKey
        }
      }
      facts {
        property
        value
        support
        statements(first: 5) {
          value
          record {
            id
            source
            sourceKey
            grade
            observedAt
          }
        }
      }
      factsComplete
      mentions(first: 30) {
        edges {
          node {
            id
            key
            kind
            properties {
              property
              values
            }
            record {
              id
              source
              sourceKey
              grade
            }
          }
        }
        shown
        total
        rankedBy
      }
      joins(first: 30) {
        edges {
          node {
            by
            probability
            judgement
            left {
              id
            }
            right {
              id
            }
          }
        }
        shown
        total
        rankedBy
      }
      linkCounts {
        type
        count
      }
      links(first: 30) {
        edges {
          node {
            outgoing
            link {
              id
              type
              nature
              sentence
              confidence
              independentSources
              sources
              validFrom
              validTo
            }
            far {
              id
              kind
              caption
              strand
            }
          }
        }
        shown
        total
        rankedBy
      }
      seenBetween {
        first
        last
      }
      marking {
        tlp
        owners
        categories
        releasableTo
      }
    }
  }
`);

export type Told = NonNullable<EntityToldQuery["entity"]>;
export type Linked = Told["links"]["edges"][number]["node"];
export type Mentioned = Told["mentions"]["edges"][number]["node"];
