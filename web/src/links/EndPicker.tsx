import { Button, CloseButton, Popover, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import { useAnswer } from "../asking/useAnswer";
import { useKnownAt } from "../shell/address";
import { SEARCH } from "../shell/Finder";
import { Glyph } from "../theme/Glyph";
import { ink } from "../theme/palette";
import { CLASSES, type End, STRAND_OF } from "./question";

const NAMES = graphql(`
  query Names($ids: [ID!]!, $asKnownAt: DateTime) {
    nodes(ids: $ids, asKnownAt: $asKnownAt) {
      ... on Entity {
        id
        kind
        caption
        strand
      }
    }
  }
`);

type Props = { label: string; end: End; change: (end: End) => void };

/** One side of the question: a class, an entity, or a set of entities. */
export function EndPicker({ label, end, change }: Props) {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure();
  return (
    <Popover
      opened={opened}
      onChange={close}
      trapFocus
      width={400}
      position="bottom-start"
      shadow="md"
    >
      <Popover.Target>
        <Button
          variant="default"
          onClick={toggle}
          aria-label={`${label}: ${t("ask.change")}`}
          px="sm"
        >
          <EndName end={end} />
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="xs" c="dimmed" mb={4}>
          {t("ask.everybody")}
        </Text>
        {CLASSES.map((name) => (
          <Button
            key={name}
            fullWidth
            justify="flex-start"
            variant={"actorClass" in end && end.actorClass === name ? "light" : "subtle"}
            color="gray"
            c="inherit"
            onClick={() => {
              change({ actorClass: name });
              close();
            }}
          >
            <ClassName name={name} />
          </Button>
        ))}
        <EntityChoice
          ids={"ids" in end ? end.ids : []}
          change={(ids) => change(ids.length ? { ids } : { actorClass: "FTF" })}
          all={(text) => {
            change({ text });
            close();
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function EndName({ end }: { end: End }) {
  const { t } = useTranslation();
  const names = useNames("ids" in end ? end.ids : []);
  if ("actorClass" in end) return <ClassName name={end.actorClass} />;
  if ("text" in end) return <>{t("ask.whoever", { text: end.text })}</>;
  if ("saved" in end) return <>{t("ask.saved", { name: end.saved })}</>;
  const [first, ...rest] = names;
  if (!first) return <>{t("ask.nobody")}</>;
  return (
    <>
      <Glyph kind={first.kind} strand={first.strand} size={26} />
      <bdi className="end-name">{first.caption}</bdi>
      {rest.length > 0 && ` + ${rest.length}`}
    </>
  );
}

function ClassName({ name }: { name: keyof typeof STRAND_OF }) {
  const { t } = useTranslation();
  return (
    <span className="strand-chip" style={{ "--chip": ink(STRAND_OF[name]) } as React.CSSProperties}>
      {t(`classes.${name}`)}
    </span>
  );
}

function useNames(ids: string[]) {
  const asKnownAt = useKnownAt();
  const told = useAnswer(NAMES, { ids, asKnownAt }, { enabled: ids.length > 0 });
  return (told.data?.nodes ?? []).flatMap((node) => (node && "caption" in node ? [node] : []));
}

const SHORTEST = 2;

type ChoiceProps = {
  ids: string[];
  change: (ids: string[]) => void;
  all: (text: string) => void;
};

function EntityChoice({ ids, change, all }: ChoiceProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed.trim(), 200);
  const asKnownAt = useKnownAt();
  const enabled = text.length >= SHORTEST;
  const found = useAnswer(SEARCH, { text, first: 8, asKnownAt }, { enabled, keep: true });
  const names = useNames(ids);
  const edges = enabled ? (found.data?.search.edges ?? []) : [];
  const offered = edges.map(({ node }) => node.entity).filter(({ id }) => !ids.includes(id));
  const take = (id: string) => {
    change([...ids, id]);
    setTyped("");
  };
  return (
    <>
      <TextInput
        mt="xs"
        onKeyDown={({ key }) => {
          const first = offered[0];
          if (key === "Enter" && first && text === typed.trim()) take(first.id);
        }}
        data-autofocus
        label={t("ask.oneOrMore")}
        placeholder={t("shell.search")}
        leftSection={<IconSearch size={16} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {names.map(({ id, caption, kind, strand }) => (
        <div key={id} className="picked">
          <Glyph kind={kind} strand={strand} size={24} />
          <bdi>{caption}</bdi>
          <CloseButton
            size="sm"
            aria-label={t("ask.takeOut", { name: caption })}
            onClick={() => change(ids.filter((other) => other !== id))}
          />
        </div>
      ))}
      {offered.map(({ id, kind, strand, caption }) => (
        <Button
          key={id}
          fullWidth
          justify="flex-start"
          variant="subtle"
          color="gray"
          c="inherit"
          leftSection={<Glyph kind={kind} strand={strand} size={24} />}
          rightSection={<IconPlus size={14} />}
          onClick={() => take(id)}
        >
          <bdi>{caption}</bdi>
        </Button>
      ))}
      {edges.length > 1 && (
        <Button fullWidth variant="default" mt={4} onClick={() => all(text)}>
          {t("ask.whoever", { text })}
        </Button>
      )}
    </>
  );
}
