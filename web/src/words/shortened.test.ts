import { expect, test } from "vitest";
import { narrowed, shortened } from "./shortened";

test("what fits stays as it is", () => {
  expect(shortened("Malacca Cahaya", 14)).toBe("Malacca Cahaya");
  expect(narrowed("LANANG MANGUNSONG", 12, 44)).toBe("LANANG MANGUNSONG");
});

test("what is too long keeps both of its ends, and no more signs than there is room for", () => {
  const short = shortened("MSKU2690106310230", 12);
  expect(short).toBe("MSKU269…0230");
  expect([...short]).toHaveLength(12);
});

test("signs of two units are not torn apart", () => {
  expect(shortened("𐤀𐤁𐤂𐤃𐤄𐤅", 5)).toBe("𐤀𐤁𐤂…𐤅");
});
