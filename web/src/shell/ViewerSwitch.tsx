import { Select } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import { useAnswer } from "../asking/useAnswer";
import { useAddress } from "./address";

const WHO_ASKS = graphql(`
  query WhoAsks {
    about {
      viewers
    }
    viewer {
      name
      tlp
      categories
    }
  }
`);

/** Asks as somebody else: another world, computed from what that viewer may see. */
export function ViewerSwitch() {
  const { t } = useTranslation();
  const { change } = useAddress();
  const queries = useQueryClient();
  const told = useAnswer(WHO_ASKS, {}, { keep: true }).data;
  if (!told || told.about.viewers.length < 2) return null;
  return (
    <Select
      size="sm"
      className="viewer"
      w={{ base: 76, sm: 150 }}
      aria-label={t("shell.viewer")}
      leftSection={<IconEye size={16} />}
      data={told.about.viewers}
      value={told.viewer.name}
      allowDeselect={false}
      comboboxProps={{ width: 200 }}
      onChange={(name) => {
        // What one viewer saw must not be on the next one's screen, not even for a moment.
        queries.clear();
        change({ as: name, chain: null, step: null });
      }}
    />
  );
}
