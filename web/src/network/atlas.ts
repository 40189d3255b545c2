/**
 * Every kind's outline and icon on one sheet, drawn once and at once: the canvas looks a dot's
 * shape up there. Red is how much of a point the outline covers, green how much the icon does.
 */
import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { drawn, KINDS, outline } from "../theme/kinds";

const NAMES = ["", ...Object.keys(KINDS)];
const TILE = 128;
export const COLUMNS = 8;
export const ROWS = 2 ** Math.ceil(Math.log2(NAMES.length / COLUMNS));
/** A tile reaches so many times as far from its middle as a circle of the dot's size. */
export const REACH = 1.45;

const tiles = new Map(NAMES.map((name, at) => [name, at]));

/** Where the kind stands on the sheet, from left to right and from top to bottom. */
export const tileOf = (kind: string): number => tiles.get(kind) ?? 0;

export const SHEET = sheet();

function sheet(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = COLUMNS * TILE;
  canvas.height = ROWS * TILE;
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  pen.fillStyle = "#000";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const icons = strokes();
  NAMES.forEach((name, at) => {
    const { shape } = drawn(name);
    const radius = TILE / 2 / REACH;
    pen.setTransform(
      1,
      0,
      0,
      1,
      ((at % COLUMNS) + 0.5) * TILE,
      (Math.floor(at / COLUMNS) + 0.5) * TILE,
    );
    pen.fillStyle = "#f00";
    pen.fill(new Path2D(outline(shape, radius)));
    const scale = (1.14 * radius) / 24;
    pen.translate(0, shape === "triangle" ? radius / 5 : 0);
    pen.scale(scale, scale);
    pen.translate(-12, -12);
    pen.strokeStyle = "#ff0";
    pen.lineWidth = 2.2;
    pen.lineCap = pen.lineJoin = "round";
    for (const stroke of icons[at] ?? []) pen.stroke(new Path2D(stroke));
  });
  return canvas;
}

/** The icons' lines as SVG paths: React draws them, so that they are the same as everywhere else. */
function strokes(): string[][] {
  const holder = document.createElement("div");
  const root = createRoot(holder);
  const icons = NAMES.map((key) => createElement(drawn(key).icon, { key }));
  flushSync(() => root.render(icons));
  const found = [...holder.children].map((icon) =>
    [...icon.querySelectorAll("path")].map((path) => path.getAttribute("d") ?? ""),
  );
  root.unmount();
  return found;
}
