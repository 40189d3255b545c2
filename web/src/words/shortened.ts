/** What is too long for its place loses its middle: names differ at both of their ends. */
export function shortened(text: string, most: number): string {
  const signs = [...text];
  if (signs.length <= most) return text;
  const head = Math.ceil((most - 1) * 0.6);
  const tail = most - 1 - head;
  return `${signs.slice(0, head).join("").trimEnd()}…${signs
    .slice(signs.length - tail)
    .join("")
    .trimStart()}`;
}

/** A name for a narrow column: words too long for a line and names too long for the place lose their middles. */
export function narrowed(text: string, wordMost: number, most: number): string {
  return shortened(text, most)
    .split(" ")
    .map((word) => shortened(word, wordMost))
    .join(" ");
}
