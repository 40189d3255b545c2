"""A piece of the map that an answer is kept to."""

from typing import Annotated

import strawberry

from tripoint_api.door.refusals import Code, Refused
from tripoint_graph.commerce import Place as KnownPlace


@strawberry.input(
    description="A piece of the map in degrees; `west` east of `east` runs over the 180th meridian."
)
class BoxInput:
    """Two parallels and two meridians."""

    south: float = strawberry.field(description="Degrees north, -90 to 90.")
    west: float = strawberry.field(description="Degrees east, -180 to 180.")
    north: float = strawberry.field(description="Degrees north, -90 to 90.")
    east: float = strawberry.field(description="Degrees east, -180 to 180.")

    def checked(self) -> "BoxInput":
        """The box, if it is one.

        Raises:
            Refused: it is none.
        """
        if not (-90 <= self.south <= self.north <= 90):
            told = "`box`: south and north run from -90 to 90, and south is not beyond north"
            raise Refused(Code.BAD_ARGUMENT, told)
        if not (abs(self.west) <= 180 and abs(self.east) <= 180):
            raise Refused(Code.BAD_ARGUMENT, "`box`: west and east run from -180 to 180")
        return self

    def holds(self, place: KnownPlace) -> bool:
        """Whether a place lies in it; one whose position nobody tells does not."""
        if place.position is None:
            return False
        lat, lon = place.position
        over = self.west > self.east
        between = lon >= self.west or lon <= self.east if over else self.west <= lon <= self.east
        return self.south <= lat <= self.north and between


Box = Annotated[
    BoxInput | None,
    strawberry.argument(
        description="Only legs that start or end in it, and seizures in it. What is unusual is "
        "still held against the whole world that is seen."
    ),
]
