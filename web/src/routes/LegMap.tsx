import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Leg, RouteMap, type Spot } from "../map/RouteMap";
import { positionOf, type Told } from "./routesTold";

type Props = { told: Told; chosen: string; choose: (leg: string) => void; borders: boolean };

/** Width is how much moved; watched chemicals have their colour, and usual legs are faint. */
export default function LegMap({ told, chosen, choose, borders }: Props) {
  const { t } = useTranslation();
  const legs = useMemo(() => legsOf(told), [told]);
  const spots = useMemo(() => spotsOf(told), [told]);
  return (
    <RouteMap
      legs={legs}
      spots={spots}
      chosen={chosen}
      choose={choose}
      borders={borders}
      label={t("routes.picture", { legs: legs.length, places: spots.length })}
    />
  );
}

function legsOf({ legs }: Told): Leg[] {
  const most = Math.max(1, ...legs.map(({ count }) => count));
  return legs.flatMap(({ id, from, to, count, watched, unusual }) => {
    const [one, other] = [positionOf(from), positionOf(to)];
    if (!one || !other) return [];
    const strand = watched > 0 ? "chemicals" : "movement";
    return [{ id, from: one, to: other, strand, weight: count / most, faint: !unusual }];
  });
}

function spotsOf({ places, seizures }: Told): Spot[] {
  const seized = new Map(seizures.map(({ place, count }) => [place.entity.id, count]));
  return places.flatMap((place) => {
    const at = positionOf(place);
    if (!at) return [];
    const count = seized.get(place.entity.id) ?? 0;
    return [
      {
        id: place.entity.id,
        name: place.name,
        at,
        strand: count ? "weapons" : "context",
        size: 4 + Math.min(8, 2 * Math.sqrt(count)),
      },
    ];
  });
}
