/** A question's answer for whoever asks now. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ask, Unreachable } from "./ask";
import type { TypedDocumentString } from "./gql/graphql";
import { useViewer } from "./viewer";

type Options = { enabled?: boolean; every?: number; keep?: boolean };

const AGAIN_MS = 3_000;

/**
 * Asks when `enabled`; `every` so many ms again while the page is seen; `keep` shows the answer
 * before until the new one is there. While the server is gone it is asked again and again.
 */
export function useAnswer<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  { enabled = true, every, keep = false }: Options = {},
) {
  const viewer = useViewer();
  return useQuery<Result>({
    queryKey: [viewer, document.toString(), variables],
    queryFn: ({ signal }) => ask(document, variables, viewer, signal),
    enabled,
    placeholderData: keep ? keepPreviousData : undefined,
    refetchInterval: (query) => (query.state.error instanceof Unreachable ? AGAIN_MS : every),
    retry: false,
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  });
}
