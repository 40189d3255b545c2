import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../asking/gql";
import type { MeetingNetworksQuery } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import { Answer } from "../shell/Answer";
import { useKnownAt } from "../shell/address";
import { Disclosure } from "../shell/Disclosure";
import { Heads } from "../shell/Heads";
import { useMarking } from "../shell/marking";
import { Scrolls } from "../shell/Scrolls";
import { To } from "../shell/To";
import { useFormats } from "../words/useWords";

const NETWORKS = graphql(`
  query MeetingNetworks($first: Int!, $maxHops: Int!, $asKnownAt: DateTime) {
    convergence(first: $first, maxHops: $maxHops, asKnownAt: $asKnownAt) {
      meetings {
        entity {
          id
        }
        network(perClass: 3) {
          entities {
            entity {
              marking {
                tlp
              }
            }
          }
          steps {
            source {
              id
            }
            target {
              id
            }
            sentence
            nature
            confidence
            sources
            support
          }
        }
      }
    }
  }
`);

type Network = MeetingNetworksQuery["convergence"]["meetings"][number]["network"];
type Props = { id: string; first: number; hops: number };

/** What joins a meeting to members of each class: the best chains to each, as one small network. */
export function Joined(props: Props) {
  const { t } = useTranslation();
  return (
    <Disclosure name={props.id} label={t("convergence.network")}>
      <Opened {...props} />
    </Disclosure>
  );
}

function Opened({ id, first, hops }: Props) {
  const asKnownAt = useKnownAt();
  const told = useAnswer(NETWORKS, { first, maxHops: hops, asKnownAt });
  return (
    <Answer of={told}>
      {({ convergence: { meetings } }) => {
        const found = meetings.find(({ entity }) => entity.id === id);
        return found ? <StepTable {...found.network} /> : null;
      }}
    </Answer>
  );
}

function StepTable({ entities, steps }: Network) {
  const { t } = useTranslation();
  const { two, count } = useFormats();
  useMarking(entities.map(({ entity }) => entity.marking));
  return (
    <Scrolls label={t("convergence.network")}>
      <Text size="sm" c="dimmed" my={4}>
        {t("convergence.networkMeans")}
      </Text>
      <Table className="tight">
        <Heads
          names={[
            t("table.says"),
            t("table.sure"),
            t("table.sources"),
            t("table.nature"),
            t("evidence.title"),
          ]}
        />
        <Table.Tbody>
          {steps.map(({ source, target, sentence, nature, confidence, sources, support }) => (
            <Table.Tr key={`${source.id} ${target.id}`}>
              <Table.Td dir="auto">{sentence}</Table.Td>
              <Table.Td>{two(confidence)}</Table.Td>
              <Table.Td>{sources.join(", ")}</Table.Td>
              <Table.Td>
                {nature === "context" ? t("nature.context") : t("nature.conduct")}
              </Table.Td>
              <Table.Td>
                <To path="/" wanted={{ from: source.id, to: target.id, hops: "1" }}>
                  {t("convergence.records", { count: support, told: count(support) })}
                </To>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrolls>
  );
}
