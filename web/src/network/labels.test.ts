import { expect, test } from "vitest";
import { type Label, withRoom } from "./labels";

const at = (text: string, x: number, y: number, rank: number): Label => ({
  text,
  x,
  y,
  reach: 10,
  width: 50,
  height: 12,
  rank,
  strong: false,
});

const WIDTH = 500;
const placed = (...labels: Label[]) => withRoom(labels, WIDTH).map(({ text }) => text);

test("where there is not room for all those that matter more have their labels", () => {
  const crowd = [1, 2, 3, 4, 5].map((rank) => at(String(rank), 100, 100, rank));
  expect(placed(...crowd)).toEqual(["5", "4", "3", "2"]);
});

test("what stands apart is all told", () => {
  expect(placed(at("a", 100, 0, 1), at("b", 200, 0, 1), at("c", 100, 40, 1))).toHaveLength(3);
});

test("a label stands on the other side of its dot where there is no room for it", () => {
  const [near] = withRoom([at("at the edge", 480, 10, 1)], WIDTH);
  expect(near?.start).toBe(420);
});

test("no label covers another dot", () => {
  const beside = [at("left", 100, 0, 2), at("right", 130, 0, 1)];
  const starts = new Map(withRoom(beside, WIDTH).map(({ text, start }) => [text, start]));
  expect(starts.get("left")).toBe(40);
  expect(starts.get("right")).toBe(140);
});

test("zoomed in, there is room for more", () => {
  const crowd = [0, 1, 2, 3, 4].map((n) => at(String(n), 100 + 2 * n, 100, n));
  const far = withRoom(crowd, WIDTH).length;
  const near = withRoom(
    crowd.map((label) => ({ ...label, x: 100 * label.x })),
    100 * WIDTH,
  ).length;
  expect(near).toBe(5);
  expect(far).toBeLessThan(near);
});
