"""The root of every question."""

import strawberry

from tripoint_api.entities.queries import Finding
from tripoint_api.entities.time_queries import Locating
from tripoint_api.groups.queries import Grouping
from tripoint_api.identity.queries import Identifying
from tripoint_api.links.queries import Linking
from tripoint_api.loading.queries import Loading
from tripoint_api.ontology.queries import Declaring
from tripoint_api.suggestions.queries import Suggesting
from tripoint_api.trade.queries import Trading
from tripoint_api.typologies.queries import Recognising
from tripoint_api.who_matters.broker_queries import Brokering
from tripoint_api.who_matters.queries import Ranking


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
