/** What both questions about two sides are asked with, and what of the question above they leave aside. */
import { type Question, variablesOf } from "../links/question";

export function sidesOf(question: Question, asKnownAt: string | null) {
  const { from, to, maxHops, conductOnly, excludeTypes, minConfidence, during } = variablesOf(
    question,
    asKnownAt,
  );
  return { from, to, maxHops, conductOnly, excludeTypes, minConfidence, during, asKnownAt };
}

/** Whether the chains above were asked for in a way that these questions do not know. */
export const asksMore = ({ only, inOrder, possiblySame }: Question): boolean =>
  only.length > 0 || inOrder || possiblySame;
