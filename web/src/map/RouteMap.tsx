import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { DARK, LIGHT } from "../theme/palette";
import { arc, type Position } from "./arcs";
import { maplibregl, SHADES, worldMap } from "./world";

export type Spot = { id: string; name: string; at: Position; strand: string; size: number };

export type Leg = {
  id: string;
  from: Position;
  to: Position;
  strand: string;
  /** 0 to 1. */
  weight: number;
  /** Drawn behind the rest, and pale. */
  faint: boolean;
};

type Props = {
  spots: Spot[];
  legs: Leg[];
  chosen: string;
  choose: (id: string) => void;
  borders: boolean;
  label: string;
};

/** Arcs and places on the world. What it shows, its table twin shows too. */
export function RouteMap({ spots, legs, chosen, choose, borders, label }: Props) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const stage = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<maplibregl.Map | null>(null);
  const [failed, setFailed] = useState("");
  const choosing = useRef(choose);
  choosing.current = choose;

  useEffect(() => {
    const gone = new AbortController();
    worldMap(stage.current as HTMLElement, SHADES[scheme], t("map.canvas"), gone.signal)
      .then((ready) => {
        if (!ready) return;
        drawLayers(ready, scheme);
        ready.on("click", "legs-wide", (event) => {
          const id = event.features?.[0]?.properties.id;
          if (id) choosing.current(String(id));
        });
        setMap(ready);
      })
      .catch((error: Error) => setFailed(error.message));
    return () => {
      setMap(null);
      gone.abort();
    };
  }, [scheme, t]);

  useEffect(() => {
    if (!map) return;
    (map.getSource("legs") as maplibregl.GeoJSONSource).setData(lines(legs));
    (map.getSource("spots") as maplibregl.GeoJSONSource).setData(points(spots));
    map.once("idle", () => stage.current?.setAttribute("data-ready", String(legs.length)));
  }, [map, legs, spots]);

  useEffect(() => {
    if (!map || !spots.length) return;
    const bounds = new maplibregl.LngLatBounds();
    for (const { at } of spots) bounds.extend(at);
    map.fitBounds(bounds, { padding: 60, maxZoom: 5, animate: false });
  }, [map, spots]);

  useEffect(() => {
    map?.setLayoutProperty("borders", "visibility", borders ? "visible" : "none");
  }, [map, borders]);

  useEffect(() => {
    map?.setFilter("legs-chosen", ["==", ["get", "id"], chosen]);
  }, [map, chosen]);

  return (
    <section className="stage" ref={stage} aria-label={label}>
      {failed && <p className="padded">{t("map.failed", { reason: failed })}</p>}
    </section>
  );
}

const NOTHING: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };

function drawLayers(map: maplibregl.Map, scheme: "light" | "dark"): void {
  const colours = scheme === "dark" ? DARK : LIGHT;
  const colour: maplibregl.ExpressionSpecification = [
    "match",
    ["get", "strand"],
    ...(Object.entries(colours).flat() as [string, string]),
    colours.context,
  ];
  const width: maplibregl.ExpressionSpecification = ["+", 1, ["*", 5, ["get", "weight"]]];
  const halo = scheme === "dark" ? "#91a7ff" : "#3b5bdb";
  map.addSource("legs", { type: "geojson", data: NOTHING });
  map.addSource("spots", { type: "geojson", data: NOTHING });
  map.addLayer({
    id: "legs-chosen",
    type: "line",
    source: "legs",
    filter: ["==", ["get", "id"], ""],
    paint: { "line-color": halo, "line-width": ["+", 6, width], "line-opacity": 0.45 },
  });
  for (const faint of [true, false])
    map.addLayer({
      id: faint ? "legs-faint" : "legs",
      type: "line",
      source: "legs",
      filter: ["==", ["get", "faint"], faint],
      paint: { "line-color": colour, "line-width": width, "line-opacity": faint ? 0.35 : 1 },
    });
  map.addLayer({
    id: "legs-wide",
    type: "line",
    source: "legs",
    paint: { "line-opacity": 0, "line-width": 14 },
  });
  map.addLayer({
    id: "spots",
    type: "circle",
    source: "spots",
    paint: {
      "circle-color": colour,
      "circle-radius": ["get", "size"],
      "circle-stroke-color": scheme === "dark" ? "#1a1b1e" : "#ffffff",
      "circle-stroke-width": 1.5,
    },
  });
  map.addLayer({
    id: "names",
    type: "symbol",
    source: "spots",
    layout: {
      "text-field": ["get", "name"],
      "text-size": 12,
      "text-anchor": "top",
      "text-offset": [0, 0.6],
    },
    paint: {
      "text-color": scheme === "dark" ? "#e6e6e6" : "#1f2328",
      "text-halo-color": scheme === "dark" ? "#1a1b1e" : "#ffffff",
      "text-halo-width": 1.4,
    },
  });
}

function lines(legs: Leg[]): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: legs.map(({ from, to, ...properties }) => ({
      type: "Feature",
      properties,
      geometry: { type: "MultiLineString", coordinates: arc(from, to) },
    })),
  };
}

function points(spots: Spot[]): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: spots.map(({ at, ...properties }) => ({
      type: "Feature",
      properties,
      geometry: { type: "Point", coordinates: at },
    })),
  };
}
