import { expect, test } from "vitest";
import { endText, questionIn, variablesOf } from "./question";

const asked = (address: string) => {
  const parameters = new URLSearchParams(address);
  return questionIn((name) => parameters.get(name) ?? "");
};

test("an address without parameters asks the first question", () => {
  const { from, to, hops } = asked("");
  expect([from, to, hops]).toEqual([{ actorClass: "FTF" }, { actorClass: "CHEMICAL_SUPPLIER" }, 6]);
});

test("an end is a class, one entity or several, and back again", () => {
  for (const text of ["SALW_TRAFFICKER", "0a", "0a,0b"]) {
    expect(endText(asked(`from=${text}`).from)).toBe(text);
  }
});

test("days are asked whole and a gap only in the order of time", () => {
  const variables = variablesOf(asked("start=2026-03-01&end=2026-03-02&gap=30"), null);
  expect(variables.during).toEqual({ start: "2026-03-01T00:00:00Z", end: "2026-03-02T23:59:59Z" });
  expect(variables.maxGapDays).toBeNull();
  expect(variablesOf(asked("order=1&gap=30"), null).maxGapDays).toBe(30);
});

test("what is out of range is brought into it", () => {
  expect(asked("hops=99").hops).toBe(10);
  expect(asked("sure=7").minConfidence).toBe(1);
});

test("kinds of links, likeness and time are asked for only where they are set", () => {
  const plain = variablesOf(asked(""), null);
  expect([plain.onlyTypes, plain.maxShared, plain.seconds]).toEqual([null, null, null]);
  const set = variablesOf(asked("only=USES_PHONE,DIRECTOR_OF&shared=0&seconds=5"), null);
  expect([set.onlyTypes, set.maxShared, set.seconds]).toEqual([
    ["USES_PHONE", "DIRECTOR_OF"],
    0,
    5,
  ]);
});

test("a time may be open at either end", () => {
  expect(variablesOf(asked("start=2026-03-01"), null).during).toEqual({
    start: "2026-03-01T00:00:00Z",
    end: null,
  });
  expect(variablesOf(asked("end=2026-03-01"), null).during?.start).toBeNull();
});

test("an end can be a search, or one that is saved, and back again", () => {
  expect(asked("from=text:jaya kimia").from).toEqual({ text: "jaya kimia" });
  expect(variablesOf(asked("from=text:jaya"), null).from).toEqual({ search: { text: "jaya" } });
  expect(variablesOf(asked("to=saved:brokers"), null).to).toEqual({ saved: "brokers" });
  for (const text of ["text:jaya kimia", "saved:brokers"]) {
    expect(endText(asked(`from=${text}`).from)).toBe(text);
  }
});
