import { Refused, Unreachable } from "../asking/ask";
import { graphql } from "../asking/gql";

export const HOLD = graphql(`
  mutation Hold($name: String!, $uploads: [ID!]!) {
    holdDraft(name: $name, uploads: $uploads) {
      name
    }
  }
`);

export const ACCEPT = graphql(`
  mutation Accept($name: String!) {
    acceptDraft(name: $name) {
      new
      known
    }
  }
`);

export const DROP = graphql(`
  mutation Drop($name: String!) {
    dropDraft(name: $name) {
      name
    }
  }
`);

export const DRAFTS = graphql(`
  query Drafts {
    viewer {
      mayLoad
    }
    drafts {
      edges {
       node {
        name
        begunAt
        records
        issues
        lost
        reading
        error
        progress {
          read
          share
          secondsLeft
        }
        files {
          file
          format
          new
          known
          changed
          withdrawn
          lost
          silent
          loadedAs
          error
        }
        world {
          entitiesNew
          entitiesGrown
          gone {
            total
          }
          merged {
            total
            merges {
              entity {
                caption
              }
              by
            }
          }
          rules {
            rule
            count
          }
          classes {
            actorClass
            entering {
              total
              entities {
                id
                caption
              }
            }
          }
        }
        runs(first: 5) {
          edges {
            node {
              id
              file
              issues(first: 10) {
                edges {
                  node {
                    position
                    field
                    reason
                    hint
                  }
                }
                shown
                total
                rankedBy
              }
            }
          }
        }
      }
      }
      total
    }
  }
`);

/** Sends a file's bytes as they are; gives what names it. Throws `Refused` or `Unreachable`. */
export async function sent(file: File, viewer: string): Promise<string> {
  const headers: Record<string, string> = { "Content-Type": "application/octet-stream" };
  if (viewer) headers["X-Tripoint-Viewer"] = viewer;
  const address = `/uploads?${new URLSearchParams({ name: file.name })}`;
  let answer: Response;
  try {
    answer = await fetch(address, { method: "PUT", headers, body: file });
  } catch {
    throw new Unreachable();
  }
  const told = (await answer.json()) as { upload?: string; detail?: string };
  if (!told.upload) throw new Refused(told.detail ?? `${answer.status}`, "");
  return told.upload;
}

/** A name for a batch of now that no other one has. */
export const batchName = (now: Date): string =>
  `batch-${now.toISOString().slice(0, 19).replace(/[T:]/g, "-")}`;
