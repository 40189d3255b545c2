import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import { useAnswer } from "../asking/useAnswer";
import { Waterfall } from "../evidence/Waterfall";
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

/** Why two mentions are one or not, by what their records tell. */
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
        return (
          <>
            <Text my="xs">{t("why.probability", { probability: two(probability), criteria })}</Text>
            <Waterfall parts={evidence} />
          </>
        );
      }}
    </Answer>
  );
}
