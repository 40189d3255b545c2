import { Table, Tabs, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import { useAnswer } from "../asking/useAnswer";
import { Answer } from "../shell/Answer";
import { useAddress } from "../shell/address";
import { Heads } from "../shell/Heads";
import { Scrolls } from "../shell/Scrolls";
import { useFormats } from "../words/useWords";
import { HandIn } from "./HandIn";
import { Quarantine } from "./Quarantine";

const RUNS = graphql(`
  query Runs($first: Int!) {
    ingestRuns(first: $first) {
      edges {
        node {
          id
          source
          format
          file
          state
          startedAt
          finishedAt
          read
          new
          lost
          error
          edition
          whole
          issues(first: 1) {
            total
          }
        }
      }
      shown
      total
      rankedBy
    }
  }
`);

const FORMATS = graphql(`
  query Formats {
    formats {
      name
      title
      source
      family
    }
  }
`);

const AGAIN_MS = 2_000;
const FIRST = 50;
const NONE = {};

/** What is loaded, from whom, and what was set aside. */
export default function IngestScreen() {
  const { t } = useTranslation();
  const { get, change } = useAddress();
  const tab = get("tab") || "runs";
  return (
    <div className="padded">
      <Title order={1} size="h4" mb="sm">
        {t("screens.ingest")}
      </Title>
      <Tabs
        value={tab}
        onChange={(name) => change({ tab: name === "runs" ? null : name, run: null })}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="runs">{t("ingest.runs")}</Tabs.Tab>
          <Tabs.Tab value="load">{t("handIn.title")}</Tabs.Tab>
          <Tabs.Tab value="sources">{t("ingest.sources")}</Tabs.Tab>
          <Tabs.Tab value="formats">{t("ingest.formats")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="runs" pt="md">
          <Runs />
        </Tabs.Panel>
        <Tabs.Panel value="load" pt="md">
          <HandIn />
        </Tabs.Panel>
        <Tabs.Panel value="sources" pt="md">
          <Sources />
        </Tabs.Panel>
        <Tabs.Panel value="formats" pt="md">
          <Formats />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

const COLUMNS = ["file", "format", "source", "state", "started", "read", "new", "lost"] as const;

function Runs() {
  const { t } = useTranslation();
  const { get, change } = useAddress();
  const { count, moment } = useFormats();
  const told = useAnswer(RUNS, { first: FIRST }, { every: AGAIN_MS, keep: true });
  return (
    <Answer of={told}>
      {({ ingestRuns: { edges, shown, total, rankedBy } }) => (
        <>
          <Text size="sm" c="dimmed" role="status">
            {t("shown.of", { shown, total: total ?? t("shown.more"), by: rankedBy })}
          </Text>
          {edges.length === 0 && <Text mt="md">{t("ingest.nothing")}</Text>}
          <Scrolls label={t("ingest.runs")}>
            <Table className="tight">
              <Heads names={COLUMNS.map((name) => t(`ingest.${name}`))} />
              <Table.Tbody>
                {edges.map(({ node: run }) => (
                  <Table.Tr key={run.id}>
                    <Table.Td>{run.file}</Table.Td>
                    <Table.Td>{run.format}</Table.Td>
                    <Table.Td>{run.source}</Table.Td>
                    <Table.Td>
                      {t(`ingest.states.${run.state}`)}
                      {run.error && `: ${run.error}`}
                    </Table.Td>
                    <Table.Td>{moment(run.startedAt)}</Table.Td>
                    <Table.Td>{count(run.read)}</Table.Td>
                    <Table.Td>{count(run.new)}</Table.Td>
                    <Table.Td>
                      <button
                        type="button"
                        className="plain-link"
                        disabled={!run.issues.total}
                        aria-expanded={get("run") === run.id}
                        onClick={() => change({ run: get("run") === run.id ? null : run.id })}
                      >
                        {t("ingest.setAside", { count: run.issues.total ?? 0, lost: run.lost })}
                      </button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Scrolls>
          {get("run") && <Quarantine id={get("run")} />}
        </>
      )}
    </Answer>
  );
}

function Formats() {
  const { t } = useTranslation();
  const told = useAnswer(FORMATS, NONE);
  return (
    <Answer of={told}>
      {({ formats }) => (
        <Table className="tight">
          <Heads names={[t("ingest.format"), t("ingest.reads"), t("ingest.family")]} />
          <Table.Tbody>
            {formats.map(({ name, title, family }) => (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>{title}</Table.Td>
                <Table.Td>{t(`categories.${family}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Answer>
  );
}

const SOURCES = graphql(`
  query Sources {
    sources {
      name
      owner
      tlp
      category
      retention
      grade
      gradeProbability
    }
  }
`);

function Sources() {
  const { t } = useTranslation();
  const { two } = useFormats();
  const told = useAnswer(SOURCES, NONE);
  return (
    <Answer of={told}>
      {({ sources }) => (
        <Table className="tight">
          <Table.Thead>
            <Table.Tr>
              {(["source", "owner", "grade", "marking", "family", "retention"] as const).map(
                (name) => (
                  <Table.Th key={name}>{t(`ingest.${name}`)}</Table.Th>
                ),
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sources.map((each) => (
              <Table.Tr key={each.name}>
                <Table.Td>{each.name}</Table.Td>
                <Table.Td>{each.owner}</Table.Td>
                <Table.Td>
                  {each.grade &&
                    t("records.grade", {
                      grade: each.grade,
                      probability: two(each.gradeProbability ?? 0),
                    })}
                </Table.Td>
                <Table.Td>{each.tlp && `TLP:${each.tlp.toUpperCase().replace("_", "+")}`}</Table.Td>
                <Table.Td>{each.category && t(`categories.${each.category}`)}</Table.Td>
                <Table.Td>{each.retention}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Answer>
  );
}
