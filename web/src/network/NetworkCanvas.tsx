import { useComputedColorScheme } from "@mantine/core";
import { createNodeImageProgram } from "@sigma/node-image";
import Graph from "graphology";
import { useEffect, useRef } from "react";
import Sigma from "sigma";
import { EdgeArrowProgram } from "sigma/rendering";
import { DARK, GROUND, LIGHT, type Strand } from "../theme/palette";
import { iconOf } from "./icons";

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
  label: string;
  context: boolean;
  confidence: number;
};

type Props = {
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
  const { dots, lines, chosen, label, fit } = props;
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const stage = useRef<HTMLDivElement>(null);
  const drawing = useRef<Sigma | null>(null);
  const acts = useRef(props);
  acts.current = props;

  useEffect(() => {
    const sigma = begin(stage.current as HTMLElement, scheme);
    listen(sigma, acts);
    fit.current = () => void sigma.getCamera().animatedReset({ duration: calm() ? 0 : 200 });
    drawing.current = sigma;
    return () => {
      drawing.current = null;
      sigma.kill();
    };
  }, [scheme, fit]);

  useEffect(() => {
    const sigma = drawing.current;
    if (!sigma) return;
    fill(sigma.getGraph(), dots, lines, scheme);
    sigma.refresh();
    stage.current?.setAttribute("data-ready", String(dots.length));
  }, [dots, lines, scheme]);

  useEffect(() => {
    const sigma = drawing.current;
    if (!sigma) return;
    const halo = scheme === "dark" ? "#91a7ff" : "#3b5bdb";
    sigma.setSetting("nodeReducer", (id, data) =>
      chosen.has(id) ? { ...data, highlighted: true, zIndex: 1 } : data,
    );
    sigma.setSetting("edgeReducer", (id, data) =>
      chosen.has(id) ? { ...data, color: halo, size: data.size + 2, zIndex: 1 } : data,
    );
  }, [chosen, scheme]);

  return <div className="stage" ref={stage} role="img" aria-label={label} />;
}

// Made once, while the answer is awaited: it asks the graphics card what it can do.
const PICTURES = createNodeImageProgram({
  padding: 0,
  keepWithinCircle: true,
  // All pictures fit on one small sheet; the default one takes half a second to read back.
  maxTextureSize: 1024,
  size: { mode: "force", value: 96 },
});

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

function begin(container: HTMLElement, scheme: "light" | "dark"): Sigma {
  const ink = scheme === "dark" ? "#e6e6e6" : "#1f2328";
  return new Sigma(new Graph({ multi: true, type: "directed" }), container, {
    allowInvalidContainer: true,
    defaultNodeType: "image",
    nodeProgramClasses: {
      image: PICTURES,
    },
    defaultEdgeType: "arrow",
    edgeProgramClasses: { arrow: EdgeArrowProgram },
    labelColor: { color: ink },
    labelFont: "system-ui, sans-serif",
    labelSize: 12,
    labelRenderedSizeThreshold: 6,
    labelDensity: 0.8,
    zIndex: true,
    defaultDrawNodeHover: (context, data, settings) =>
      plate(context, data, settings.labelSize, scheme),
  });
}

/** The label of a highlighted dot on a plate of the ground's colour, so that lines do not cross it. */
function plate(
  context: CanvasRenderingContext2D,
  data: { x: number; y: number; size: number; label?: string | null },
  size: number,
  scheme: "light" | "dark",
): void {
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
  context.lineWidth = 3;
  context.strokeStyle = scheme === "dark" ? "#91a7ff" : "#3b5bdb";
  context.stroke();
  if (!data.label) return;
  context.font = `600 ${size}px system-ui, sans-serif`;
  const width = context.measureText(data.label).width;
  context.fillStyle = GROUND[scheme];
  context.fillRect(data.x + data.size + 4, data.y - size * 0.8, width + 8, size * 1.6);
  context.fillStyle = scheme === "dark" ? "#ffffff" : "#000000";
  context.fillText(data.label, data.x + data.size + 8, data.y + size / 3);
}

function fill(graph: Graph, dots: Dot[], lines: Line[], scheme: "light" | "dark"): void {
  const colours = scheme === "dark" ? DARK : LIGHT;
  const [line, faint] = scheme === "dark" ? ["#9aa0aa", "#4b5058"] : ["#6b7280", "#c3c8d0"];
  graph.clear();
  for (const { id, label, kind, strand, x, y, asked } of dots)
    graph.addNode(id, {
      label,
      x,
      y,
      size: asked ? 13 : 9,
      color: colours[strand as Strand] ?? colours.context,
      image: iconOf(kind, GROUND[scheme]),
    });
  for (const { id, from, to, context, confidence } of lines)
    if (graph.hasNode(from) && graph.hasNode(to))
      graph.addEdgeWithKey(id, from, to, {
        size: 1 + 2 * confidence,
        color: context ? faint : line,
      });
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
