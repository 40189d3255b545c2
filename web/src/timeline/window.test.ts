import { expect, test } from "vitest";
import { dayOf, moved } from "./window";

test("a window moves by its own length, its days counted whole", () => {
  const march = { start: "2026-03-01", end: "2026-03-10" };
  expect(moved(march, 1)).toEqual({ start: "2026-03-11", end: "2026-03-20" });
  expect(moved(moved(march, 1), -1)).toEqual(march);
});

test("an open window stays", () => {
  expect(moved({ start: "2026-03-01", end: "" }, 1)).toEqual({ start: "2026-03-01", end: "" });
});

test("a day is one in UTC", () => {
  expect(dayOf(new Date("2026-03-01T23:59:59Z"))).toBe("2026-03-01");
});
