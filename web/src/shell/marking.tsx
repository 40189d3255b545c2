/** The handling marking of what is on the screen: as strict as the strictest record behind it. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";

const LEVELS = ["clear", "green", "amber", "amber_strict", "red"];

export type Marked = { tlp: string };

/** How the Traffic Light Protocol writes a level: "TLP:AMBER+STRICT". */
export const tlpText = (tlp: string) => `TLP:${tlp.toUpperCase().replace("_", "+")}`;

/** The strictest of some markings; "" of none. */
export function strictest(markings: readonly Marked[]): string {
  const level = Math.max(
    -1,
    ...markings.map((marking) => LEVELS.indexOf(marking.tlp.toLowerCase())),
  );
  return LEVELS[level] ?? "";
}

type Mark = (owner: symbol, tlp: string | null) => void;

// Apart, because who marks must not be drawn anew by every mark: it would mark without end.
const Shows = createContext("");
const Marks = createContext<Mark>(() => {});

export function MarkingProvider({ children }: { children: ReactNode }) {
  const [marks, setMarks] = useState<ReadonlyMap<symbol, string>>(new Map());
  const mark = useCallback<Mark>((owner, tlp) => {
    setMarks((before) => {
      const after = new Map(before);
      if (tlp === null) after.delete(owner);
      else after.set(owner, tlp);
      return after;
    });
  }, []);
  const shown = strictest([...marks.values()].map((tlp) => ({ tlp })));
  return (
    <Marks.Provider value={mark}>
      <Shows.Provider value={shown}>{children}</Shows.Provider>
    </Marks.Provider>
  );
}

/** The marking of the screen, "" where nothing on it is marked. */
export const useShownMarking = (): string => useContext(Shows);

/** Says how what a component shows is marked, for as long as it is there. */
export function useMarking(markings: readonly Marked[]): void {
  const mark = useContext(Marks);
  const tlp = strictest(markings);
  useEffect(() => {
    const owner = Symbol(tlp);
    mark(owner, tlp || null);
    return () => mark(owner, null);
  }, [mark, tlp]);
}
