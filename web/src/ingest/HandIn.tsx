import { Button, Progress, Table, Text, Title } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type DragEvent, Fragment, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../asking/ask";
import type { DraftsQuery } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import { useViewer } from "../asking/viewer";
import { Answer } from "../shell/Answer";
import { Fault } from "../shell/Fault";
import { Heads } from "../shell/Heads";
import { Scrolls } from "../shell/Scrolls";
import { useFormats } from "../words/useWords";
import { ACCEPT, batchName, DRAFTS, DROP, HOLD, sent } from "./batches";

type Draft = DraftsQuery["drafts"]["edges"][number]["node"];

const NONE = {};
const AGAIN_MS = 1_500;

/** Files in, what they would do to the world, and only then a yes or a no. */
export function HandIn() {
  const { t } = useTranslation();
  const told = useAnswer(DRAFTS, NONE, { every: AGAIN_MS, keep: true });
  const [taken, setTaken] = useState<string[]>([]);
  return (
    <Answer of={told}>
      {({ viewer, drafts }) =>
        viewer.mayLoad ? (
          <>
            <Drop />
            <div role="status">
              {taken.map((name) => (
                <Text key={name} fw={600}>
                  {t("handIn.taken", { name })}
                </Text>
              ))}
            </div>
            {drafts.edges.map(({ node }) => (
              <Held
                key={node.name}
                draft={node}
                taken={(name) => setTaken((earlier) => [...earlier, name])}
              />
            ))}
          </>
        ) : (
          <Text>{t("handIn.mayNot")}</Text>
        )
      }
    </Answer>
  );
}

function useDone() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries();
}

function Drop() {
  const { t } = useTranslation();
  const viewer = useViewer();
  const done = useDone();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const holding = useMutation({
    mutationFn: async (files: File[]) => {
      const uploads: string[] = [];
      for (const file of files) uploads.push(await sent(file, viewer));
      await ask(HOLD, { name: batchName(new Date()), uploads }, viewer);
    },
    onSettled: done,
  });
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    holding.mutate([...event.dataTransfer.files]);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in it is the twin */}
      <div
        className="drop"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
      >
        <IconFileUpload aria-hidden="true" />
        <Text>{t("handIn.drop")}</Text>
        <Button
          variant="default"
          loading={holding.isPending}
          onClick={() => input.current?.click()}
        >
          {t("handIn.choose")}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t("handIn.choose")}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = "";
            if (files.length) holding.mutate(files);
          }}
        />
        <Text size="sm" c="dimmed">
          {t("handIn.nothingYet")}
        </Text>
      </div>
      {holding.error && <Fault error={holding.error} />}
    </>
  );
}

function Held({ draft, taken }: { draft: Draft; taken: (name: string) => void }) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const done = useDone();
  const { name } = draft;
  const accepting = useMutation({
    mutationFn: () => ask(ACCEPT, { name }, viewer),
    onSuccess: () => taken(name),
    onSettled: done,
  });
  const dropping = useMutation({ mutationFn: () => ask(DROP, { name }, viewer), onSettled: done });
  const fault = accepting.error ?? dropping.error;
  return (
    <article className="record">
      <Title order={2} size="h5">
        {name}
      </Title>
      {draft.reading ? (
        <Reading draft={draft} />
      ) : (
        <>
          {draft.error && <Text fw={600}>{draft.error}</Text>}
          <Files draft={draft} />
          <World draft={draft} />
          <Aside draft={draft} />
          <Button me="sm" mt="sm" loading={accepting.isPending} onClick={() => accepting.mutate()}>
            {t("handIn.accept")}
          </Button>
          <Button
            mt="sm"
            variant="default"
            loading={dropping.isPending}
            onClick={() => dropping.mutate()}
          >
            {t("handIn.dropIt")}
          </Button>
        </>
      )}
      {fault && <Fault error={fault} />}
    </article>
  );
}

function Reading({ draft: { progress } }: { draft: Draft }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <div role="status">
      <Text size="sm">{t("handIn.reading", { read: count(progress?.read ?? 0) })}</Text>
      <Progress value={100 * (progress?.share ?? 0)} aria-label={t("handIn.progress")} />
    </div>
  );
}

const COLUMNS = ["file", "format", "new", "known", "changed", "withdrawn", "leftOutRows"] as const;

function Files({ draft: { files } }: { draft: Draft }) {
  const { t } = useTranslation();
  return (
    <Scrolls label={t("handIn.files")}>
      <Table className="tight">
        <Heads names={COLUMNS.map((name) => t(`handIn.${name}`))} />
        <Table.Tbody>
          {files.map((each) => (
            <Table.Tr key={each.file}>
              <Table.Td>{each.file}</Table.Td>
              <Table.Td>{each.error || each.format}</Table.Td>
              <Table.Td>{each.new}</Table.Td>
              <Table.Td>{each.known}</Table.Td>
              <Table.Td>{each.changed}</Table.Td>
              <Table.Td>{each.withdrawn}</Table.Td>
              <Table.Td>{each.lost}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {files.map(({ file, silent, loadedAs }) => (
        <Fragment key={file}>
          {loadedAs && (
            <Text size="sm" fw={600}>
              {t("handIn.twice", { file, source: loadedAs })}
            </Text>
          )}
          {silent > 0 && <Text size="sm">{t("handIn.silent", { file, count: silent })}</Text>}
        </Fragment>
      ))}
    </Scrolls>
  );
}

function World({ draft: { world } }: { draft: Draft }) {
  const { t } = useTranslation();
  return (
    <>
      <Text mt="xs">
        {t("handIn.world", {
          fresh: world.entitiesNew,
          grown: world.entitiesGrown,
          gone: world.gone.total,
          merged: world.merged.total,
        })}
      </Text>
      {world.rules.length > 0 && (
        <Text size="sm" c="dimmed">
          {t("handIn.rules")} {world.rules.map(({ rule, count }) => `${rule} ${count}`).join(" · ")}
        </Text>
      )}
      {world.classes.map(({ actorClass, entering }) =>
        entering.total > 0 ? (
          <Text key={actorClass} size="sm" fw={600}>
            {t("handIn.entering", { count: entering.total, name: t(`classes.${actorClass}`) })}{" "}
            {entering.entities.map(({ caption }) => caption).join(", ")}
          </Text>
        ) : null,
      )}
    </>
  );
}

function Aside({ draft: { runs, issues } }: { draft: Draft }) {
  const { t } = useTranslation();
  if (issues === 0) return null;
  return (
    <>
      {runs.edges.map(({ node: { id, file, issues: aside } }) => (
        <div key={id}>
          {aside.edges.map(({ node: { position, field, reason, hint } }) => (
            <Text key={`${position} ${field} ${reason}`} size="sm">
              {file} {position} {field}: {reason}. {hint}
            </Text>
          ))}
          {aside.edges.length > 0 && (
            <Text size="xs" c="dimmed">
              {t("shown.of", {
                shown: aside.shown,
                total: aside.total ?? t("shown.more"),
                by: aside.rankedBy,
              })}
            </Text>
          )}
        </div>
      ))}
    </>
  );
}
