import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAddress } from "../shell/address";
import { To } from "../shell/To";

const ASKED = [
  "from",
  "to",
  "hops",
  "conduct",
  "order",
  "start",
  "end",
  "sure",
  "only",
  "without",
  "shared",
  "seconds",
  "view",
];

/** Questions to begin with, for whoever has not asked one yet. */
export function ReadyQuestions() {
  const { t } = useTranslation();
  const { get } = useAddress();
  if (ASKED.some(get)) return null;
  return (
    <nav className="ready no-print" aria-label={t("ready.title")}>
      <Text size="sm" fw={600}>
        {t("ready.title")}
      </Text>
      <ul>
        <li>
          <To size="sm" path="/" wanted={{ from: "FTF", to: "CHEMICAL_SUPPLIER", hops: "4" }}>
            {t("ready.suppliers")}
          </To>
        </li>
        <li>
          <To
            size="sm"
            path="/"
            wanted={{ from: "SALW_TRAFFICKER", to: "CHEMICAL_SUPPLIER", hops: "4" }}
          >
            {t("ready.arms")}
          </To>
        </li>
        <li>
          <To size="sm" path="/" wanted={{ from: "FTF", to: "SALW_TRAFFICKER", hops: "4" }}>
            {t("ready.fighters")}
          </To>
        </li>
        <li>
          <To size="sm" path="/convergence">
            {t("ready.meet")}
          </To>
        </li>
      </ul>
      <Text size="xs" c="dimmed">
        {t("ready.means")}
      </Text>
    </nav>
  );
}
