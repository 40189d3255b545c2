/** How each kind is drawn: its picture (Tabler's icons, MIT) and its outline. */
import {
  type Icon,
  IconAlertTriangle,
  IconBox,
  IconBriefcase,
  IconBuilding,
  IconCalendarEvent,
  IconCar,
  IconCreditCard,
  IconFileText,
  IconFlask,
  IconFocusCentered,
  IconId,
  IconLuggage,
  IconMail,
  IconMapPin,
  IconPackage,
  IconPhone,
  IconPlane,
  IconPlaneDeparture,
  IconRipple,
  IconRoute,
  IconShip,
  IconTicket,
  IconUser,
} from "@tabler/icons-react";

export type Shape = "circle" | "square" | "hexagon" | "pill" | "diamond" | "triangle";

export const KINDS: Record<string, { icon: Icon; shape: Shape }> = {
  person: { icon: IconUser, shape: "circle" },
  organisation: { icon: IconBuilding, shape: "square" },
  identity_document: { icon: IconId, shape: "square" },
  phone: { icon: IconPhone, shape: "square" },
  email: { icon: IconMail, shape: "square" },
  address: { icon: IconMapPin, shape: "diamond" },
  booking: { icon: IconTicket, shape: "pill" },
  flight: { icon: IconPlaneDeparture, shape: "pill" },
  vessel: { icon: IconShip, shape: "pill" },
  aircraft: { icon: IconPlane, shape: "pill" },
  account: { icon: IconCreditCard, shape: "square" },
  vehicle: { icon: IconCar, shape: "pill" },
  voyage: { icon: IconRipple, shape: "pill" },
  consignment: { icon: IconPackage, shape: "hexagon" },
  container: { icon: IconBox, shape: "hexagon" },
  commodity: { icon: IconFlask, shape: "hexagon" },
  weapon: { icon: IconFocusCentered, shape: "hexagon" },
  seizure: { icon: IconAlertTriangle, shape: "triangle" },
  case: { icon: IconBriefcase, shape: "triangle" },
  event: { icon: IconCalendarEvent, shape: "triangle" },
  place: { icon: IconMapPin, shape: "diamond" },
  route: { icon: IconRoute, shape: "pill" },
  bag: { icon: IconLuggage, shape: "hexagon" },
};

const PLAIN = { icon: IconFileText, shape: "square" as Shape };

export const drawn = (kind: string) => KINDS[kind] ?? PLAIN;

/** The outline as an SVG path around (0, 0), `r` from the middle. */
export function outline(shape: Shape, r: number): string {
  const corners = (...points: [number, number][]) =>
    `M${points.map(([x, y]) => `${(x * r).toFixed(2)} ${(y * r).toFixed(2)}`).join("L")}Z`;
  switch (shape) {
    case "circle":
      return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
    case "square":
      return corners([-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]);
    case "hexagon":
      return corners(
        [-1.1, 0],
        [-0.55, -0.95],
        [0.55, -0.95],
        [1.1, 0],
        [0.55, 0.95],
        [-0.55, 0.95],
      );
    case "diamond":
      return corners([0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]);
    case "triangle":
      return corners([0, -1.25], [1.25, 0.95], [-1.25, 0.95]);
    case "pill": {
      const [w, h] = [r * 0.45, r * 0.85];
      return `M${-w} ${-h}H${w}A${h} ${h} 0 0 1 ${w} ${h}H${-w}A${h} ${h} 0 0 1 ${-w} ${-h}Z`;
    }
  }
}
