import { Button } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useOpened } from "./address";

type Props = { name: string; label: string; children: ReactNode };

/** What is asked for only once it is opened; the address says what is open. */
export function Disclosure({ name, label, children }: Props) {
  const [opened, toggle] = useOpened(name);
  const Sign = opened ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Button
        className="disclosure"
        variant="default"
        size="xs"
        aria-expanded={opened}
        leftSection={<Sign size={14} />}
        onClick={toggle}
      >
        {label}
      </Button>
      {opened && children}
    </>
  );
}
