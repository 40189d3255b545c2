"""The root of every question."""

import strawberry

from tripoint_api.queries.brokering import Brokering
from tripoint_api.queries.declaring import Declaring
from tripoint_api.queries.finding import Finding
from tripoint_api.queries.grouping import Grouping
from tripoint_api.queries.identifying import Identifying
from tripoint_api.queries.linking import Linking
from tripoint_api.queries.loading import Loading
from tripoint_api.queries.locating import Locating
from tripoint_api.queries.ranking import Ranking
from tripoint_api.queries.recognising import Recognising
from tripoint_api.queries.suggesting import Suggesting
from tripoint_api.queries.trading import Trading


@strawberry.type(description="Every question; all of them may be asked as known at a moment.")
class Query(
    Finding,
    Linking,
    Locating,
    Ranking,
    Brokering,
    Grouping,
    Recognising,
    Suggesting,
    Trading,
    Identifying,
    Loading,
    Declaring,
):
    """Thin: parse, ask, shape. A new question goes into the family that it belongs to."""
