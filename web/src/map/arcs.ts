/** Great circles between places, cut where they cross the antimeridian. */
import { geoInterpolate } from "d3-geo";

export type Position = [lon: number, lat: number];

const PIECES = 48;

/** The great circle as one or more lines of [lon, lat] in degrees. */
export function arc(from: Position, to: Position): Position[][] {
  const along = geoInterpolate(from, to);
  const points = Array.from(
    { length: PIECES + 1 },
    (_, index) => along(index / PIECES) as Position,
  );
  return cutAtAntimeridian(points);
}

/** Lines none of whose steps goes more than half around the world. */
export function cutAtAntimeridian(points: Position[]): Position[][] {
  const lines: Position[][] = [[]];
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before && Math.abs(point[0] - before[0]) > 180) {
      const side = before[0] > 0 ? 180 : -180;
      const far = point[0] + 2 * side;
      const share = (side - before[0]) / (far - before[0]);
      const lat = before[1] + share * (point[1] - before[1]);
      lines.at(-1)?.push([side, lat]);
      lines.push([[-side, lat]]);
    }
    lines.at(-1)?.push(point);
  });
  return lines;
}
