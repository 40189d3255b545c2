import { expect, test } from "vitest";
import en from "./en";
import fr from "./fr";
import id from "./id";

type Words = { [key: string]: string | Words };

const flat = (words: Words, path = ""): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value]] : flat(value, `${path}${key}.`),
  );

const slots = (text: string) => (text.match(/\{\{[\w, ]+\}\}/g) ?? []).sort();

test.each([
  ["fr", fr],
  ["id", id],
])("%s says everything that English says, with the same things to fill in", (_, words) => {
  const english = new Map(flat(en as Words));
  const spoken = new Map(flat(words as Words));
  for (const [key, text] of english) {
    expect(spoken.get(key), key).toBeTruthy();
    expect(slots(spoken.get(key) as string), key).toEqual(slots(text));
  }
});

test.each([
  ["fr", fr],
  ["id", id],
])("%s names both ends of every kind of link", (_, words) => {
  expect(Object.keys(words.links)).toHaveLength(59);
  for (const [kind, sentence] of Object.entries(words.links)) {
    expect(sentence, kind).toContain("{source}");
    expect(sentence, kind).toContain("{target}");
  }
});
