import {
  Button,
  Checkbox,
  MultiSelect,
  NumberInput,
  Popover,
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
    question.without.length > 0,
    question.start !== "",
    question.end !== "",
  ].filter(Boolean).length;
  return (
    <Popover trapFocus width={340} position="bottom-end" shadow="md">
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
          <Without question={question} change={change} />
          <Checkbox
            label={t("ask.possiblySame")}
            description={t("ask.possiblySameMeans")}
            checked={question.possiblySame}
            onChange={(event) => change({ possibly: event.currentTarget.checked ? "1" : null })}
          />
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

function Without({ question, change }: Props) {
  const { t } = useTranslation();
  const words = useLinkWords();
  const kinds = useLinkKinds();
  return (
    <MultiSelect
      label={t("ask.without")}
      searchable
      clearable
      data={kinds.map((kind) => ({ value: kind, label: words(kind) }))}
      value={question.without}
      onChange={(without) => change({ without: without.join(",") })}
    />
  );
}
