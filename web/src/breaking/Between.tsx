import { useTranslation } from "react-i18next";
import type { Question } from "../links/question";
import { Disclosure } from "../shell/Disclosure";
import { Gaps } from "./Gaps";
import { Holding } from "./Holding";

type Props = { question: Question; connected: boolean };

/** Below the answer: what holds the two sides together, and which one missing fact would. */
export function Between({ question, connected }: Props) {
  const { t } = useTranslation();
  return (
    <section className="padded between no-print" aria-label={t("between.title")}>
      {connected && (
        <Disclosure name="breaks" label={t("between.breaks")}>
          <Holding question={question} />
        </Disclosure>
      )}
      <Disclosure name="gaps" label={t(connected ? "between.gapsCloser" : "between.gaps")}>
        <Gaps question={question} />
      </Disclosure>
    </section>
  );
}
