import { Alert, Button } from "@mantine/core";
import { IconAlertCircle, IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Unreachable } from "../asking/ask";

type Props = { error: Error; again?: () => void };

/** What went wrong, in words, and what to do about it. */
export function Fault({ error, again }: Props) {
  const { t } = useTranslation();
  const gone = error instanceof Unreachable;
  return (
    <Alert
      m="md"
      color={gone ? "gray" : "red.9"}
      variant="outline"
      icon={gone ? <IconPlugConnectedX /> : <IconAlertCircle />}
      title={gone ? t("faults.gone") : t("faults.refused")}
    >
      {gone ? t("faults.asksAgain") : error.message}
      {again && (
        <Button mt="sm" display="block" variant="default" size="xs" onClick={again}>
          {t("faults.again")}
        </Button>
      )}
    </Alert>
  );
}
