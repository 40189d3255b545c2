import { Button, Code, CopyButton, Group, Modal, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

/** The questions behind what is on the screen, to be asked by hand. */
export function ShownQueries({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={close} title={t("queries.title")} size="xl">
      <Text size="sm">{t("queries.meaning")}</Text>
      {opened && <Asked />}
    </Modal>
  );
}

function Asked() {
  const { t } = useTranslation();
  const active = useQueryClient().getQueryCache().findAll({ type: "active" });
  return active.map(({ queryHash, queryKey }) => {
    const [viewer, query, variables] = queryKey as [string, string, unknown];
    const given = JSON.stringify(variables, null, 2);
    return (
      <section key={queryHash} className="query">
        <Group justify="space-between" mb={4}>
          <Text fw={600}>{/query (\w+)/.exec(query)?.[1]}</Text>
          <Group gap="xs">
            <CopyButton value={query}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {copied ? t("queries.copied") : t("queries.copy")}
                </Button>
              )}
            </CopyButton>
            <Button
              size="xs"
              component="a"
              target="_blank"
              href={`/graphiql#${new URLSearchParams({ query, variables: given, viewer })}`}
            >
              {t("queries.open")}
            </Button>
          </Group>
        </Group>
        <Code block className="query-text" tabIndex={0}>
          {query.trim()}
        </Code>
        <Code block tabIndex={0}>
          {given}
        </Code>
      </section>
    );
  });
}
