import { Kbd, Modal, Switch, Table } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keysAreOn, switchKeys } from "./keys";
import { SCREENS } from "./places";

const ELSEWHERE = [
  ["/", "find"],
  ["Ctrl K", "find"],
  ["j k", "chains"],
  ["h l", "steps"],
  ["Enter", "evidence"],
  ["1 2 3 4 5", "views"],
  ["e", "expand"],
  ["x", "hide"],
  ["p", "pin"],
  ["f", "fit"],
  ["t", "table"],
  ["u", "undo"],
  ["[ ]", "window"],
  ["Esc", "clear"],
] as const;

export function KeysHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  const [on, setOn] = useState(keysAreOn);
  return (
    <Modal opened={opened} onClose={close} title={t("keys.title")} size="lg">
      <Switch
        checked={on}
        label={t("keys.on")}
        onChange={(event) => {
          switchKeys(event.currentTarget.checked);
          setOn(event.currentTarget.checked);
        }}
      />
      <Table mt="md">
        <Table.Tbody>
          {SCREENS.map(({ name, key }) => (
            <Row key={name} keys={`g ${key}`} does={t(`screens.${name}`)} />
          ))}
          {ELSEWHERE.map(([keys, name]) => (
            <Row key={keys} keys={keys} does={t(`keys.${name}`)} />
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

function Row({ keys, does }: { keys: string; does: string }) {
  return (
    <Table.Tr>
      <Table.Td w={120}>
        {keys.split(" ").map((key) => (
          <Kbd key={key} me={4}>
            {key}
          </Kbd>
        ))}
      </Table.Td>
      <Table.Td>{does}</Table.Td>
    </Table.Tr>
  );
}
