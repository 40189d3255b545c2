"""What is declared: the ontology, the viewer, the service."""

import strawberry

from tripoint_api.asking import Asked
from tripoint_api.described import described
from tripoint_api.door.limits import ALIASES_MAX, COST_MAX, DEPTH_MAX, TOKENS_MAX, UPLOAD_MAX
from tripoint_api.ontology import declared
from tripoint_api.paging import FIRST_MAX


@strawberry.type
class Declaring:
    """What is declared: the ontology, the viewer, the service."""

    @described("Everything that is declared: kinds, links and actor classes.")
    def ontology(self) -> declared.OntologyDeclared:
        """The ontology."""
        return declared.ontology()

    @described("Who asks, and what that lets them see.")
    def viewer(self, info: Asked) -> declared.Viewer:
        """The viewer."""
        desk, viewer = info.context.desk, info.context.viewer
        return declared.Viewer.of(viewer, may_load=desk is not None and desk.may_load(viewer))

    @described("The service, its cost model, and its limits.")
    def about(self, info: Asked) -> declared.About:
        """The service."""
        return declared.About(
            name="Tripoint",
            cost_model=declared.COST_MODEL,
            cost_max=COST_MAX,
            depth_max=DEPTH_MAX,
            aliases_max=ALIASES_MAX,
            tokens_max=TOKENS_MAX,
            first_max=FIRST_MAX,
            upload_max=UPLOAD_MAX,
            caution=declared.CAUTION,
            viewers=list(info.context.viewers),
        )
