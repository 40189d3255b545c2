import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../api/tripoint_api/schema.graphql",
  documents: ["src/**/*.{ts,tsx}", "!src/asking/gql/**"],
  generates: {
    "src/asking/gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: "string",
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: { DateTime: "string", Date: "string" },
      },
    },
  },
};

export default config;
