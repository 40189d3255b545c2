import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { closeSpotlight, Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import { useAnswer } from "../asking/useAnswer";
import { Glyph } from "../theme/Glyph";
import { useGo, useKnownAt } from "./address";
import { SCREENS } from "./places";

export const SEARCH = graphql(`
  query Find($text: String!, $first: Int!, $kinds: [EntityKind!], $asKnownAt: DateTime) {
    search(text: $text, first: $first, kinds: $kinds, asKnownAt: $asKnownAt) {
      edges {
        node {
          matched
          entity {
            id
            kind
            caption
            strand
            classes {
              name
              label
            }
          }
        }
      }
      shown
      total
      rankedBy
      complete
    }
  }
`);

const SHORTEST = 2;
const CHOSEN = ".mantine-Spotlight-action[data-selected]";

/** Search everywhere, and every screen, under one key. */
export function Finder() {
  const { t } = useTranslation();
  const go = useGo();
  const asKnownAt = useKnownAt();
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed.trim(), 200);
  const found = useAnswer(
    SEARCH,
    { text, first: 12, asKnownAt },
    { enabled: text.length >= SHORTEST, keep: true },
  );
  const search = text.length >= SHORTEST ? found.data?.search : undefined;
  const groups: SpotlightActionGroupData[] = [
    {
      group: t("finder.entities"),
      actions: (search?.edges ?? []).map(({ node: { entity, matched } }) => ({
        id: entity.id,
        label: entity.caption || t("entity.unnamed"),
        description: [
          t(`kinds.${entity.kind}`),
          ...entity.classes.map(({ name }) => t(`classes.${name}`)),
          matched,
        ]
          .filter(Boolean)
          .join(" · "),
        leftSection: <Glyph kind={entity.kind} strand={entity.strand} size={28} />,
        onClick: () => go(`/entity/${entity.id}`),
      })),
    },
    {
      group: t("finder.screens"),
      actions: SCREENS.filter(({ name }) => matches(t(`screens.${name}`), typed)).map(
        ({ name, path, icon: Icon }) => ({
          id: name,
          label: t(`screens.${name}`),
          leftSection: <Icon size={20} />,
          onClick: () => go(path),
        }),
      ),
    },
  ];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      query={typed}
      onQueryChange={setTyped}
      filter={(_, actions) => actions}
      shortcut={["mod + K"]}
      // Whoever types on at once must not lose a letter to an opening picture.
      transitionProps={{ duration: 0 }}
      scrollable
      maxHeight={440}
      nothingFound={
        <Text size="sm" c="dimmed">
          {found.error ? found.error.message : t("finder.nothing")}
        </Text>
      }
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: t("shell.search"),
        "aria-label": t("shell.search"),
        onKeyDown: (event) => {
          // Answers come after the typing, when nothing is chosen yet: the first is meant.
          if (event.key !== "Enter" || document.querySelector(CHOSEN)) return;
          const first = groups.flatMap(({ actions }) => actions)[0];
          if (!first) return;
          event.preventDefault();
          closeSpotlight();
          (first.onClick as (() => void) | undefined)?.();
        },
      }}
    />
  );
}

const matches = (label: string, typed: string) =>
  label.toLowerCase().includes(typed.trim().toLowerCase());
