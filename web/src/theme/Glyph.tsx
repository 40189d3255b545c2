import { drawn, outline } from "./kinds";
import { ink } from "./palette";

type Props = { kind: string; strand: string; size?: number; chosen?: boolean };

/** An entity as a small picture: outline and icon tell the kind, colour the strand. */
export function Glyph({ kind, strand, size = 40, chosen = false }: Props) {
  const { icon: Icon, shape } = drawn(kind);
  return (
    <svg
      width={size}
      height={size}
      viewBox="-20 -20 40 40"
      aria-hidden="true"
      style={{ color: ink(strand), flex: "none", display: "block" }}
    >
      <path
        d={outline(shape, 14)}
        fill="var(--mantine-color-body)"
        stroke={chosen ? "var(--halo)" : "currentColor"}
        strokeWidth={chosen ? 3 : 2}
      />
      <Icon x={-8} y={shape === "triangle" ? -5 : -8} width={16} height={16} stroke={1.8} />
    </svg>
  );
}
