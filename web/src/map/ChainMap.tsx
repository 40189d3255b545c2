import type { Chosen } from "../links/LinksScreen";
import type { Chain } from "../links/connections";
import WhereaboutsMap from "./WhereaboutsMap";

type Props = Chosen & { chains: Chain[] };

const IDS_MAX = 100;

/** Where everybody and everything on the chosen chain was; on all chains where none is chosen. */
export default function ChainMap({ chains, chain }: Props) {
  const shown = chain ? [chain] : chains;
  const ids = shown.flatMap(({ entities }) => entities.map(({ entity }) => entity.id));
  return <WhereaboutsMap ids={[...new Set(ids)].slice(0, IDS_MAX)} />;
}
