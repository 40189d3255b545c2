"""Short ways of writing given names that are habits of a country, written out in full.

Malay and Indonesian records shorten Muhammad and Abdul, Philippine ones Maria before another given
name. A short form is told by its place: "Ma" alone is a Chinese family name, "M" an initial.
"""

_ANYWHERE = {
    "mohd": "muhammad",
    "muhd": "muhammad",
    "mhd": "muhammad",
    "muh": "muhammad",
    "abd": "abdul",
    "sti": "siti",
}
_BEFORE_TWO = {"ma": "maria", "md": "muhammad"}


def written_out(words: list[str]) -> list[str]:
    """The words with short given names in full.

    >>> written_out(["mohd", "faizal"]), written_out(["ma", "clara", "reyes"])
    (['muhammad', 'faizal'], ['maria', 'clara', 'reyes'])
    >>> written_out(["ma", "jian"])
    ['ma', 'jian']
    """
    full = [_ANYWHERE.get(word, word) for word in words]
    if len(full) > 2:
        full[0] = _BEFORE_TWO.get(full[0], full[0])
    return full


def shortened(word: str) -> frozenset[str]:
    """How a country's habit shortens a given name, wherever it stands.

    >>> "ma" in shortened("maria"), sorted(shortened("siti"))
    (True, ['sti'])
    """
    return _SHORT_OF.get(word, frozenset())


FULL = frozenset((*_ANYWHERE.values(), *_BEFORE_TWO.values()))
"""Given names that some country's habit shortens."""

_SHORT_OF = {
    full: frozenset(
        short
        for habit in (_ANYWHERE, _BEFORE_TWO)
        for short, written in habit.items()
        if written == full
    )
    for full in FULL
}
