import { graphql } from "../asking/gql";
import type { RoutesToldQuery } from "../asking/gql/graphql";

export const ROUTES = graphql(`
  query RoutesTold(
    $during: PeriodInput
    $chemicals: [String!]
    $modes: [TransportMode!]
    $limit: Int!
    $asKnownAt: DateTime
  ) {
    routes(
      during: $during
      chemicals: $chemicals
      modes: $modes
      limit: $limit
      asKnownAt: $asKnownAt
    ) {
      legs {
        id
        from {
          ...Placed
        }
        to {
          ...Placed
        }
        mode
        count
        watched
        watchedKg
        chemicals
        firstSeen
        lastSeen
        unusual
        reasons {
          text
          q
        }
        recordsTotal
        records(first: 5) {
          edges {
            node {
              id
            }
          }
        }
      }
      places {
        ...Placed
        entity {
          marking {
            tlp
          }
        }
      }
      seizures {
        place {
          ...Placed
        }
        count
        seizures {
          id
          caption
        }
      }
      withoutPosition
      chemicals
      truncated {
        shown
        total
        rankedBy
      }
    }
  }

  fragment Placed on RoutePlace {
    entity {
      id
    }
    name
    code
    country
    lat
    lon
    positionFrom
  }
`);

export type Told = RoutesToldQuery["routes"];
export type LegTold = Told["legs"][number];
export type PlaceTold = LegTold["from"];

/** [lon, lat] in degrees, or null where nobody tells it. */
export const positionOf = ({ lat, lon }: PlaceTold): [number, number] | null =>
  lat === null || lat === undefined || lon === null || lon === undefined ? null : [lon, lat];
