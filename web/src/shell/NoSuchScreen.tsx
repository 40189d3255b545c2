import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { To } from "./To";

export function NoSuchScreen() {
  const { t } = useTranslation();
  return (
    <div className="padded">
      <Title order={1}>{t("shell.noScreen")}</Title>
      <Text>
        <To path="/">{t("screens.links")}</To>
      </Text>
    </div>
  );
}
