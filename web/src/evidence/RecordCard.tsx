import { Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import type { RecordsShownFragment } from "../asking/gql/graphql";
import { tlpText, useMarking } from "../shell/marking";
import { useFormats } from "../words/useWords";

export const RECORDS = graphql(`
  query RecordsOf($ids: [ID!], $entity: ID, $first: Int!, $asKnownAt: DateTime) {
    records(ids: $ids, entity: $entity, first: $first, asKnownAt: $asKnownAt) {
      edges {
        node {
          ...RecordsShown
        }
      }
      shown
      total
      rankedBy
    }
  }

  fragment RecordsShown on Record {
    id
    source
    sourceKey
    version
    grade
    gradeProbability
    handling {
      owner
      tlp
      category
      releasableTo
    }
    observedAt
    loadedAt
    withdrawn
    raw
    origin
  }
`);

/** One record: who says it, how graded, how it must be handled, and its own words. */
export function RecordCard({ record }: { record: RecordsShownFragment }) {
  const { t } = useTranslation();
  const { moment, two } = useFormats();
  useMarking([record.handling]);
  const { owner, tlp, category, releasableTo } = record.handling;
  return (
    <article className="record">
      <h3>
        {record.source} <bdi>{record.sourceKey}</bdi>
      </h3>
      <Group gap={6} mb={4}>
        <Badge
          variant="outline"
          color="gray"
          c="dimmed"
          radius="xs"
          title={t("records.gradeMeans")}
        >
          {t("records.grade", { grade: record.grade, probability: two(record.gradeProbability) })}
        </Badge>
        <Badge variant="outline" color="gray" c="dimmed" radius="xs">
          {tlpText(tlp)}
        </Badge>
        {record.withdrawn && <Badge color="red.9">{t("records.withdrawn")}</Badge>}
      </Group>
      <Text size="xs" c="dimmed">
        {t("records.from", { owner, category: t(`categories.${category}`) })}
        {releasableTo.length > 0 &&
          ` · ${t("records.releasable", { to: releasableTo.join(", ") })}`}
      </Text>
      <Text size="xs" c="dimmed">
        {record.observedAt && t("records.seen", { at: record.observedAt })}
        {record.observedAt && " · "}
        {t("records.loaded", { at: moment(record.loadedAt), origin: record.origin })}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <pre dir="auto" tabIndex={0}>
        {record.raw}
      </pre>
    </article>
  );
}
