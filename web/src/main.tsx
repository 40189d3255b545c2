import "@mantine/core/styles.css";
import "@mantine/spotlight/styles.css";
import "./theme/workbench.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { Screens } from "./Screens";
import { theme, variables } from "./theme/theme";
import { speak } from "./words/speak";

const queries = new QueryClient();

await speak();
createRoot(document.getElementById("workbench") as HTMLElement).render(
  <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
    <QueryClientProvider client={queries}>
      <Screens />
    </QueryClientProvider>
  </MantineProvider>,
);
