import { Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import { useAnswer } from "../asking/useAnswer";
import { Answer } from "../shell/Answer";
import { Heads } from "../shell/Heads";
import { Scrolls } from "../shell/Scrolls";

const ISSUES = graphql(`
  query IssuesOf($id: ID!) {
    ingestRun(id: $id) {
          id
          file
          issues(first: 50) {
            edges {
              node {
                position
                field
                rule
                reason
                hint
                lost
                excerpt
              }
            }
            shown
            total
            rankedBy
          }
    }
  }
`);

const COLUMNS = ["position", "field", "rule", "reason", "hint", "excerpt", "kept"] as const;

/** What of a file could not be read, where and why, and what to do about it. */
export function Quarantine({ id }: { id: string }) {
  const { t } = useTranslation();
  const told = useAnswer(ISSUES, { id });
  return (
    <Answer of={told}>
      {({ ingestRun }) => {
        if (!ingestRun) return <Text c="dimmed">{t("entity.absentHint")}</Text>;
        const { issues, file } = ingestRun;
        return (
          <section>
            <Title order={2} size="h5" mt="md">
              {t("ingest.asideOf", { file })}
            </Title>
            <Text size="sm" c="dimmed">
              {t("shown.of", {
                shown: issues.shown,
                total: issues.total ?? t("shown.more"),
                by: issues.rankedBy,
              })}
            </Text>
            <Scrolls label={file}>
              <Table className="tight">
                <Heads names={COLUMNS.map((name) => t(`ingest.${name}`))} />
                <Table.Tbody>
                  {issues.edges.map(({ node: issue }) => (
                    <Table.Tr
                      key={`${issue.position} ${issue.field} ${issue.rule} ${issue.excerpt}`}
                    >
                      <Table.Td>{issue.position}</Table.Td>
                      <Table.Td>{issue.field}</Table.Td>
                      <Table.Td>{issue.rule}</Table.Td>
                      <Table.Td>{issue.reason}</Table.Td>
                      <Table.Td>{issue.hint}</Table.Td>
                      <Table.Td dir="auto">{issue.excerpt}</Table.Td>
                      <Table.Td>{issue.lost ? t("ingest.leftOut") : t("ingest.wasKept")}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Scrolls>
          </section>
        );
      }}
    </Answer>
  );
}
