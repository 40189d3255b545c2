import { Checkbox, Select, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Changes } from "../shell/address";
import { EndPicker } from "./EndPicker";
import { Filters } from "./Filters";
import { endText, HOPS, type Question } from "./question";

type Props = { question: Question; change: (changes: Changes) => void };

/** "How are … and … connected?" Each change asks anew. */
export function QuestionBar({ question, change }: Props) {
  const { t } = useTranslation();
  return (
    <div className="asking">
      <Title order={1} size="h4">
        {t("ask.how")}
      </Title>
      <EndPicker
        label={t("ask.one")}
        end={question.from}
        change={(end) => change({ from: endText(end) })}
      />
      <span>{t("ask.and")}</span>
      <EndPicker
        label={t("ask.other")}
        end={question.to}
        change={(end) => change({ to: endText(end) })}
      />
      <span>{t("ask.connected")}</span>
      <Select
        w={160}
        aria-label={t("ask.hops")}
        data={[1, 2, 3, 4, 5, 6, 8, 10].map((hops) => ({
          value: String(hops),
          label: t("ask.within", { count: hops }),
        }))}
        value={String(question.hops)}
        allowDeselect={false}
        onChange={(hops) => change({ hops: hops === String(HOPS) ? null : hops })}
      />
      <Checkbox
        label={t("ask.conductOnly")}
        checked={question.conductOnly}
        onChange={(event) => change({ conduct: event.currentTarget.checked ? "1" : null })}
      />
      <Checkbox
        label={t("ask.inOrder")}
        checked={question.inOrder}
        onChange={(event) => change({ order: event.currentTarget.checked ? "1" : null })}
      />
      <Filters question={question} change={change} />
    </div>
  );
}
