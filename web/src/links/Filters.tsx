import {
  Button,
  Checkbox,
  MultiSelect,
  NumberInput,
  Popover,
  Select,
  Stack,
  TextInput,
} from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Changes } from "../shell/address";
import { useLinkKinds, useLinkWords } from "../words/useWords";
import type { Question } from "./question";

type Props = { question: Question; change: (changes: Changes) => void };

/** What chains may be made of. */
export function Filters({ question, change }: Props) {
  const { t } = useTranslation();
  const set = [
    question.minConfidence > 0,
    question.possiblySame,
    question.maxGapDays !== null,
    question.only.length > 0,
    question.without.length > 0,
    question.maxShared !== null,
    question.seconds !== null,
    question.start !== "",
    question.end !== "",
  ].filter(Boolean).length;
  return (
    <Popover trapFocus width={370} position="bottom-end" shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilter size={16} />}>
          {t("ask.filters")}
          {set > 0 && ` (${set})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Days question={question} change={change} />
          <Sureness question={question} change={change} />
          <Kinds
            label={t("ask.only")}
            chosen={question.only}
            choose={(only) => change({ only: only.join(",") })}
          />
          <Kinds
            label={t("ask.without")}
            chosen={question.without}
            choose={(without) => change({ without: without.join(",") })}
          />
          <Checkbox
            label={t("ask.possiblySame")}
            description={t("ask.possiblySameMeans")}
            checked={question.possiblySame}
            onChange={(event) => change({ possibly: event.currentTarget.checked ? "1" : null })}
          />
          <Search question={question} change={change} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Days({ question, change }: Props) {
  const { t } = useTranslation();
  return (
    <div className="side-by-side">
      <TextInput
        type="date"
        label={t("ask.start")}
        value={question.start}
        onChange={(event) => change({ start: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t("ask.end")}
        value={question.end}
        onChange={(event) => change({ end: event.currentTarget.value })}
      />
    </div>
  );
}

function Sureness({ question, change }: Props) {
  const { t } = useTranslation();
  return (
    <div className="side-by-side">
      <NumberInput
        label={t("ask.sure")}
        min={0}
        max={1}
        step={0.1}
        decimalScale={2}
        value={question.minConfidence}
        onChange={(value) => change({ sure: value ? String(value) : null })}
      />
      <NumberInput
        label={t("ask.gap")}
        min={1}
        disabled={!question.inOrder}
        value={question.maxGapDays ?? ""}
        onChange={(value) => change({ gap: value ? String(value) : null })}
      />
    </div>
  );
}

type KindsProps = { label: string; chosen: string[]; choose: (kinds: string[]) => void };

function Kinds({ label, chosen, choose }: KindsProps) {
  const words = useLinkWords();
  const kinds = useLinkKinds();
  return (
    <MultiSelect
      label={label}
      searchable
      clearable
      data={kinds.map((kind) => ({ value: kind, label: words(kind) }))}
      value={chosen}
      onChange={choose}
    />
  );
}

/** How unlike the chains must be, and how long it may search. */
function Search({ question: { maxShared, seconds }, change }: Props) {
  const { t } = useTranslation();
  const may = (values: number[], words: "ask.shares" | "ask.takes") =>
    values.map((count) => ({ value: String(count), label: t(words, { count }) }));
  return (
    <>
      <Select
        label={t("ask.unlike")}
        description={t("ask.unlikeMeans")}
        data={[{ value: "", label: t("ask.sharesAny") }, ...may([0, 1, 2], "ask.shares")]}
        value={maxShared === null ? "" : String(maxShared)}
        allowDeselect={false}
        onChange={(shared) => change({ shared })}
      />
      <Select
        label={t("ask.seconds")}
        description={t("ask.secondsMeans")}
        data={[{ value: "", label: t("ask.takesWork") }, ...may([1, 5, 20, 60], "ask.takes")]}
        value={seconds === null ? "" : String(seconds)}
        allowDeselect={false}
        onChange={(taken) => change({ seconds: taken })}
      />
    </>
  );
}
