import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The build is committed, so it must come out alike everywhere: names without hashes (the server
// sends ETags), and libraries in chunks of their own, so that a change of ours rewrites ours only.
const CHUNKS: Record<string, RegExp> = {
  react: /node_modules\/(react|react-dom|scheduler)\//,
  mantine: /node_modules\/(@mantine|@floating-ui|clsx|react-remove-scroll)/,
  sigma: /node_modules\/(sigma|@sigma|graphology)/,
  maplibre: /node_modules\/(maplibre-gl|@maplibre|@mapbox)/,
};

export default defineConfig({
  base: "/static/workbench/",
  plugins: [react()],
  build: {
    outDir: "../api/tripoint_api/static/workbench",
    emptyOutDir: true,
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    license: { fileName: "third-party-licences.md" },
    rolldownOptions: {
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
        codeSplitting: {
          groups: Object.entries(CHUNKS).map(([name, test]) => ({ name, test })),
        },
      },
    },
  },
  worker: {
    rolldownOptions: { output: { entryFileNames: "[name].js" } },
  },
  server: {
    proxy: { "/graphql": "http://127.0.0.1:8000" },
  },
});
