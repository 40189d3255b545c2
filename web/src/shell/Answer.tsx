import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Fault } from "./Fault";
import { Waiting } from "./Waiting";

type Props<T> = { of: UseQueryResult<T>; children: (told: T) => ReactNode };

/** An answer when it is there; until then that it is awaited, or what went wrong. */
export function Answer<T>({ of, children }: Props<T>) {
  if (of.data !== undefined)
    return (
      <>
        {of.error && <Fault error={of.error} again={() => of.refetch()} />}
        {children(of.data)}
      </>
    );
  if (of.error) return <Fault error={of.error} again={() => of.refetch()} />;
  return of.isLoading ? <Waiting /> : null;
}
