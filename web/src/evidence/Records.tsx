import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../asking/useAnswer";
import { Answer } from "../shell/Answer";
import { useKnownAt } from "../shell/address";
import { RECORDS, RecordCard } from "./RecordCard";

type Props = { ids: string[]; total: number };

/** Some records, word for word, and of how many. */
export function Records({ ids, total }: Props) {
  const { t } = useTranslation();
  const asKnownAt = useKnownAt();
  const told = useAnswer(
    RECORDS,
    { ids, entity: null, first: Math.max(ids.length, 1), asKnownAt },
    { enabled: ids.length > 0 },
  );
  return (
    <Answer of={told}>
      {({ records }) => (
        <>
          <Text size="xs" c="dimmed" mt="xs">
            {t("shown.of", { shown: records.shown, total, by: records.rankedBy })}
          </Text>
          {records.edges.map(({ node }) => (
            <RecordCard key={node.id} record={node} />
          ))}
        </>
      )}
    </Answer>
  );
}
