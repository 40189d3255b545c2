import { graphql } from "../asking/gql";
import type { WhereaboutsOfQuery } from "../asking/gql/graphql";
import type { Position } from "./arcs";
import type { Leg, Spot } from "./RouteMap";

export const WHEREABOUTS = graphql(`
  query WhereaboutsOf($ids: [ID!]!, $first: Int!, $asKnownAt: DateTime) {
    nodes(ids: $ids, asKnownAt: $asKnownAt) {
      ... on Entity {
        id
        caption
        places(first: $first) {
          edges {
            node {
              place {
                entity {
                  id
                }
                name
                lat
                lon
              }
              firstSeen
              lastSeen
              count
              links(first: 3) {
                id
                type
                sentence
                source {
                  id
                }
              }
            }
          }
          shown
          total
          rankedBy
        }
      }
    }
  }
`);

type Node = NonNullable<WhereaboutsOfQuery["nodes"][number]>;
export type Somebody = Exclude<Node, Record<PropertyKey, never>>;
export type Touched = Somebody["places"]["edges"][number]["node"];
export type Whereabout = { who: Somebody; touched: Touched };

const LEAVES = new Set(["DEPARTED_FROM", "LOADED_AT"]);
const ARRIVES = new Set(["ARRIVED_AT", "DISCHARGED_AT"]);

/** Each place of each entity, in the server's order. */
export function whereaboutsIn({ nodes }: WhereaboutsOfQuery): Whereabout[] {
  return nodes.flatMap((who) =>
    isSomebody(who) ? who.places.edges.map(({ node }) => ({ who, touched: node })) : [],
  );
}

export const isSomebody = (node: Node | null): node is Somebody =>
  node !== null && "places" in node;

export const positionOf = ({ place: { lat, lon } }: Touched): Position | null =>
  lat === null || lat === undefined || lon === null || lon === undefined ? null : [lon, lat];

/** Each place once; those without a position are on no map. */
export function spotsOf(items: readonly Whereabout[]): Spot[] {
  const spots = new Map<string, Spot>();
  for (const { touched } of items) {
    const at = positionOf(touched);
    const { entity, name } = touched.place;
    if (at) spots.set(entity.id, { id: entity.id, name, at, strand: "context", size: 6 });
  }
  return [...spots.values()];
}

/** What moved from one of the places to another, once for each thing that moved. */
export function legsOf(items: readonly Whereabout[]): Leg[] {
  const moved = new Map<string, { from?: Position | null; to?: Position | null }>();
  for (const { touched } of items)
    for (const { type, source } of touched.links) {
      const ends = moved.get(source.id) ?? {};
      if (LEAVES.has(type)) ends.from = positionOf(touched);
      if (ARRIVES.has(type)) ends.to = positionOf(touched);
      moved.set(source.id, ends);
    }
  return [...moved].flatMap(([id, { from, to }]) =>
    from && to ? [{ id, from, to, strand: "movement", weight: 0.3, faint: false }] : [],
  );
}
