/**
 * A sentence in other words: its two ends, told from how the kind of link reads, put into how that
 * reads elsewhere. As it is, where either is not known or the sentence is not one of its kind.
 */
export function inOtherWords(sentence: string, said?: string, spoken?: string): string {
  if (!said || !spoken) return sentence;
  const ends = said
    .split(/(\{source\}|\{target\})/)
    .map((part) => (part === "{source}" || part === "{target}" ? part : quoted(part)))
    .join("")
    .replace("{source}", "(?<source>.*?)")
    .replace("{target}", "(?<target>.*)");
  const found = new RegExp(`^${ends}$`, "su").exec(sentence)?.groups;
  if (!found) return sentence;
  return spoken.replace(/\{(source|target)\}/g, (_, end: string) => found[end] ?? "");
}

const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
