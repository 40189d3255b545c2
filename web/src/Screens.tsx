/** Which screen an address names. Those that few open at once are loaded when asked for. */
import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { LinksScreen } from "./links/LinksScreen";
import { NoSuchScreen } from "./shell/NoSuchScreen";
import { Shell } from "./shell/Shell";
import { Waiting } from "./shell/Waiting";

const EntityScreen = lazy(() => import("./entity/EntityScreen"));
const ConvergenceScreen = lazy(() => import("./convergence/ConvergenceScreen"));
const RoutesScreen = lazy(() => import("./routes/RoutesScreen"));
const IngestScreen = lazy(() => import("./ingest/IngestScreen"));

export function Screens() {
  return (
    <Shell>
      <Suspense fallback={<Waiting />}>
        <Switch>
          <Route path="/" component={LinksScreen} />
          <Route path="/entity/:id" component={EntityScreen} />
          <Route path="/convergence" component={ConvergenceScreen} />
          <Route path="/routes" component={RoutesScreen} />
          <Route path="/ingest" component={IngestScreen} />
          <Route component={NoSuchScreen} />
        </Switch>
      </Suspense>
    </Shell>
  );
}
