"""Payment cards: never kept whole, neither as a number nor in a record's own words."""

import re

_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:[0-9][ -]?){12,18}[0-9](?![0-9A-Za-z])")
_MASK = re.compile(r"[X*.]+", re.IGNORECASE)
FIRST, LAST = 6, 4


def masked(number: str) -> str:
    """A card's number as it may be kept: its first six and last four digits.

    >>> masked("4111111111111111"), masked("372395XXXXX9581"), masked("XXXXXXXX1186")
    ('411111******1111', '372395******9581', '******1186')
    """
    text = re.sub(r"[ -]", "", number)
    if text.isdigit() and len(text) > FIRST + LAST:
        return f"{text[:FIRST]}******{text[-LAST:]}"
    return _MASK.sub("******", text)


def is_known(number: str) -> bool:
    """Whether a masked number is enough to tell one card from another: issuer and last four."""
    return bool(re.fullmatch(r"[0-9]{6}\*{6}[0-9]{4}", number))


def without_cards(text: str) -> str:
    """A text in which whatever may be a card's whole number is masked.

    >>> without_cards("FOP+CC::10:VI:4111111111111111:0318")
    'FOP+CC::10:VI:411111******1111:0318'
    """
    return _NUMBER.sub(lambda found: masked(found[0]), text)
