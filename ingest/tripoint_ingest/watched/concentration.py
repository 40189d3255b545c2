"""How strong goods are declared to be, and from which strength on a chemical is watched.

The limits are those from which Regulation (EU) 2019/1148, annex I, restricts a substance; the
programme itself names none. Below them goods are what households buy.
"""

import re

_PERCENT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:%|\bpct\b|\bper ?cent\b|\bpersen\b|\bperatus\b)",
    re.IGNORECASE,
)
_WHOLE = 100.0


def declared(description: str) -> float | None:
    """The greatest percentage in a description, or None where none is told.

    >>> declared("HYDROGEN PEROXIDE 30-35%"), declared("nitric acid, min 2,5 pct"), declared("AN")
    (35.0, 2.5, None)
    >>> declared("20 drums of 200 kg") is None
    True
    """
    found = [float(number.replace(",", ".")) for number in _PERCENT.findall(description)]
    return max((number for number in found if 0 < number <= _WHOLE), default=None)
