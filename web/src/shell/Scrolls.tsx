import type { ReactNode } from "react";

type Props = { label: string; padded?: boolean; children: ReactNode };

/** What may be wider than the screen: it scrolls by itself, with the arrow keys too. */
export function Scrolls({ label, padded = false, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={padded ? "padded scrolls" : "scrolls"} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
