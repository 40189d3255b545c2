import { useComputedColorScheme } from "@mantine/core";
import Graph from "graphology";
import { useEffect, useRef } from "react";
import Sigma from "sigma";
import type { MouseCoords } from "sigma/types";
import { drawn, outline, type Shape } from "../theme/kinds";
import { DARK, GROUND, LIGHT, type Strand, shares } from "../theme/palette";
import { shortened } from "../words/shortened";
import { REACH, tileOf } from "./atlas";
import { dotsOn } from "./dots";
import { type Label, type Placed, withRoom } from "./labels";
import { Lines } from "./lines";

export type Dot = {
  id: string;
  label: string;
  kind: string;
  strand: string;
  x: number;
  y: number;
  /** Belongs to what was asked for; the rest is around it. */
  asked: boolean;
};

export type Line = {
  id: string;
  from: string;
  to: string;
  context: boolean;
  confidence: number;
};

type Props = {
  /** There is something to draw; until then the empty canvas gets ready for it. */
  ready: boolean;
  dots: Dot[];
  lines: Line[];
  /** Drawn over the rest: the chosen dot, or the lines of the chosen chain. */
  chosen: ReadonlySet<string>;
  label: string;
  chooseDot: (id: string) => void;
  chooseLine: (id: string) => void;
  moved: (id: string, x: number, y: number) => void;
  /** Gives a way to bring everything into view. */
  fit: { current: () => void };
};

