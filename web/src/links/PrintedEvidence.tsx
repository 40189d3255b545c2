import { Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RecordsOfQuery } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import { useViewer } from "../asking/viewer";
import { RECORDS } from "../evidence/RecordCard";
import { useAddress, useKnownAt } from "../shell/address";
import { tlpText, useMarking } from "../shell/marking";
import { useFormats, useSpoken } from "../words/useWords";
import type { Chain } from "./connections";

const IDS_MAX = 100;

/** What every step of the chosen chain rests on: seen on paper only. */
export function PrintedEvidence({ chain }: { chain: Chain }) {
  const asKnownAt = useKnownAt();
  const ids = [...new Set(chain.steps.flatMap(({ records }) => records.map(({ id }) => id)))];
  const asked = ids.slice(0, IDS_MAX);
  const told = useAnswer(
    RECORDS,
    { ids: asked, entity: null, first: Math.max(asked.length, 1), asKnownAt },
    { enabled: asked.length > 0 },
  );
  return told.data ? <Table chain={chain} {...told.data} /> : null;
}

/** What was asked, by whom, as known when: the address asks it again. */
function Asked() {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const { get } = useAddress();
  const viewer = useViewer();
  return (
    <dl className="chain-notes">
      <dt>{t("printed.asked")}</dt>
      <dd>{window.location.href}</dd>
      <dt>{t("printed.viewer")}</dt>
      <dd>{viewer || t("printed.anyViewer")}</dd>
      <dt>{t("shell.knownAt")}</dt>
      <dd>{get("known") || t("shell.now")}</dd>
      <dt>{t("printed.at")}</dt>
      <dd>{moment(new Date().toISOString())}</dd>
    </dl>
  );
}

function Table({ chain, records }: { chain: Chain } & RecordsOfQuery) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const found = new Map(records.edges.map(({ node }) => [node.id, node]));
  useMarking([...found.values()].map(({ handling }) => handling));
  return (
    <section className="printed-evidence">
      <Asked />
      <Title order={2} size="h5">
        {t("printed.title")}
      </Title>
      <table>
        <thead>
          <tr>
            <th>{t("table.step")}</th>
            <th>{t("printed.record")}</th>
            <th>{t("printed.handling")}</th>
            <th>{t("printed.words")}</th>
          </tr>
        </thead>
        <tbody>
          {chain.steps.map((step, index) => [
            // What is beyond the hundred that were asked for is not shown, and not counted as shown.
            <tr key={step.link.id}>
              <th colSpan={4}>
                {t("evidence.step", { step: index + 1 })}: {spoken(step)} (
                {t("shown.of", {
                  shown: step.records.filter(({ id }) => found.has(id)).length,
                  total: step.support,
                  by: records.rankedBy,
                })}
                )
              </th>
            </tr>,
            ...step.records.map(({ id }) => {
              const record = found.get(id);
              return (
                record && (
                  <tr key={`${step.link.id} ${id}`}>
                    <td>{index + 1}</td>
                    <td>
                      {record.source} {record.sourceKey}
                      <br />
                      {record.observedAt && t("records.seen", { at: record.observedAt })}
                    </td>
                    <td>
                      {record.grade}
                      <br />
                      {tlpText(record.handling.tlp)}
                      <br />
                      {record.handling.owner}
                    </td>
                    <td>
                      <pre dir="auto">{record.raw}</pre>
                    </td>
                  </tr>
                )
              );
            }),
          ])}
        </tbody>
      </table>
    </section>
  );
}
