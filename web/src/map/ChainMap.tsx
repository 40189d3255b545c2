import type { Chain, Chosen } from "../links/connections";
import WhereaboutsMap from "./WhereaboutsMap";

type Props = Chosen & { chains: Chain[] };

const IDS_MAX = 100;

/**
 * Where those on the chosen chain were; on all chains where none is chosen. Who is there as
 * context (a carrier, a hotel) is left out: it was everywhere.
 */
export default function ChainMap({ chains, chain }: Props) {
  const shown = chain ? [chain] : chains;
  const ids = shown.flatMap(({ entities }) =>
    entities.filter(({ role }) => role === "SUBJECT").map(({ entity }) => entity.id),
  );
  return <WhereaboutsMap ids={[...new Set(ids)].slice(0, IDS_MAX)} />;
}
