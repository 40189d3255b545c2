import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import type { ActorClass, CellsOfQuery } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import { CLASSES, STRAND_OF } from "../links/question";
import { Answer } from "../shell/Answer";
import { useKnownAt, useOpened } from "../shell/address";
import { Disclosure } from "../shell/Disclosure";
import { Scrolls } from "../shell/Scrolls";
import { To } from "../shell/To";
import { ink } from "../theme/palette";
import { useFormats } from "../words/useWords";

// Asked for when it is opened: worlds of chance take longer to make than the meetings to find.
const CELLS = graphql(`
  query CellsOf($asKnownAt: DateTime) {
    convergence(first: 1, asKnownAt: $asKnownAt) {
      cells {
        first
        second
        observed
        expected
        low
        high
        chance
      }
    }
  }
`);

type Cell = CellsOfQuery["convergence"]["cells"][number];

const RARE = 0.05;

/** Every class against every class: how many pairs are close, and how many chance would make so. */
export function Cells({ enabled }: { enabled: boolean }) {
  const { t } = useTranslation();
  const [open] = useOpened("board");
  const told = useAnswer(CELLS, { asKnownAt: useKnownAt() }, { enabled: enabled && open });
  return (
    <div className="board">
      <Disclosure name="board" label={t("convergence.pairs")}>
        <Answer of={told}>{({ convergence: { cells } }) => <Board cells={cells} />}</Answer>
      </Disclosure>
    </div>
  );
}

function Board({ cells }: { cells: readonly Cell[] }) {
  const { t } = useTranslation();
  const at = (first: ActorClass, second: ActorClass) =>
    cells.find((cell) => cell.first === first && cell.second === second);
  return (
    <Scrolls label={t("convergence.board")}>
      <table className="cells">
        <caption>{t("convergence.board")}</caption>
        <thead>
          <tr>
            <td />
            {CLASSES.map((name) => (
              <Head key={name} name={name} scope="col" />
            ))}
          </tr>
        </thead>
        <tbody>
          {CLASSES.map((first) => (
            <tr key={first}>
              <Head name={first} scope="row" />
              {CLASSES.map((second) => (
                <Pairs key={second} cell={at(first, second)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="xs" c="dimmed" px="md" pb="xs">
        {t("convergence.boardMeans")}
      </Text>
    </Scrolls>
  );
}

function Head({ name, scope }: { name: ActorClass; scope: "row" | "col" }) {
  const { t } = useTranslation();
  return (
    <th scope={scope}>
      <span
        className="strand-chip"
        style={{ "--chip": ink(STRAND_OF[name]) } as React.CSSProperties}
      >
        {t(`classes.${name}`)}
      </span>
    </th>
  );
}

function Pairs({ cell }: { cell: Cell | undefined }) {
  const { t } = useTranslation();
  const { few, count } = useFormats();
  if (!cell) return <td />;
  const { first, second, observed, expected, low, high, chance } = cell;
  const known = typeof expected === "number" && typeof chance === "number";
  const unexpected = known && chance <= RARE && observed > expected;
  return (
    <td data-unexpected={unexpected || undefined}>
      <To path="/" wanted={{ from: first, to: second }}>
        {t("convergence.observed", { count: observed })}
      </To>
      <div>
        {known
          ? t("convergence.expected", {
              expected: few(expected),
              low: count(low ?? 0),
              high: count(high ?? 0),
            })
          : t("convergence.unknown")}
      </div>
      {known && (
        <div>
          {t(unexpected ? "convergence.unexpected" : "convergence.expectable")} (p {few(chance)})
        </div>
      )}
    </td>
  );
}
