"""Names as reservation systems write them: titles glued to given names, blanks lost in wrapping."""

import re

_TITLES = ("MSTR", "MISS", "PROF", "MRS", "DR", "MS", "MR", "SIR", "CHD", "INF")
_GLUED = re.compile(rf"(?P<given>.*\S)\s*(?:{'|'.join(_TITLES)})", re.IGNORECASE)
_ALONE = re.compile(rf"(?:{'|'.join(_TITLES)})", re.IGNORECASE)
_SHORTEST = 3


def without_title(given: str) -> str:
    """A given name without the known title at its end.

    A title is taken off only where what stays is a name of three letters or stands apart, so that
    "OMR" stays whole.

    >>> without_title("JOHNMR"), without_title("NINA MS"), without_title("AMR"), without_title("MR")
    ('JOHN', 'NINA', 'AMR', '')
    """
    text = given.strip()
    if _ALONE.fullmatch(text):
        return ""
    found = _GLUED.fullmatch(text)
    if found is None:
        return text
    stays = found["given"].strip()
    apart = text[len(found["given"]) :][:1] == " "
    return stays if apart or len(stays) >= _SHORTEST else text


def spoken(surname: str, *given: str) -> str:
    """A name in the order of speech.

    >>> spoken("VANDENBERG", "KEVIN", "MICHAELMR")
    'KEVIN MICHAEL VANDENBERG'
    """
    parts = [without_title(name) for name in given]
    return " ".join(filter(None, [*parts, surname.strip()]))
