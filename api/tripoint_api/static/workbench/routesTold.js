import{t as e}from"./gql.js";var t=e(`
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
`),n=({lat:e,lon:t})=>e==null||t==null?null:[t,e];export{n,t};