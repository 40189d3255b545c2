"""Party cells: who is no one ("TO THE ORDER"), and who is a person rather than a firm."""

import re

from tripoint_graph.normalise import plain

_ORDER = re.compile(
    r"(?:to )?(?:the )?order(?: of\b.*)?|to (?:the )?order\b.*|a la orden\b.*|a l ordre\b.*"
)

# Titles that only people bear, in the languages of the region; "Dr" and "MS" are not among them,
# because firms are called by them too.
_TITLED = re.compile(
    r"(?:mr|mrs|miss|mister|madam|bapak|bpk|ibu|tn|tuan|nyonya|sdr|sdri|encik|puan|haji|hajjah|"
    r"senor|senora|monsieur|madame)\b(?= \w{2})"
)
_FIRM = re.compile(
    r"\b(?:pt|cv|ud|pte|ltd|limited|sdn|bhd|co|company|corp|corporation|inc|llc|llp|gmbh|sa|sarl|bv|"
    r"nv|plc|tbk|jsc|pvt|private|tnhh|cty|fze|fzco|fzc|est|trading|traders|enterprise|enterprises|"
    r"industries|industry|group|international|imports?|exports?|logistics|shipping|bank|stores|store|"
    r"shop|foods|ceramics|chemicals|supplies|services|sons|bros|brothers)\b"
)


def is_order(cell: str) -> bool:
    """Whether a party cell is "TO THE ORDER [OF ...]", which names nobody.

    >>> is_order("TO THE ORDER OF BANK EXAMPLE"), is_order("Order Electronics Ltd")
    (True, False)
    """
    return bool(_ORDER.fullmatch(plain(cell)))


def is_titled_person(name: str) -> bool:
    """Whether a name begins with a title of people and holds no word of firms.

    >>> is_titled_person("Bapak Budi Santoso"), is_titled_person("Mr Lee Trading Co")
    (True, False)
    """
    words = plain(name)
    return bool(_TITLED.match(words)) and not _FIRM.search(words)
