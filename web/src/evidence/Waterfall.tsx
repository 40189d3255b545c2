import { useFormats } from "../words/useWords";

type Part = { feature: string; level: string; one: string; other: string; weight: number };

/** What each feature adds to the log-odds that two are one, for and against. */
export function Waterfall({ parts }: { parts: Part[] }) {
  const { two } = useFormats();
  const most = Math.max(...parts.map(({ weight }) => Math.abs(weight)), 1);
  return (
    <table className="waterfall">
      <tbody>
        {parts.map(({ feature, level, one: left, other: right, weight }) => (
          <tr key={feature}>
            <th scope="row">{feature.replaceAll("_", " ")}</th>
            <td dir="auto">
              {level}
              {(left || right) && ` (${left || "–"} / ${right || "–"})`}
            </td>
            <td className="weight">
              {weight > 0 ? "+" : ""}
              {two(weight)}
              <span
                className={weight < 0 ? "against" : "for"}
                style={{ inlineSize: `${(60 * Math.abs(weight)) / most}px` }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
