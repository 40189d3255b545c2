/** The question of the link explorer, as the address tells it. */
import type {
  ActorClass,
  ConnectionsOfQueryVariables,
  EndpointInput,
  LinkKind,
} from "../asking/gql/graphql";

export const CLASSES: ActorClass[] = ["FTF", "SALW_TRAFFICKER", "CHEMICAL_SUPPLIER"];

export const STRAND_OF: Record<ActorClass, string> = {
  FTF: "people",
  SALW_TRAFFICKER: "weapons",
  CHEMICAL_SUPPLIER: "chemicals",
};

/** One side: a class, entities by id (one, or a set), or whatever a search finds. */
export type End =
  | { actorClass: ActorClass }
  | { ids: string[] }
  | { text: string }
  | { saved: string };

export type Question = {
  from: End;
  to: End;
  hops: number;
  conductOnly: boolean;
  inOrder: boolean;
  maxGapDays: number | null;
  minConfidence: number;
  possiblySame: boolean;
  /** Only over these, where there are any. */
  only: LinkKind[];
  without: LinkKind[];
  start: string;
  end: string;
  /** Inner entities that two chains may share at most; null for any number. */
  maxShared: number | null;
  /** The search may take so long; null for a budget of work. */
  seconds: number | null;
  /** Chains to show. */
  first: number;
};

type Get = (name: string) => string;

export const HOPS = 6;
export const HOPS_MAX = 10;
export const FIRST = 10;
/** More than so many, each with all that it rests on, cost more than one request may. */
export const FIRST_MAX = 40;
export const SHARED_MAX = 10;
export const SECONDS_MAX = 60;

export function questionIn(get: Get): Question {
  return {
    from: endOf(get("from"), "FTF"),
    to: endOf(get("to"), "CHEMICAL_SUPPLIER"),
    hops: within(Number(get("hops")) || HOPS, 1, HOPS_MAX),
    conductOnly: get("conduct") === "1",
    inOrder: get("order") === "1",
    maxGapDays: get("order") === "1" && Number(get("gap")) > 0 ? Number(get("gap")) : null,
    minConfidence: within(Number(get("sure")) || 0, 0, 1),
    possiblySame: get("possibly") === "1",
    only: kindsIn(get("only")),
    without: kindsIn(get("without")),
    start: get("start"),
    end: get("end"),
    maxShared: get("shared") === "" ? null : within(Number(get("shared")) || 0, 0, SHARED_MAX),
    seconds: Number(get("seconds")) > 0 ? Math.min(Number(get("seconds")), SECONDS_MAX) : null,
    first: within(Number(get("first")) || FIRST, 1, FIRST_MAX),
  };
}

/** The query's variables. Days are whole ones, in UTC. */
export function variablesOf(
  question: Question,
  asKnownAt: string | null,
): ConnectionsOfQueryVariables {
  const { start, end } = question;
  return {
    from: endpoint(question.from),
    to: endpoint(question.to),
    maxHops: question.hops,
    first: question.first,
    conductOnly: question.conductOnly,
    onlyTypes: question.only.length ? question.only : null,
    excludeTypes: question.without.length ? question.without : null,
    minConfidence: question.minConfidence,
    inOrder: question.inOrder,
    maxGapDays: question.maxGapDays,
    maxShared: question.maxShared,
    seconds: question.seconds,
    possiblySame: question.possiblySame,
    during:
      start || end
        ? {
            start: start ? `${start}T00:00:00Z` : null,
            end: end ? `${end}T23:59:59Z` : null,
          }
        : null,
    asKnownAt,
  };
}

const SEARCHED = "text:";
const SAVED = "saved:";

export function endText(end: End): string {
  if ("ids" in end) return end.ids.join(",");
  if ("text" in end) return SEARCHED + end.text;
  return "saved" in end ? SAVED + end.saved : end.actorClass;
}

function endOf(text: string, otherwise: ActorClass): End {
  if (!text) return { actorClass: otherwise };
  if (text.startsWith(SEARCHED)) return { text: text.slice(SEARCHED.length) };
  if (text.startsWith(SAVED)) return { saved: text.slice(SAVED.length) };
  const known = CLASSES.find((name) => name === text);
  return known ? { actorClass: known } : { ids: text.split(",").filter(Boolean) };
}

function endpoint(end: End): EndpointInput {
  if ("ids" in end) return { entities: end.ids };
  return "text" in end ? { search: { text: end.text } } : end;
}

const kindsIn = (text: string) => text.split(",").filter(Boolean) as LinkKind[];

const within = (value: number, least: number, most: number) =>
  Math.min(Math.max(value, least), most);
