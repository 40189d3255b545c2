import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../asking/useAnswer";
import { ChainNotes } from "../links/ChainNotes";
import { ChainPicture } from "../links/ChainPicture";
import { CONNECTIONS } from "../links/connections";
import { CLASSES, questionIn, variablesOf } from "../links/question";
import { Answer } from "../shell/Answer";
import { useGo, useKnownAt } from "../shell/address";
import { To } from "../shell/To";
import type { Told } from "./entityTold";

/** The best chain from the entity to each class that it is not in itself. */
export function ToClasses({ entity }: { entity: Told }) {
  return CLASSES.filter((name) => entity.classes.every((own) => own.name !== name)).map((name) => (
    <ToClass key={name} id={entity.id} name={name} />
  ));
}

function ToClass({ id, name }: { id: string; name: (typeof CLASSES)[number] }) {
  const { t } = useTranslation();
  const go = useGo();
  const asKnownAt = useKnownAt();
  const wanted: Record<string, string> = { from: id, to: name };
  const question = questionIn((key) => wanted[key] ?? "");
  const told = useAnswer(CONNECTIONS, { ...variablesOf(question, asKnownAt), first: 1 });
  return (
    <section>
      <Title order={2} size="h5" mt="md">
        {t(`classes.${name}`)}
      </Title>
      <Answer of={told}>
        {({ connections: { edges } }) => {
          const chain = edges[0]?.node;
          if (!chain) return <Text c="dimmed">{t("chains.none")}</Text>;
          return (
            <>
              <ChainPicture
                chain={chain}
                step={null}
                choose={(step) => go("/", { ...wanted, chain: chain.id, step: String(step) })}
              />
              <ChainNotes chain={chain} />
              <To path="/" wanted={{ ...wanted }} size="sm">
                {t("entity.allChains")}
              </To>
            </>
          );
        }}
      </Answer>
    </section>
  );
}
