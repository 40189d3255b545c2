import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { To } from "../shell/To";

type Props = { entities: { id: string; caption: string }[]; between?: string };

/** Entities by name, each a link to its screen. */
export function Named({ entities, between = ", " }: Props) {
  const { t } = useTranslation();
  return entities.map(({ id, caption }, index) => (
    <Fragment key={id}>
      {index > 0 && between}
      <To path={`/entity/${id}`} size="sm">
        <bdi>{caption || t("entity.unnamed")}</bdi>
      </To>
    </Fragment>
  ));
}
