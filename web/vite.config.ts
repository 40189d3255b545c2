import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

// The build is committed, so it must come out alike everywhere: names without hashes (the server
// sends ETags), and libraries in chunks of their own, so that a change of ours rewrites ours only.
const CHUNKS: Record<string, RegExp> = {
  react: /node_modules\/(react|react-dom|scheduler)\//,
  mantine: /node_modules\/(@mantine|@floating-ui|clsx|react-remove-scroll)/,
  sigma: /node_modules\/(sigma|@sigma|graphology)/,
  maplibre: /node_modules\/(maplibre-gl|@maplibre|@mapbox)/,
};

const DOCUMENTS = fileURLToPath(new URL("src/asking/gql/graphql.ts", import.meta.url));

/** Puts the document made of a query where its text stands, so that the build has it once. */
const documents: Plugin = {
  name: "documents",
  enforce: "pre",
  transform(code, id) {
    if (!/\/src\/.*\.tsx?$/.test(id) || id.includes("/asking/gql/")) return null;
    const names: string[] = [];
    const told = code.replace(
      /\bgraphql\(`\s*(?:query|mutation) (\w+)[^`]*`\)/g,
      (_, name: string) => `${names[names.push(`${name}Document`) - 1]}`,
    );
    if (!names.length) return null;
    const unused = /^import \{ graphql \} from ".*";$/m;
    const imported = `import { ${names.join(", ")} } from ${JSON.stringify(DOCUMENTS)};\n`;
    return { code: imported + told.replace(unused, ""), map: null };
  },
};

export default defineConfig({
  base: "/static/workbench/",
  plugins: [documents, react()],
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
