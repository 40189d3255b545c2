import { Badge, Group, Tabs, Text, Title } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "wouter";
import { useAnswer } from "../asking/useAnswer";
import { Answer } from "../shell/Answer";
import { useAddress, useKnownAt } from "../shell/address";
import { useMarking } from "../shell/marking";
import { To } from "../shell/To";
import { Waiting } from "../shell/Waiting";
import { Glyph } from "../theme/Glyph";
import { useFormats } from "../words/useWords";
import { EntityRecords } from "./EntityRecords";
import { EntityTimeline } from "./EntityTimeline";
import { ENTITY, type Told } from "./entityTold";
import { Facts } from "./Facts";
import { Links } from "./Links";
import { Mentions } from "./Mentions";
import { Missing } from "./Missing";
import { ToClasses } from "./ToClasses";

const WhereaboutsMap = lazy(() => import("../map/WhereaboutsMap"));

/** All that is known of one entity, who says so, and why it is one. */
export default function EntityScreen() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const asKnownAt = useKnownAt();
  const told = useAnswer(ENTITY, { id, asKnownAt });
  return (
    <Answer of={told}>
      {({ entity }) =>
        entity ? (
          <Portrait entity={entity} />
        ) : (
          <div className="padded" role="alert">
            <Title order={1} size="h4">
              {t("entity.absent")}
            </Title>
            <Text c="dimmed">{t("entity.absentHint")}</Text>
          </div>
        )
      }
    </Answer>
  );
}

const TABS = [
  "facts",
  "links",
  "chains",
  "timeline",
  "map",
  "mentions",
  "records",
  "missing",
] as const;

function Portrait({ entity }: { entity: Told }) {
  const { t } = useTranslation();
  const { get, change } = useAddress();
  useMarking([entity.marking]);
  const tab = TABS.find((name) => name === get("tab")) ?? "facts";
  return (
    <div className="padded">
      <Head entity={entity} />
      <Tabs
        value={tab}
        onChange={(name) => change({ tab: name === "facts" ? null : name })}
        keepMounted={false}
        mt="md"
      >
        <Tabs.List>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`entity.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="facts" pt="md">
          <Facts entity={entity} />
        </Tabs.Panel>
        <Tabs.Panel value="links" pt="md">
          <Links entity={entity} />
        </Tabs.Panel>
        <Tabs.Panel value="chains" pt="md">
          <ToClasses entity={entity} />
        </Tabs.Panel>
        <Tabs.Panel value="timeline" pt="md">
          <EntityTimeline entity={entity} />
        </Tabs.Panel>
        <Tabs.Panel value="map" pt="md">
          <Suspense fallback={<Waiting />}>
            <WhereaboutsMap ids={[entity.id]} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="mentions" pt="md">
          <Mentions entity={entity} />
        </Tabs.Panel>
        <Tabs.Panel value="records" pt="md">
          <EntityRecords id={entity.id} />
        </Tabs.Panel>
        <Tabs.Panel value="missing" pt="md">
          <Missing id={entity.id} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

function Head({ entity }: { entity: Told }) {
  const { t } = useTranslation();
  const { days } = useFormats();
  const { marking, seenBetween } = entity;
  const seen = days(seenBetween.first, seenBetween.last);
  return (
    <Group wrap="nowrap" align="flex-start">
      <Glyph kind={entity.kind} strand={entity.strand} size={64} />
      <div>
        <Title order={1} size="h3" dir="auto">
          {entity.caption || t("entity.unnamed")}
        </Title>
        <Group gap="xs" my={4}>
          <Text c="dimmed">{t(`kinds.${entity.kind}`)}</Text>
          {entity.classes.map(({ name, rule }) => (
            <Badge
              key={rule}
              className="class-name"
              variant="outline"
              color="gray"
              c="inherit"
              radius="xs"
            >
              {t(`classes.${name}`)}
            </Badge>
          ))}
        </Group>
        <Text size="sm" c="dimmed">
          {seen && `${t("entity.seen", { when: seen })} · `}
          {t("entity.marked", {
            tlp: `TLP:${marking.tlp.toUpperCase().replace("_", "+")}`,
            owners: marking.owners.join(", "),
          })}
        </Text>
        <Text size="sm" mt={4}>
          <To path="/" wanted={{ from: entity.id, to: "CHEMICAL_SUPPLIER" }}>
            {t("entity.askFrom")}
          </To>
        </Text>
        {entity.classes.map(({ name, rule, support, records }) => (
          <Text key={rule} c="dimmed" component="details">
            <summary>
              {t("entity.classBy", { name: t(`classes.${name}`), rule, count: support })}
            </summary>
            {records.length < support &&
              `${t("shown.of", { shown: records.length, total: support, by: "id" })}: `}
            {records.map((each) => `${each.source} ${each.sourceKey}`).join("; ")}
          </Text>
        ))}
      </div>
    </Group>
  );
}
