import { Checkbox, MultiSelect, SegmentedControl, Text, Title } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { TransportMode } from "../asking/gql/graphql";
import { useAnswer } from "../asking/useAnswer";
import { Answer } from "../shell/Answer";
import { useAddress, useKnownAt } from "../shell/address";
import { useKeys } from "../shell/keys";
import { useMarking } from "../shell/marking";
import { Waiting } from "../shell/Waiting";
import { LegEvidence } from "./LegEvidence";
import { LegTable } from "./LegTable";
import { Playback } from "./Playback";
import { ROUTES, type Told } from "./routesTold";

const LegMap = lazy(() => import("./LegMap"));

const LIMIT = 60;
const MODES: TransportMode[] = ["sea", "air", "unknown"];

/** What moves between which places, what is unusual about it, and where seizures were. */
export default function RoutesScreen() {
  const { t } = useTranslation();
  const { get, change } = useAddress();
  const asKnownAt = useKnownAt();
  const [start, end] = [get("start"), get("end")];
  const chemicals = get("chemicals").split(",").filter(Boolean);
  const modes = get("modes").split(",").filter(Boolean) as TransportMode[];
  const told = useAnswer(
    ROUTES,
    {
      during:
        start || end
          ? { start: start ? `${start}T00:00:00Z` : null, end: end ? `${end}T23:59:59Z` : null }
          : null,
      chemicals: chemicals.length ? chemicals : null,
      modes: modes.length ? modes : null,
      limit: LIMIT,
      asKnownAt,
    },
    { keep: true },
  );
  return (
    <>
      <div className="asking">
        <Title order={1} size="h4">
          {t("screens.routes")}
        </Title>
        <MultiSelect
          w={220}
          aria-label={t("routes.chemicals")}
          placeholder={chemicals.length ? undefined : t("routes.anything")}
          clearable
          searchable
          data={told.data?.routes.chemicals ?? chemicals}
          value={chemicals}
          onChange={(wanted) => change({ chemicals: wanted.join(",") })}
        />
        <Checkbox.Group
          value={modes.length ? modes : MODES}
          onChange={(wanted) =>
            change({ modes: wanted.length === MODES.length ? null : wanted.join(",") })
          }
        >
          <div className="checks">
            {MODES.map((mode) => (
              <Checkbox key={mode} value={mode} label={t(`routes.modes.${mode}`)} />
            ))}
          </div>
        </Checkbox.Group>
        <Playback start={start} end={end} change={change} />
      </div>
      <Answer of={told}>{({ routes }) => <Drawn told={routes} />}</Answer>
    </>
  );
}

function Drawn({ told }: { told: Told }) {
  const { t } = useTranslation();
  const { get, change } = useAddress();
  const view = get("view") === "table" ? "table" : "map";
  const borders = get("borders") !== "0";
  const { shown, total, rankedBy } = told.truncated;
  useMarking(told.places.map(({ entity }) => entity.marking));
  const choose = (leg: string | null) => change({ leg }, { replace: true });
  const at = told.legs.findIndex(({ id }) => id === get("leg"));
  const step = (index: number) =>
    choose(told.legs[Math.min(Math.max(index, 0), told.legs.length - 1)]?.id ?? null);
  useKeys({
    t: () => change({ view: view === "table" ? null : "table" }),
    j: () => step(at + 1),
    k: () => step(at - 1),
    Escape: () => choose(null),
  });
  return (
    <>
      <div className="told">
        <SegmentedControl
          aria-label={t("views.title")}
          data={[
            { value: "map", label: t("views.map") },
            { value: "table", label: t("views.table") },
          ]}
          value={view}
          onChange={(name) => change({ view: name === "map" ? null : name })}
        />
        {view === "map" && (
          <Checkbox
            label={t("map.borders")}
            checked={borders}
            onChange={(event) => change({ borders: event.currentTarget.checked ? null : "0" })}
          />
        )}
        <Text size="sm" c="dimmed" role="status">
          {t("shown.of", { shown, total, by: rankedBy })}
          {told.withoutPosition > 0 && ` · ${t("map.without", { count: told.withoutPosition })}`}
        </Text>
      </div>
      {told.legs.length === 0 && <Text className="padded">{t("routes.none")}</Text>}
      <div className="beside">
        {view === "map" ? (
          <div>
            <div className="canvas">
              <Suspense fallback={<Waiting />}>
                <LegMap told={told} chosen={get("leg")} choose={choose} borders={borders} />
              </Suspense>
            </div>
            <Text size="xs" c="dimmed" px="md">
              {t("map.disclaimer")}
            </Text>
          </div>
        ) : (
          <LegTable told={told} chosen={get("leg")} choose={choose} />
        )}
        <aside aria-label={t("evidence.title")}>
          <LegEvidence leg={told.legs[at]} close={() => choose(null)} />
        </aside>
      </div>
    </>
  );
}
