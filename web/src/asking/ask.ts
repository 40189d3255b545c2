/** Asks this server's GraphQL, and nobody else. */
import type { TypedDocumentString } from "./gql/graphql";

/** What the server said was wrong, in its own words for people. */
export class Refused extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** The server did not answer at all. */
export class Unreachable extends Error {}

type Told<T> = { data?: T | null; errors?: { message: string; extensions?: { code?: string } }[] };

/** Asks as a viewer; throws `Refused` or `Unreachable`. */
export async function ask<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  viewer: string,
  signal?: AbortSignal,
): Promise<Result> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (viewer) headers["X-Tripoint-Viewer"] = viewer;
  const body = JSON.stringify({ query: document.toString(), variables });
  const told = await sent(() => fetch("/graphql", { method: "POST", headers, body, signal }));
  const fault = told.errors?.[0];
  if (fault) throw new Refused(fault.message, fault.extensions?.code ?? "");
  if (!told.data) throw new Refused("the server answered without data", "");
  return told.data as Result;
}

async function sent(send: () => Promise<Response>): Promise<Told<unknown>> {
  let answer: Response;
  try {
    answer = await send();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Unreachable();
  }
  if (answer.status >= 502 && answer.status <= 504) throw new Unreachable();
  try {
    return (await answer.json()) as Told<unknown>;
  } catch {
    throw new Refused(`${answer.status} ${answer.statusText}`, "");
  }
}
