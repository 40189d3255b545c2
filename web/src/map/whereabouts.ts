import { graphql } from "../asking/gql";
import type { WhereaboutsOfQuery } from "../asking/gql/graphql";
import type { Position } from "./arcs";
import type { Leg, Spot } from "./RouteMap";

export const WHEREABOUTS = graphql(`
  query WhereaboutsOf($ids: [ID!]!, $limit: Int!, $asKnownAt: DateTime) {
    whereabouts(ids: $ids, limit: $limit, asKnownAt: $asKnownAt) {
      items {
        entity {
          id
          caption
        }
        via {
          id
          caption
          strand
        }
        place {
          entity {
            id
          }
          name
          lat
          lon
        }
        link {
          id
          type
          sentence
          validFrom
          validTo
        }
      }
      truncated {
        shown
        total
        rankedBy
      }
    }
  }
`);

export type Whereabout = WhereaboutsOfQuery["whereabouts"]["items"][number];

const LEAVES = new Set(["DEPARTED_FROM", "LOADED_AT"]);
const ARRIVES = new Set(["ARRIVED_AT", "DISCHARGED_AT"]);

export const positionOf = ({ place: { lat, lon } }: Whereabout): Position | null =>
  lat === null || lat === undefined || lon === null || lon === undefined ? null : [lon, lat];

/** Each place once; those without a position are on no map. */
export function spotsOf(items: readonly Whereabout[]): Spot[] {
  const spots = new Map<string, Spot>();
  for (const item of items) {
    const at = positionOf(item);
    const { entity, name } = item.place;
    if (at) spots.set(entity.id, { id: entity.id, name, at, strand: "context", size: 6 });
  }
  return [...spots.values()];
}

/** What moved between two of the places, once for each thing that moved. */
export function legsOf(items: readonly Whereabout[]): Leg[] {
  const moved = new Map<string, { from?: Whereabout; to?: Whereabout }>();
  for (const item of items) {
    const mover = (item.via ?? item.entity).id;
    const ends = moved.get(mover) ?? {};
    if (LEAVES.has(item.link.type)) ends.from = item;
    if (ARRIVES.has(item.link.type)) ends.to = item;
    moved.set(mover, ends);
  }
  return [...moved].flatMap(([id, { from, to }]) => {
    const [one, other] = [from && positionOf(from), to && positionOf(to)];
    if (!one || !other) return [];
    return [{ id, from: one, to: other, strand: "movement", weight: 0.3, faint: false }];
  });
}
