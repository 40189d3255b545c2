import { ActionIcon, Button, Popover, TextInput, Tooltip } from "@mantine/core";
import { IconHistory, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useAddress } from "./address";

/** Answers as known at the end of a past day (UTC). */
export function KnownAt() {
  const { t } = useTranslation();
  const { get, change } = useAddress();
  const day = get("known");
  return (
    <Popover trapFocus position="bottom-end" shadow="md">
      <Popover.Target>
        <Tooltip label={t("shell.knownAt")}>
          <Button
            variant={day ? "filled" : "default"}
            size="sm"
            px="xs"
            className="known-at"
            aria-label={day ? `${t("shell.knownAt")} ${day}` : t("shell.now")}
            leftSection={<IconHistory size={16} />}
          >
            {day || t("shell.now")}
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          type="date"
          label={t("shell.knownAt")}
          value={day}
          onChange={(event) => change({ known: event.currentTarget.value })}
          rightSection={
            day && (
              <ActionIcon
                variant="subtle"
                aria-label={t("shell.now")}
                onClick={() => change({ known: null })}
              >
                <IconX size={16} />
              </ActionIcon>
            )
          }
        />
      </Popover.Dropdown>
    </Popover>
  );
}
