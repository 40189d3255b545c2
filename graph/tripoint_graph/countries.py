"""Country names in many languages to their codes, from the translations that pycountry carries."""

import unicodedata
from functools import cache
from gettext import translation

import pycountry

LANGUAGES = (
    "ar",
    "bn",
    "de",
    "es",
    "fa",
    "fil",
    "fr",
    "hi",
    "id",
    "it",
    "ja",
    "ko",
    "ms",
    "nl",
    "pl",
    "pt",
    "pt_BR",
    "ru",
    "th",
    "tr",
    "uk",
    "ur",
    "vi",
    "zh_CN",
    "zh_TW",
)
"""Of customs papers as they come; codes as pycountry's folders have them."""

_SHORT = ("name", "common_name", "official_name")


def country_named(text: str) -> str:
    """ISO 3166-1 alpha-3 of a country's name in any of the languages; "" where it names none.

    A name that means two countries in two languages names none, unless English is one of them.

    >>> country_named("Cameroun"), country_named("COTE D'IVOIRE"), country_named("Китай")
    ('CMR', 'CIV', 'CHN')
    """
    return _by_name().get(_bare(text), "")


@cache
def _by_name() -> dict[str, str]:
    english: dict[str, str] = {}
    others: dict[str, set[str]] = {}
    told = [translation("iso3166-1", pycountry.LOCALES_DIR, [code]) for code in LANGUAGES]
    for country in pycountry.countries:
        for name in filter(None, (getattr(country, form, "") for form in _SHORT)):
            english.setdefault(_bare(name), country.alpha_3)
            for language in told:
                others.setdefault(_bare(language.gettext(name)), set()).add(country.alpha_3)
    return {name: codes.pop() for name, codes in others.items() if len(codes) == 1} | english


def _bare(text: str) -> str:
    """Lower case without accents and punctuation, so that scripts of no case are kept apart."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join("".join(kept).split())
