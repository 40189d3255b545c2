import { scaleUtc } from "d3-scale";
import { type PointerEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ink } from "../theme/palette";
import { useFormats } from "../words/useWords";
import { dayOf } from "./window";

export type Lane = { id: string; caption: string; strand: string };

export type Bar = {
  id: string;
  /** The lanes that it joins. */
  lanes: [string, string];
  from: Date;
  to: Date;
  label: string;
  title: string;
  dashed: boolean;
};

type Props = {
  lanes: Lane[];
  bars: Bar[];
  span: [Date, Date];
  width: number;
  chosen: string;
  choose: (bar: string) => void;
  /** Takes two days drawn over; without it nothing is drawn. */
  brush?: (start: string, end: string) => void;
};

const LANE = 34;
const TOP = 30;
const NAMES = 190;
const LEAST = 8;

/** From the first to the last moment of some bars, with a margin; null of none. */
export function spanOf(bars: Bar[]): [Date, Date] | null {
  if (!bars.length) return null;
  const first = Math.min(...bars.map(({ from }) => from.getTime()));
  const last = Math.max(...bars.map(({ to }) => to.getTime()));
  const margin = Math.max((last - first) * 0.04, 43_200_000);
  return [new Date(first - margin), new Date(last + margin)];
}

/** Lanes over time as vectors: they print, and every bar is a button. */
export function Swimlanes({ lanes, bars, span, width, chosen, choose, brush }: Props) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const right = Math.max(width, 480);
  const x = scaleUtc(span, [NAMES, right - 8]);
  const height = TOP + lanes.length * LANE + 8;
  const y = new Map(lanes.map(({ id }, index) => [id, TOP + index * LANE + LANE / 2]));
  const strands = new Map(lanes.map(({ id, strand }) => [id, strand]));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture made of buttons is a group
    <svg
      width={right}
      height={height}
      role="group"
      aria-label={t("views.timeline")}
      style={{ direction: "ltr" }}
    >
      {brush && <Brush x={x} top={0} height={height} done={brush} />}
      {spaced(x).map((tick) => (
        <g key={tick.getTime()} transform={`translate(${x(tick)} 0)`} pointerEvents="none">
          <line y1={TOP - 8} y2={height} stroke="var(--mantine-color-default-border)" />
          <text y={14} textAnchor="middle" fontSize={11} fill="var(--mantine-color-dimmed)">
            {day(tick.toISOString())}
          </text>
        </g>
      ))}
      {lanes.map(({ id, caption, strand }) => (
        <g key={id} pointerEvents="none">
          <rect x={0} y={(y.get(id) ?? 0) - 5} width={4} height={10} fill={ink(strand)} />
          <text x={10} y={(y.get(id) ?? 0) + 4} fontSize={12} fill="currentColor">
            {cut(caption)}
          </text>
          <line
            x1={NAMES}
            x2={right}
            y1={y.get(id)}
            y2={y.get(id)}
            stroke="var(--mantine-color-default-border)"
          />
        </g>
      ))}
      {bars.map((bar) => {
        const [one, other] = bar.lanes.map((lane) => y.get(lane) ?? 0) as [number, number];
        const left = x(bar.from);
        const long = Math.max(x(bar.to) - left, LEAST);
        const colour = bar.id === chosen ? "var(--halo)" : ink(strands.get(bar.lanes[0]) ?? "");
        return (
          // biome-ignore lint/a11y/useSemanticElements: SVG has no button
          <g
            key={bar.id}
            role="button"
            tabIndex={0}
            aria-label={`${bar.title}, ${day(bar.from.toISOString())}`}
            aria-pressed={bar.id === chosen}
            className="bar"
            onClick={() => choose(bar.id)}
            onKeyDown={(event) => {
              if (event.key === "Enter" || event.key === " ") choose(bar.id);
            }}
          >
            <title>{bar.title}</title>
            <line
              x1={left + long / 2}
              x2={left + long / 2}
              y1={one}
              y2={other}
              stroke={colour}
              strokeDasharray={bar.dashed ? "5 4" : undefined}
            />
            {[...new Set([one, other])].map((at) => (
              <rect key={at} x={left} y={at - 6} width={long} height={12} rx={3} fill={colour} />
            ))}
          </g>
        );
      })}
    </svg>
  );
}

const TICK_ROOM = 96;

/** Ticks far enough from each other that their days can be read. */
function spaced(x: ReturnType<typeof scaleUtc<number>>): Date[] {
  const [left, right] = x.range() as [number, number];
  const ticks = x.ticks(Math.max(2, Math.floor((right - left) / TICK_ROOM)));
  let last = Number.NEGATIVE_INFINITY;
  return ticks.filter((tick) => {
    const free = x(tick) - last >= TICK_ROOM && x(tick) < right - TICK_ROOM / 2;
    if (free) last = x(tick);
    return free;
  });
}

const NAME_MAX = 26;

const cut = (name: string) => (name.length > NAME_MAX ? `${name.slice(0, NAME_MAX - 1)}…` : name);

type BrushProps = {
  x: ReturnType<typeof scaleUtc<number>>;
  top: number;
  height: number;
  done: (start: string, end: string) => void;
};

/** Drawn with the pointer; the two days of the filter are its twin for the keyboard. */
function Brush({ x, top, height, done }: BrushProps) {
  const [drawn, setDrawn] = useState<[number, number] | null>(null);
  const at = (event: PointerEvent<SVGRectElement>) =>
    event.clientX - (event.currentTarget.ownerSVGElement?.getBoundingClientRect().left ?? 0);
  const [left, right] = x.range() as [number, number];
  return (
    <>
      <rect
        x={left}
        y={top}
        width={right - left}
        height={height}
        fill="transparent"
        style={{ cursor: "crosshair", touchAction: "none" }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrawn([at(event), at(event)]);
        }}
        onPointerMove={(event) => drawn && setDrawn([drawn[0], at(event)])}
        onPointerUp={() => {
          if (drawn && Math.abs(drawn[1] - drawn[0]) > LEAST) {
            const [from, to] = drawn[0] < drawn[1] ? drawn : [drawn[1], drawn[0]];
            done(dayOf(x.invert(from)), dayOf(x.invert(to)));
          }
          setDrawn(null);
        }}
      />
      {drawn && (
        <rect
          x={Math.min(...drawn)}
          y={top}
          width={Math.abs(drawn[1] - drawn[0])}
          height={height}
          fill="var(--halo)"
          opacity={0.15}
          pointerEvents="none"
        />
      )}
    </>
  );
}
