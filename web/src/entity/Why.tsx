import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import { useAnswer } from "../asking/useAnswer";
import { Answer } from "../shell/Answer";
import { useKnownAt } from "../shell/address";
import { useFormats } from "../words/useWords";

const WHY = graphql(`
  query WhyOne($one: ID!, $other: ID!, $asKnownAt: DateTime) {
    why(one: $one, other: $other, asKnownAt: $asKnownAt) {
      together
      same {
        probability
        criteria
        evidence {
          feature
          level
          one
          other
          weight
        }
      }
    }
  }
`);

/** A waterfall: what each feature adds to the log-odds, for and against. */
export function Why({ one, other }: { one: string; other: string }) {
  const { t } = useTranslation();
  const { two } = useFormats();
  const asKnownAt = useKnownAt();
  const told = useAnswer(WHY, { one, other, asKnownAt });
  return (
    <Answer of={told}>
      {({ why }) => {
        if (!why) return <Text c="dimmed">{t("why.notCompared")}</Text>;
        const { probability, criteria, evidence } = why.same;
        const most = Math.max(...evidence.map(({ weight }) => Math.abs(weight)), 1);
        return (
          <>
            <Text my="xs">{t("why.probability", { probability: two(probability), criteria })}</Text>
            <table className="waterfall">
              <tbody>
                {evidence.map(({ feature, level, one: left, other: right, weight }) => (
                  <tr key={feature}>
                    <th scope="row">{feature.replaceAll("_", " ")}</th>
                    <td dir="auto">
                      {level}
                      {(left || right) && ` (${left || "–"} / ${right || "–"})`}
                    </td>
                    <td className="weight">
                      {weight > 0 ? "+" : ""}
                      {two(weight)}
                      <span
                        className={weight < 0 ? "against" : "for"}
                        style={{ inlineSize: `${(60 * Math.abs(weight)) / most}px` }}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        );
      }}
    </Answer>
  );
}
