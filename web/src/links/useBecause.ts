/** Why the ends of chains are in the classes that were asked for: without that they are no ends. */
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import { useAnswer } from "../asking/useAnswer";
import { useAddress, useKnownAt } from "../shell/address";
import type { Chain } from "./connections";
import { questionIn } from "./question";

const MEMBERS = graphql(`
  query MembersOf($ids: [ID!]!, $asKnownAt: DateTime) {
    nodes(ids: $ids, asKnownAt: $asKnownAt) {
      ... on Entity {
        id
        caption
        classes {
          name
          rule
          support
          records(first: 1) {
            source
            sourceKey
          }
        }
      }
    }
  }
`);

/** For a chain, a sentence for each end that a class makes one. */
export function useBecause(chains: Chain[]): (chain: Chain) => string[] {
  const { t } = useTranslation();
  const { get } = useAddress();
  const asKnownAt = useKnownAt();
  const { from, to } = questionIn(get);
  const ids = [...new Set(chains.flatMap((chain) => ends(chain).map(({ id }) => id)))];
  const told = useAnswer(MEMBERS, { ids, asKnownAt }, { enabled: ids.length > 0 });
  const nodes = (told.data?.nodes ?? []).flatMap((node) =>
    node && "classes" in node ? [node] : [],
  );
  const known = new Map(nodes.map((node) => [node.id, node]));
  return (chain) =>
    ends(chain).flatMap(({ id }, at) => {
      const end = at === 0 ? from : to;
      const node = known.get(id);
      if (!node || !("actorClass" in end)) return [];
      return node.classes
        .filter(({ name }) => name === end.actorClass)
        .map(({ name, rule, support, records }) =>
          t("chains.because", {
            caption: node.caption,
            name: t(`classes.${name}`),
            rule,
            count: support,
            record: records.map((each) => `${each.source} ${each.sourceKey}`).join(),
          }),
        );
    });
}

const ends = (chain: Chain) =>
  [chain.entities[0]?.entity, chain.entities.at(-1)?.entity].flatMap((end) => (end ? [end] : []));
