"""What nobody is looked for by: words that no criterion and no pattern may name."""

import re

_PROTECTED = """
race racial ethnic ethnicity tribe caste clan colour color skin language religion religious belief
faith sect meal food political politics opinion party union health medical disability disabled
sexual sexuality orientation sex gender marital pregnancy genetic biometric
"""
PROTECTED = frozenset(re.findall("[a-z]+", _PROTECTED))
"""Words of what no criterion may go by: Directive (EU) 2016/681, articles 6(4) and 7(6), the
Charter's article 21, and what stands for them in passenger data (meals, language, title)."""


def protected_word(name: str) -> str:
    """The first protected word in a name, or "".

    >>> protected_word("special_meal"), protected_word("birth_date")
    ('meal', '')
    """
    words = set(re.split(r"[^a-z]+", name.lower()))
    return min(words & PROTECTED, default="")
