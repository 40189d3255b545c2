import { Text } from "@mantine/core";
import type { Chosen } from "../links/LinksScreen";
import type { Chain } from "../links/connections";

type Props = Chosen & { chains: Chain[] };

export default function ChainMap({ chains }: Props) {
  return <Text>{chains.length}</Text>;
}
