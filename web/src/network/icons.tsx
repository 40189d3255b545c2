/** The kinds' pictures as images for the canvas: the same drawings as everywhere else. */
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { drawn, KINDS } from "../theme/kinds";

const ROOM = 36;

// Drawn once when the module is loaded: React cannot draw at once while it is drawing.
const DRAWINGS = new Map(["", ...Object.keys(KINDS)].map((kind) => [kind, drawing(kind)]));

const made = new Map<string, string>();

/** A data URI of the kind's picture in one colour. */
export function iconOf(kind: string, colour: string): string {
  const key = `${kind} ${colour}`;
  const image = made.get(key) ?? imageOf(kind, colour);
  made.set(key, image);
  return image;
}

function imageOf(kind: string, colour: string): string {
  const start = (24 - ROOM) / 2;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="${start} ${start} ${ROOM} ${ROOM}" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${DRAWINGS.get(kind) ?? DRAWINGS.get("")}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function drawing(kind: string): string {
  const { icon: Icon } = drawn(kind);
  const holder = document.createElement("div");
  const root = createRoot(holder);
  flushSync(() => root.render(<Icon />));
  const inner = holder.querySelector("svg")?.innerHTML ?? "";
  root.unmount();
  return inner;
}
