import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import type { ChainRole, MissingAroundQuery } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import { Answer } from "../shell/Answer";
import { useKnownAt } from "../shell/address";
import { Heads } from "../shell/Heads";
import { useMarking } from "../shell/marking";
import { Scrolls } from "../shell/Scrolls";
import { To } from "../shell/To";
import { useFormats, useLinkWords } from "../words/useWords";

const MISSING = graphql(`
  query MissingAround($around: EndpointInput!, $asKnownAt: DateTime) {
    missingLinks(around: $around, first: 20, asKnownAt: $asKnownAt) {
      suggestions {
        one {
          ...Suggested
        }
        other {
          ...Suggested
        }
        oneRole
        otherRole
        link
        probability
        low
        high
        pairs
        links
      }
      shown
      total
      rankedBy
    }
  }

  fragment Suggested on Entity {
    id
    caption
    marking {
      tlp
    }
  }
`);

/** Links that no record tells of and that are likely to be there: where to look, and no more. */
export function Missing({ id }: { id: string }) {
  const { t } = useTranslation();
  const told = useAnswer(MISSING, { around: { entity: id }, asKnownAt: useKnownAt() });
  return (
    <>
      <Text size="sm">
        {t("missing.means")} {t("missing.hidden")}
      </Text>
      <Answer of={told}>{({ missingLinks }) => <Suggested {...missingLinks} />}</Answer>
    </>
  );
}

function Suggested({ suggestions, shown, total, rankedBy }: MissingAroundQuery["missingLinks"]) {
  const { t } = useTranslation();
  const words = useLinkWords();
  const { count, share } = useFormats();
  useMarking(suggestions.flatMap(({ one, other }) => [one.marking, other.marking]));
  if (suggestions.length === 0)
    return <Text c="dimmed">{t(total === 0 ? "missing.tooLittle" : "missing.none")}</Text>;
  return (
    <Scrolls label={t("entity.tabs.missing")}>
      <Text size="sm" c="dimmed" my="xs">
        {t("shown.of", { shown, total, by: rankedBy })}
      </Text>
      <Table className="tight">
        <Heads
          names={[t("missing.perhaps"), t("missing.sure"), t("missing.alike"), t("missing.why")]}
        />
        <Table.Tbody>
          {suggestions.map(
            ({ one, oneRole, other, otherRole, link, probability, low, high, pairs, links }) => (
              <Table.Tr key={`${one.id} ${other.id} ${link}`}>
                <Table.Td>
                  <End entity={one} role={oneRole} /> <i>{words(link)}</i>{" "}
                  <End entity={other} role={otherRole} />?
                </Table.Td>
                <Table.Td>
                  {share(probability)} ({share(low)} – {share(high)})
                </Table.Td>
                <Table.Td>
                  {t("missing.of", {
                    links: count(Math.round(links)),
                    pairs: count(Math.round(pairs)),
                  })}
                </Table.Td>
                <Table.Td>
                  <To path="/" wanted={{ from: one.id, to: other.id, hops: "3" }}>
                    {t("missing.chains")}
                  </To>
                </Table.Td>
              </Table.Tr>
            ),
          )}
        </Table.Tbody>
      </Table>
    </Scrolls>
  );
}

type Suggestion = MissingAroundQuery["missingLinks"]["suggestions"][number];

/** Whoever is tied by nothing but context is said to be context. */
function End({ entity: { id, caption }, role }: { entity: Suggestion["one"]; role: ChainRole }) {
  const { t } = useTranslation();
  return (
    <>
      <To path={`/entity/${id}`}>
        <bdi>{caption || t("entity.unnamed")}</bdi>
      </To>
      {role === "CONTEXT" && ` (${t("chains.context")})`}
    </>
  );
}
