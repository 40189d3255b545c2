import { Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useGo } from "../shell/address";
import { type Bar, type Lane, Swimlanes, spanOf } from "../timeline/Swimlanes";
import { useLinkWords } from "../words/useWords";
import type { Told } from "./entityTold";

/** When it was linked to what. */
export function EntityTimeline({ entity }: { entity: Told }) {
  const { t } = useTranslation();
  const words = useLinkWords();
  const go = useGo();
  const { ref, width } = useElementSize();
  const dated = entity.links.edges
    .map(({ node }) => node)
    .filter(({ link }) => link.validFrom || link.validTo);
  const bars: Bar[] = dated.map(({ link, far }) => ({
    id: far.id,
    lanes: [entity.id, far.id],
    from: new Date((link.validFrom ?? link.validTo) as string),
    to: new Date((link.validTo ?? link.validFrom) as string),
    label: words(link.type),
    title: link.sentence,
    dashed: link.nature === "context",
  }));
  const lanes: Lane[] = [entity, ...new Map(dated.map(({ far }) => [far.id, far])).values()];
  const span = spanOf(bars);
  const undated = entity.links.shown - dated.length;
  return (
    <section className="timeline" ref={ref}>
      {span ? (
        <Swimlanes
          lanes={lanes}
          bars={bars}
          span={span}
          width={width}
          chosen=""
          choose={(far) => go(`/entity/${far}`)}
          brush={() => {}}
        />
      ) : (
        <Text>{t("timeline.nothing")}</Text>
      )}
      {undated > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t("timeline.undated", { count: undated })}
        </Text>
      )}
    </section>
  );
}
