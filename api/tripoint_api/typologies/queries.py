"""Whether a known pattern occurs."""

import strawberry

from tripoint_api.arguments import KnownAt
from tripoint_api.asking import Asked
from tripoint_api.described import described
from tripoint_api.paging import First
from tripoint_api.typologies import matches as patterned


@strawberry.type
class Recognising:
    """Whether a known pattern occurs."""

    @described("The typologies that may be run, by name: the newest version of each.")
    def patterns(self, info: Asked) -> list[patterned.Typology]:
        """The library."""
        return [patterned.Typology.of(each) for each in info.context.library.patterns.values()]

    @described("Where a known pattern occurs: matches, each in words with its records. Leads.")
    async def pattern_matches(
        self,
        info: Asked,
        pattern: patterned.PatternName,
        first: First = 20,
        as_known_at: KnownAt = None,
    ) -> patterned.PatternMatches:
        """Matches of a typology."""
        seen = await info.context.world(info, as_known_at)
        return await patterned.matched(seen, info.context.library, pattern, first)
