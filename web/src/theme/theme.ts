import { type CSSVariablesResolver, createTheme } from "@mantine/core";
import { DARK, GROUND, LIGHT, STRANDS } from "./palette";

export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: 8, // paler ones carry white words too faintly
  fontFamily: "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif",
  defaultRadius: "sm",
  focusRing: "auto",
  respectReducedMotion: true,
});

const strands = (colours: Record<string, string>) =>
  Object.fromEntries(STRANDS.map((name) => [`--strand-${name}`, colours[name] ?? ""]));

/** Mantine's dimmed text is too pale to read by (4.0 : 1 in the dark), so it is set anew. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...strands(LIGHT),
    "--mantine-color-body": GROUND.light,
    "--mantine-color-dimmed": "#4b5563",
    "--mantine-color-anchor": "#364fc7",
    "--line": "#6b7280",
    "--halo": "#3b5bdb",
    "--mantine-color-placeholder": "#5b6470",
  },
  dark: {
    ...strands(DARK),
    "--mantine-color-body": GROUND.dark,
    "--mantine-color-dimmed": "#b3b8c0",
    "--mantine-color-anchor": "#a5b4fc",
    "--line": "#9aa0aa",
    "--halo": "#91a7ff",
    "--mantine-color-placeholder": "#a5abb5",
  },
});
