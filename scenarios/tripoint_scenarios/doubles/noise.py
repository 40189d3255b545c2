"""How records go wrong: keys missed, letters misread by machines, spellings, order, gaps."""

import re
from random import Random

_LOOK_ALIKE = {"0": "O", "O": "0", "1": "I", "I": "1", "5": "S", "S": "5", "8": "B", "B": "8",
    "2": "Z", "Z": "2", "6": "G", "G": "6", "m": "rn", "l": "1", "o": "0",
}  # fmt: skip
_KEYS = {"a": "sq", "e": "wr", "i": "uo", "n": "bm", "o": "ip", "r": "et", "s": "ad", "t": "ry"}
_SPELT = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("y", "i"), ("f", "p"), ("v", "f"),
    ("kh", "h"), ("ou", "u"), ("ee", "i"), ("q", "k"), ("z", "s"), ("ph", "f"), ("th", "t"),
    ("aa", "a"), ("nn", "n"), ("ll", "l"), ("ck", "k"), ("sh", "sy"),
)  # fmt: skip


def maybe(value: str, share: float, chance: Random) -> str:
    """The value in so large a share of cases, else nothing."""
    return value if chance.random() < share else ""


def mistyped(word: str, share: float, chance: Random) -> str:
    """A word with a letter lost, doubled, exchanged with the next or missed, in some cases.

    >>> mistyped("santoso", 1.0, Random(3)) != "santoso", mistyped("santoso", 0.0, Random(3))
    (True, 'santoso')
    """
    if chance.random() >= share or len(word) < 3:
        return word
    at = chance.randrange(1, len(word))
    near = chance.choice(_KEYS.get(word[at], "aeinrst"))
    if word[at].isdigit():
        near = str(chance.randrange(10))
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
            word[:at] + near + word[at + 1 :],
        ]
    )


def misread(text: str, share: float, chance: Random) -> str:
    """A text of which a machine took one character for another that looks like it."""
    places = [at for at, letter in enumerate(text) if letter in _LOOK_ALIKE]
    if chance.random() >= share or not places:
        return text
    at = chance.choice(places)
    return text[:at] + _LOOK_ALIKE[text[at]] + text[at + 1 :]


def respelt(word: str, share: float, chance: Random) -> str:
    """A word as somebody else would write down what is heard."""
    fitting = [pair for pair in _SPELT if pair[0] in word.lower() or pair[1] in word.lower()]
    if chance.random() >= share or not fitting:
        return word
    one, other = chance.choice(fitting)
    if one not in word.lower():
        one, other = other, one
    return re.sub(one, other, word, count=1, flags=re.IGNORECASE)


def digits(count: int, chance: Random) -> str:
    """So many digits, the first not 0."""
    return str(chance.randrange(10 ** (count - 1), 10**count))
