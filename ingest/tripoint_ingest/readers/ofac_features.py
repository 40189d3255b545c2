"""The features of a party of the advanced list: births, places, numbers, what a vessel is like."""

from lxml import etree

from tripoint_ingest.listing.entry import Entry
from tripoint_ingest.listing.remarks import tell_fact, tell_statement
from tripoint_ingest.readers.ofac_lookup import Lookup, day
from tripoint_ingest.xml import local, texts

_FACTS = {
    "gender": "gender",
    "title": "title",
    "website": "website",
    "nationality country": "nationality",
    "citizenship country": "nationality",
    "place of birth": "birth_place",
    "vessel call sign": "call_sign",
    "vessel type": "type",
    "vessel flag": "flag",
    "former vessel flag": "former_flag",
    "vessel owner": "owner",
    "vessel tonnage": "tonnage",
    "vessel gross tonnage": "gross_tonnage",
    "vessel gross registered tonnage": "gross_tonnage",
}
_COUNTRIES = ("nationality", "flag", "former_flag")
_WALLET = "digital currency address - "


def tell_feature(entry: Entry, feature: etree._Element, lookup: Lookup) -> None:
    """Put one feature, in all its versions, into the entry."""
    type_ = lookup.word("FeatureType", feature.get("FeatureTypeID"))
    for version in feature.iterfind(local("FeatureVersion")):
        values = _details(version, lookup)
        places = [
            lookup.places[number]
            for each in version.iterfind(local("VersionLocation"))
            if (number := each.get("LocationID") or "") in lookup.places
        ]
        days = [d for period in version.iterfind(local("DatePeriod")) for d in _span(period)]
        if type_.lower() == "birthdate":
            entry.tell("birth_date", *days)
        elif type_.lower() == "location":
            entry.addresses.extend(places)
        elif name := _FACTS.get(type_.lower()):
            told = [place.country if name in _COUNTRIES else place.text for place in places]
            entry.tell(name, *values, *told)
        else:
            _tell_other(entry, type_, [*values, *days, *(place.text for place in places)])


def _tell_other(entry: Entry, type_: str, values: list[str]) -> None:
    if not values:
        return
    for value in values:
        said = f"{type_} {value}".strip()
        if type_.lower().startswith(_WALLET):
            entry.wallets.append((type_[len(_WALLET) :], value))
        elif not tell_fact(entry, said) and (
            type_.endswith((":", "-")) or not tell_statement(entry, said)
        ):
            entry.notes.append(said)


def _details(version: etree._Element, lookup: Lookup) -> list[str]:
    referred = (
        lookup.word("DetailReference", each.get("DetailReferenceID"))
        for each in version.iterfind(local("VersionDetail"))
    )
    return [told for told in (*texts(version, "VersionDetail"), *referred) if told]


def _span(period: etree._Element) -> list[str]:
    """A day, a month or a year where the period is one; else both its ends."""
    start = day(period.find(local("Start/From")))
    end = day(period.find(local("End/To"))) or day(period.find(local("Start/To"))) or start
    if start == end:
        return [start] if start else []
    if start.endswith("-01-01") and end == f"{start[:4]}-12-31":
        return [start[:4]]
    if start.endswith("-01") and start[:7] == end[:7] and int(end[8:10] or 0) >= 28:
        return [start[:7]]
    if start.endswith("-01-01") and end.endswith("-12-31"):
        return [start[:4], end[:4]]
    return [told for told in (start, end) if told]
