import { Anchor, type AnchorProps } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type Changes, useHref } from "./address";

type Props = AnchorProps & {
  path: string;
  wanted?: Changes;
  title?: string;
  children: ReactNode;
};

/** A link to a screen that keeps who asks and as known at what moment. */
export function To({ path, wanted, children, ...rest }: Props) {
  const href = useHref();
  return (
    <Anchor component={Link} href={href(path, wanted)} underline="hover" {...rest}>
      {children}
    </Anchor>
  );
}
