import { expect, test } from "vitest";
import { arc, cutAtAntimeridian } from "./arcs";

test("a great circle starts and ends where it should", () => {
  const [line] = arc([103.8, 1.3], [121, 14.6]);
  expect(line?.[0]?.[0]).toBeCloseTo(103.8);
  expect(line?.[0]?.[1]).toBeCloseTo(1.3);
  expect(line?.at(-1)?.[0]).toBeCloseTo(121);
  expect(line?.at(-1)?.[1]).toBeCloseTo(14.6);
});

test("one over the Pacific is two lines that meet at the antimeridian", () => {
  const lines = arc([139.7, 35.6], [-122.4, 37.8]);
  expect(lines).toHaveLength(2);
  const [end, start] = [lines[0]?.at(-1), lines[1]?.[0]];
  expect([end?.[0], start?.[0]]).toEqual([180, -180]);
  expect(end?.[1]).toBeCloseTo(start?.[1] as number);
});

test("from the east too", () => {
  const lines = cutAtAntimeridian([
    [-170, 0],
    [170, 10],
  ]);
  expect(lines).toEqual([
    [
      [-170, 0],
      [-180, 5],
    ],
    [
      [180, 5],
      [170, 10],
    ],
  ]);
});