/** Dots and lines on a canvas; nothing moves but what somebody drags. */
export function NetworkCanvas(props: Props) {
  const { ready, dots, lines, chosen, label, fit } = props;
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const stage = useRef<HTMLDivElement>(null);
  const drawing = useRef<Sigma | null>(null);
  const acts = useRef(props);
  acts.current = props;

  useEffect(() => {
    const sigma = begin(stage.current as HTMLElement, scheme);
    listen(sigma, acts);
    pointAtNothingWhileDragged(sigma);
    fit.current = () => {
      sigma.setCustomBBox(null).refresh();
      hold(sigma);
      void sigma.getCamera().animatedReset({ duration: calm() ? 0 : 200 });
    };
    drawing.current = sigma;
    return () => {
      drawing.current = null;
      sigma.kill();
    };
  }, [scheme, fit]);

  useEffect(() => {
    const sigma = drawing.current;
    if (!sigma || !ready) return;
    const first = sigma.getGraph().order === 0;
    sigma.setGraph(graphOf(dots, lines, scheme));
    if (first) hold(sigma);
    stage.current?.setAttribute("data-ready", String(dots.length));
  }, [ready, dots, lines, scheme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new graph has to be marked anew
  useEffect(() => {
    const graph = drawing.current?.getGraph();
    if (!graph) return;
    const marked = [...chosen];
    mark(graph, marked, HALO[scheme]);
    return () => mark(graph, marked, null);
  }, [chosen, scheme, dots, lines]);

  return <div className="stage" ref={stage} role="img" aria-label={label} />;
}

const HALO = { light: "#3b5bdb", dark: "#91a7ff" };
const LINE = { light: "#6b7280", dark: "#9aa0aa" };
const DASH_PX = 9;
const LABEL_PX = 12;
// One class a scheme, made once; sigma makes what stands in its own names' stead only.
const DOTS = { light: dotsOn(shares(GROUND.light)), dark: dotsOn(shares(GROUND.dark)) };

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

function begin(container: HTMLElement, scheme: "light" | "dark"): Sigma {
  let labels: Label[] = [];
  const sigma = new Sigma(new Graph({ multi: true, type: "directed" }), container, {
    allowInvalidContainer: true,
    nodeProgramClasses: { circle: DOTS[scheme] },
    edgeProgramClasses: { line: Lines, arrow: Lines },
    defaultEdgeType: "line",
    labelSize: LABEL_PX,
    labelDensity: 2,
    zIndex: true,
    // Gathered here and drawn once all are known, so that those that matter more find room first.
    defaultDrawNodeLabel: (context, data) => {
      const { key, rank = 0, highlighted } = data as Drawn;
      if (key && data.label) labels.push(labelOf(context, data, rank, highlighted === true));
    },
    enableCameraRotation: false,
    defaultDrawNodeHover: (context, data, settings) =>
      plate(context, data, settings.labelSize, scheme),
  });
  sigma.on("beforeRender", () => {
    labels = [];
  });
  sigma.on("afterRender", () => {
    const context = sigma.getCanvases().labels?.getContext("2d");
    if (context) write(context, withRoom(labels, sigma.getDimensions().width), scheme);
  });
  return sigma;
}

/** Keeps the scale of what is there now, so that nothing moves when more comes. */
const hold = (sigma: Sigma) => sigma.setCustomBBox(sigma.getBBox());

type Drawn = { key?: string; rank?: number; highlighted?: boolean; shape?: Shape };
type Named = { x: number; y: number; size: number; label?: string | null };

const LABEL_MOST = 28;
const WIDE = new Map<string, number>();

const font = (strong: boolean) => `${strong ? "600 " : ""}${LABEL_PX}px system-ui, sans-serif`;

/** The label that a dot would have; a text is measured once. What is chosen finds room first. */
function labelOf(
  context: CanvasRenderingContext2D,
  { x, y, size, label }: Named,
  rank: number,
  strong: boolean,
): Label {
  const text = shortened(label ?? "", LABEL_MOST);
  context.font = font(strong);
  const width = WIDE.get(context.font + text) ?? context.measureText(text).width;
  WIDE.set(context.font + text, width);
  const first = strong ? Number.MAX_SAFE_INTEGER : 0;
  return { text, x, y, reach: size * REACH, width, height: LABEL_PX, rank: first + rank, strong };
}

/** Labels beside their dots' outlines, kept apart from the lines by a rim of the ground's colour. */
function write(
  context: CanvasRenderingContext2D,
  labels: readonly Placed[],
  scheme: "light" | "dark",
): void {
  context.lineWidth = 3;
  context.lineJoin = "round";
  context.strokeStyle = GROUND[scheme];
  context.fillStyle = scheme === "dark" ? "#e6e6e6" : "#1f2328";
  for (const { text, start, middle, height, strong } of labels) {
    context.font = font(strong);
    context.strokeText(text, start, middle + height / 3);
    context.fillText(text, start, middle + height / 3);
  }
}

/** A rim around a dot; where it is pointed at its label, too, on a plate of the ground's colour. */
function plate(
  context: CanvasRenderingContext2D,
  data: Named & Drawn,
  size: number,
  scheme: "light" | "dark",
): void {
  context.save();
  context.translate(data.x, data.y);
  context.lineWidth = 3;
  context.strokeStyle = HALO[scheme];
  context.stroke(new Path2D(outline(data.shape ?? "circle", data.size + 3)));
  context.restore();
  if (!data.label || data.highlighted) return;
  context.font = font(true);
  const width = context.measureText(data.label).width;
  const reach = data.size * REACH + 2;
  const fits = data.x + reach + width + 8 <= context.canvas.clientWidth;
  const start = fits ? data.x + reach : data.x - reach - width - 8;
  context.fillStyle = GROUND[scheme];
  context.fillRect(start, data.y - size * 0.8, width + 8, size * 1.6);
  context.fillStyle = scheme === "dark" ? "#ffffff" : "#000000";
  context.fillText(data.label, start + 4, data.y + size / 3);
}

function graphOf(dots: Dot[], lines: Line[], scheme: "light" | "dark"): Graph {
  const colours = scheme === "dark" ? DARK : LIGHT;
  const graph = new Graph({ multi: true, type: "directed" });
  for (const { id, label, kind, strand, x, y, asked } of dots)
    graph.addNode(id, {
      label,
      x,
      y,
      size: asked ? 13 : 9,
      color: colours[strand as Strand] ?? colours.context,
      tile: tileOf(kind),
      shape: drawn(kind).shape,
    });
  for (const { id, from, to, context, confidence } of lines)
    if (graph.hasNode(from) && graph.hasNode(to))
      graph.addEdgeWithKey(id, from, to, {
        size: 1 + 2 * confidence,
        color: LINE[scheme],
        dash: context ? DASH_PX : 0,
      });
  // Whoever belongs to the question comes first, and among them whoever has the most links.
  for (const { id, asked } of dots)
    graph.setNodeAttribute(id, "rank", graph.degree(id) + (asked ? graph.size : 0));
  return graph;
}

/** Draws some dots and lines over the rest, or lets them be as they were. */
function mark(graph: Graph, ids: string[], halo: string | null): void {
  const on = halo !== null;
  for (const id of ids)
    if (graph.hasNode(id)) graph.mergeNodeAttributes(id, { highlighted: on, zIndex: on ? 1 : 0 });
    else if (graph.hasEdge(id))
      graph.updateEdgeAttributes(id, ({ plain, ...now }) =>
        on
          ? { ...now, plain: now, color: halo, size: (now.size as number) + 2, zIndex: 1 }
          : { ...(plain as object), zIndex: 0 },
      );
}

function listen(sigma: Sigma, acts: { current: Props }): void {
  let dragged: string | null = null;
  let wasMoved = false;
  sigma.on("downNode", ({ node, preventSigmaDefault }) => {
    dragged = node;
    wasMoved = false;
    preventSigmaDefault();
  });
  sigma.on("moveBody", ({ event }) => {
    if (!dragged) return;
    wasMoved = true;
    const { x, y } = sigma.viewportToGraph(event);
    sigma.getGraph().mergeNodeAttributes(dragged, { x, y });
    event.preventSigmaDefault();
  });
  const end = () => {
    if (dragged && wasMoved) {
      const { x, y } = sigma.getGraph().getNodeAttributes(dragged);
      acts.current.moved(dragged, x, y);
    } else if (dragged) acts.current.chooseDot(dragged);
    dragged = null;
  };
  sigma.on("upNode", end);
  sigma.on("upStage", end);
  sigma.on("clickStage", ({ event }) => {
    const line = lineAt(sigma, event);
    if (line) acts.current.chooseLine(line);
  });
}

/**
 * While the picture is dragged nobody points at a dot, and to ask what lies under the mouse waits
 * for the graphics card each time.
 */
function pointAtNothingWhileDragged(sigma: Sigma): void {
  const mouse = sigma.getMouseCaptor();
  const [point] = mouse.listeners("mousemove") as ((at: MouseCoords) => void)[];
  if (!point) return;
  const rest = () => void mouse.off("mousemove", point);
  const wake = () => void mouse.off("mousemove", point).on("mousemove", point);
  sigma.on("downStage", rest).on("downNode", rest).on("upStage", wake).on("upNode", wake);
}

const NEAR_PX = 6;

/**
 * The line under a point, or null. Looked for when somebody clicks: sigma's own edge events draw
 * every line a second time, for each move of the mouse.
 */
function lineAt(sigma: Sigma, point: { x: number; y: number }): string | null {
  const graph = sigma.getGraph();
  const at = (node: string) =>
    sigma.graphToViewport(graph.getNodeAttributes(node) as { x: number; y: number });
  let [found, best]: [string | null, number] = [null, NEAR_PX];
  graph.forEachEdge((edge, _, source, target) => {
    const far = distance(point, at(source), at(target));
    if (far < best) [found, best] = [edge, far];
  });
  return found;
}

type Point = { x: number; y: number };

/** From a point to the nearest one of a line between two others. */
function distance(point: Point, one: Point, other: Point): number {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const along = ((point.x - one.x) * dx + (point.y - one.y) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - one.x - share * dx, point.y - one.y - share * dy);
}
