/**
 * The colours. Colour tells the strand and nothing else; icon and shape tell the kind, and the
 * line tells the evidence. Worst difference of a pair, plain or colour blind: see palette.test.ts.
 */
export const STRANDS = ["people", "weapons", "chemicals", "movement", "context"] as const;

export type Strand = (typeof STRANDS)[number];

export const LIGHT: Record<Strand, string> = {
  people: "#1a367c",
  weapons: "#8a3200",
  chemicals: "#9c58a5",
  movement: "#188741",
  context: "#5f5a66",
};

export const DARK: Record<Strand, string> = {
  people: "#5ebef4",
  weapons: "#e87c30",
  chemicals: "#b774ac",
  movement: "#1ffdd1",
  context: "#baafa1",
};

export const GROUND = { light: "#ffffff", dark: "#1a1b1e" };

/** A strand's colour as CSS; it follows the scheme. */
export const ink = (strand: string): string => `var(--strand-${strand}, var(--strand-context))`;

/** A colour as shares of red, green and blue, each of 0 to 1. */
export const shares = (hex: string): [number, number, number] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as [
    number,
    number,
    number,
  ];
