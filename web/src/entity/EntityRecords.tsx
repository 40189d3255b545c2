import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../asking/useAnswer";
import { RECORDS, RecordCard } from "../evidence/RecordCard";
import { Answer } from "../shell/Answer";
import { useKnownAt } from "../shell/address";

const FIRST = 30;

/** The records that mention an entity, word for word. */
export function EntityRecords({ id }: { id: string }) {
  const { t } = useTranslation();
  const asKnownAt = useKnownAt();
  const told = useAnswer(RECORDS, { ids: null, entity: id, first: FIRST, asKnownAt });
  return (
    <Answer of={told}>
      {({ records: { edges, shown, total, rankedBy } }) => (
        <>
          <Title order={2} size="h5">
            {t("entity.tabs.records")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("shown.of", { shown, total: total ?? t("shown.more"), by: rankedBy })}
          </Text>
          {edges.map(({ node }) => (
            <RecordCard key={node.id} record={node} />
          ))}
        </>
      )}
    </Answer>
  );
}
