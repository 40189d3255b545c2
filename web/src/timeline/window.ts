/** The window of time in the address: two days, both meant whole, in UTC. */
export type Window = { start: string; end: string };

const DAY_MS = 86_400_000;

/** A day as the address writes it. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** The window moved by its own length, back (-1) or forward (1); an open one stays. */
export function moved({ start, end }: Window, direction: -1 | 1): Window {
  if (!start || !end) return { start, end };
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const length = to - from + DAY_MS;
  return {
    start: dayOf(new Date(from + direction * length)),
    end: dayOf(new Date(to + direction * length)),
  };
}
