/** Words that depend on what the server declares, and numbers and days as people write them. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import { useAnswer } from "../asking/useAnswer";
import { inOtherWords } from "./inOtherWords";

const LINK_WORDS = graphql(`
  query LinkWords {
    ontology {
      links {
        name
        sentence
      }
    }
  }
`);

const NONE = {};

/** Kinds of links, as the server declares them. */
export function useLinkKinds(): string[] {
  const declared = useAnswer(LINK_WORDS, NONE).data?.ontology.links;
  return useMemo(() => declared?.map(({ name }) => name) ?? [], [declared]);
}

/** Sentences of the kinds of links, with both ends to fill in: the server's, and those spoken. */
function useSentences() {
  const { i18n } = useTranslation();
  const language = i18n.language;
  const declared = useAnswer(LINK_WORDS, NONE).data?.ontology.links;
  return useMemo(() => {
    const said = new Map(declared?.map(({ name, sentence }) => [name as string, sentence]));
    const spoken: Record<string, string> = i18n.getResource(language, "translation", "links") ?? {};
    return { said, spoken };
  }, [declared, i18n, language]);
}

/** How a kind of link reads, without its two ends: "uses phone". */
export function useLinkWords(): (kind: string) => string {
  const { said, spoken } = useSentences();
  return useMemo(
    () => (kind) => bare(spoken[kind] ?? said.get(kind) ?? plain(kind)),
    [said, spoken],
  );
}

/** The server's sentence of a link in the language that is spoken. */
export function useSpoken(): (link: { type: string; sentence: string }) => string {
  const { said, spoken } = useSentences();
  return useMemo(
    () =>
      ({ type, sentence }) =>
        inOtherWords(sentence, said.get(type), spoken[type]),
    [said, spoken],
  );
}

const bare = (sentence: string) =>
  sentence
    .replace(/\{(source|target)\}/g, "")
    .replace(/\s+/g, " ")
    .trim();

const plain = (kind: string) => kind.toLowerCase().replaceAll("_", " ");

/** Numbers, shares and days in the language that is spoken. */
export function useFormats() {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
    const moment = new Intl.DateTimeFormat(language, {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone: "UTC",
    });
    const count = new Intl.NumberFormat(language);
    const two = new Intl.NumberFormat(language, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });
    const share = new Intl.NumberFormat(language, {
      style: "percent",
      maximumSignificantDigits: 2,
    });
    const few = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
    const days = (from?: string | null, to?: string | null): string => {
      if (!from && !to) return "";
      const [one, other] = [from && day.format(new Date(from)), to && day.format(new Date(to))];
      if (one === other) return one ?? "";
      return `${one ?? "…"} – ${other ?? "…"}`;
    };
    return {
      day: (text: string) => day.format(new Date(text)),
      moment: (text: string) => `${moment.format(new Date(text))} UTC`,
      days,
      count: (value: number) => count.format(value),
      two: (value: number) => two.format(value),
      share: (value: number) => share.format(value),
      few: (value: number) => few.format(value),
    };
  }, [language]);
}
