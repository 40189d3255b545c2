/** The screens: where each is, its key after `g`, and its picture. */
import {
  IconDatabaseImport,
  IconFolder,
  IconGitMerge,
  IconHistory,
  IconInbox,
  IconListSearch,
  IconMap2,
  IconShare,
  IconTopologyStar3,
  IconTriangle,
} from "@tabler/icons-react";

export const SCREENS = [
  { name: "links", path: "/", key: "l", icon: IconTopologyStar3 },
  { name: "convergence", path: "/convergence", key: "c", icon: IconTriangle },
  { name: "routes", path: "/routes", key: "r", icon: IconMap2 },
  { name: "ingest", path: "/ingest", key: "i", icon: IconDatabaseImport },
] as const;

/** Their place is kept; they come with sign-in, leads and releases. */
export const TO_COME = [
  { name: "brief", icon: IconInbox },
  { name: "cases", icon: IconFolder },
  { name: "review", icon: IconGitMerge },
  { name: "screening", icon: IconListSearch },
  { name: "sharing", icon: IconShare },
  { name: "audit", icon: IconHistory },
] as const;
