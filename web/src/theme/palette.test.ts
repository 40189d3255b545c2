import { expect, test } from "vitest";
import { DARK, GROUND, LIGHT, STRANDS } from "./palette";

type Triple = [number, number, number];

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. */
const SEEN_BY: Record<string, Triple[]> = {
  everybody: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const linear = (hex: string): Triple =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Triple;

const times = (rows: Triple[], [r, g, b]: Triple): Triple =>
  rows.map(([x, y, z]) => Math.min(1, Math.max(0, x * r + y * g + z * b))) as Triple;

/** Ottosson 2020: OKLab of linear sRGB. */
function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const luminance = (hex: string) => {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** WCAG 2. */
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const SCHEMES = [
  ["light", LIGHT, GROUND.light],
  ["dark", DARK, GROUND.dark],
] as const;

test.each(SCHEMES)("every strand can be read on the ground: %s", (_, colours, ground) => {
  for (const strand of STRANDS) expect(contrast(colours[strand], ground)).toBeGreaterThan(4.5);
});

test.each(SCHEMES)("any two strands differ for everybody: %s", (_, colours) => {
  for (const [eyes, matrix] of Object.entries(SEEN_BY)) {
    const seen = STRANDS.map((strand) => oklab(times(matrix, linear(colours[strand]))));
    seen.forEach((one, at) => {
      for (const other of seen.slice(at + 1)) {
        const far = 100 * Math.hypot(...one.map((value, axis) => value - (other[axis] as number)));
        expect(far, `${eyes}: ${STRANDS[at]}`).toBeGreaterThan(9);
      }
    });
  }
});
