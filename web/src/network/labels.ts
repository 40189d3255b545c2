/** Which labels are drawn, and on which side of their dots: none over another, or over a dot. */

/** A dot and its label. Lengths in pixels. */
export type Label = {
  text: string;
  /** The dot's middle, and how far its outline reaches from there. */
  x: number;
  y: number;
  reach: number;
  width: number;
  height: number;
  /** The greater, the sooner it finds room. */
  rank: number;
  /** Whether it is of what was chosen. */
  strong: boolean;
};

/** A label where it found room: the left end of its text, and the middle of its line. */
export type Placed = Label & { start: number; middle: number };

type Box = { left: number; right: number; top: number; bottom: number };

const APART_PX = 2;

/**
 * The labels that find room within a picture of some width: to the right of their dots, else to
 * the left, below or above. Those of a greater rank first; ties by text.
 */
export function withRoom(labels: readonly Label[], width: number): Placed[] {
  const dots = labels.map(dotOf);
  const taken: Box[] = [];
  const order = labels.map((_, index) => index);
  order.sort((a, b) => byRank(labels[a] as Label, labels[b] as Label));
  return order.flatMap((index) => {
    const free = (place: Placed) => {
      const box = boxOf(place);
      if (box.left < 0 || box.right > width) return false;
      if (taken.some((other) => overlap(box, other))) return false;
      return !dots.some((dot, own) => own !== index && overlap(box, dot));
    };
    const place = placesOf(labels[index] as Label).find(free);
    if (place) taken.push(boxOf(place));
    return place ?? [];
  });
}

function placesOf(label: Label): Placed[] {
  const { x, y, reach, width, height } = label;
  const centred = x - width / 2;
  const far = reach + height / 2;
  return [
    { ...label, start: x + reach, middle: y },
    { ...label, start: x - reach - width, middle: y },
    { ...label, start: centred, middle: y + far },
    { ...label, start: centred, middle: y - far },
  ];
}

const byRank = (one: Label, other: Label) =>
  other.rank - one.rank || (one.text < other.text ? -1 : 1);

const dotOf = ({ x, y, reach }: Label): Box => {
  const half = 0.7 * reach; // the reach leaves some room around the outline
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
};

const boxOf = ({ start, middle, width, height }: Placed): Box => ({
  left: start,
  right: start + width + APART_PX,
  top: middle - height / 2 - APART_PX,
  bottom: middle + height / 2 + APART_PX,
});

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;
