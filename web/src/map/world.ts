/** The world offline: Natural Earth's land and borders, from our own server. */
import * as maplibregl from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import countries from "world-atlas/countries-50m.json?url";

maplibregl.setWorkerUrl(worker);

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

export type Shades = { sea: string; land: string; border: string };

export const SHADES: Record<"light" | "dark", Shades> = {
  light: { sea: "#eef2f6", land: "#fdfdfc", border: "#9aa0aa" },
  dark: { sea: "#15171b", land: "#2a2d33", border: "#6b7280" },
};

let world: Promise<World> | undefined;

const loaded = (): Promise<World> => {
  world ??= fetch(countries).then((answer) => answer.json() as Promise<World>);
  return world;
};

/** A map with land and borders in it; layers of ours come above. Null where it was given up. */
export async function worldMap(
  container: HTMLElement,
  shades: Shades,
  label: string,
  given: AbortSignal,
): Promise<maplibregl.Map | null> {
  const told = await loaded();
  if (given.aborted) return null;
  const map = new maplibregl.Map({
    container,
    attributionControl: false,
    locale: { "Map.Title": label },
    center: [105, 10],
    zoom: 2.4,
    minZoom: 0.5,
    maxZoom: 9,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    style: {
      version: 8,
      sources: {
        land: {
          type: "geojson",
          data: feature(told, told.objects.land) as GeoJSON.FeatureCollection,
        },
        borders: {
          type: "geojson",
          data: {
            type: "Feature",
            properties: {},
            geometry: mesh(told, told.objects.countries, (one, other) => one !== other),
          },
        },
      },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": shades.sea } },
        { id: "land", type: "fill", source: "land", paint: { "fill-color": shades.land } },
        {
          id: "borders",
          type: "line",
          source: "borders",
          paint: { "line-color": shades.border, "line-width": 0.6, "line-dasharray": [3, 2] },
        },
      ],
    },
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "bottom-right");
  given.addEventListener("abort", () => map.remove());
  await new Promise((ready) => map.once("load", ready));
  return given.aborted ? null : map;
}

export { maplibregl };
