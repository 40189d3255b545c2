import { expect, test } from "vitest";
import { inOtherWords } from "./inOtherWords";

const SAID = "{source} uses phone {target}";
const SPOKEN = "{source} utilise le téléphone {target}";

test("the two ends stay as they are", () => {
  const told = "UD Sumber (Pvt) Ltd uses phone +63 997";
  expect(inOtherWords(told, SAID, SPOKEN)).toBe("UD Sumber (Pvt) Ltd utilise le téléphone +63 997");
});

test("the order of the ends follows the language", () => {
  const told = "seizure SZ-1 (A+B) seized Kestrel $& rifle";
  expect(
    inOtherWords(told, "seizure {source} seized {target}", "{target} disita dalam {source}"),
  ).toBe("Kestrel $& rifle disita dalam SZ-1 (A+B)");
});

test("what is not understood is said as it was told", () => {
  expect(inOtherWords("A knows B", SAID, SPOKEN)).toBe("A knows B");
  expect(inOtherWords("A uses phone B", SAID)).toBe("A uses phone B");
  expect(inOtherWords("A uses phone B", undefined, SPOKEN)).toBe("A uses phone B");
});
