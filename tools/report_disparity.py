"""Makes the report of who is hit how often: `python tools/report_disparity.py SHARED_DATA`.

People who do not exist, with everyday names in their own script or in passport letters, birth
dates and nationalities, are screened against the UN's and the Treasury's list of 2020. None of them
is listed, so that every hit is a false one. The report is written beside the criteria.
"""

import random
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from faker import Faker

from tripoint_graph.model import Record
from tripoint_graph.normalise import plain
from tripoint_ingest.formats import known_formats
from tripoint_resolution.criteria import load_criteria
from tripoint_resolution.profile import Profile, profile, stated
from tripoint_resolution.screening.disparity import Rate, disparity
from tripoint_resolution.screening.entries import Entry, entry_of, is_entry
from tripoint_resolution.screening.report import written
from tripoint_resolution.screening.screen import Screen

COUNTRIES = {
    "id_ID": "IDN",
    "fil_PH": "PHL",
    "vi_VN": "VNM",
    "th_TH": "THA",
    "en_IN": "IND",
    "bn_BD": "BGD",
    "zh_CN": "CHN",
    "ar_SA": "SAU",
    "ar_PS": "PSE",
    "fa_IR": "IRN",
    "tr_TR": "TUR",
    "ru_RU": "RUS",
    "en_GB": "GBR",
    "fr_FR": "FRA",
    "de_DE": "DEU",
    "es_MX": "MEX",
}
EACH = 1_000
ON = date(2026, 11, 23)
LISTS = (
    ("un-sc-list", "un_consolidated_2020/consolidated.xml"),
    ("ofac-sdn-csv", "ofac_sdn_2020/sdn.csv"),
)


def people(countries: Mapping[str, str]) -> list[Profile]:
    """Half of each country's have their name in its own script, half in passport letters."""
    found = []
    for locale, country in countries.items():
        faker, chance = Faker(locale), random.Random(locale)
        faker.seed_instance(8)
        for number in range(EACH):
            name = faker.name()
            born = date(1950 + chance.randrange(55), 1 + chance.randrange(12), 5).isoformat()
            told = {"birth_date": born, "nationality": country}
            values = {f: [v] for f, given in told.items() if (v := stated(f, given)) is not None}
            found.append(profile("person", [plain(name).upper() if number % 2 else name], values))
    return found


def entries(shared: Path) -> Iterator[Entry]:
    """Who stands on the lists."""
    for name, path in LISTS:
        reader = known_formats()[name]
        for number, record in enumerate(reader.read(shared / "sanctions" / path, reader.source)):
            for mention in record.mentions if isinstance(record, Record) else ():
                if is_entry(mention):
                    id = f"{number:016x}{hash_of(name, mention.key):016x}"
                    yield entry_of(id, id, record, mention)  # type: ignore[arg-type]  # of no store


def hash_of(*parts: str) -> int:
    return random.Random("/".join(parts)).getrandbits(63)


def measured(screen: Screen, countries: Mapping[str, str]) -> list[Rate]:
    """The rates among people of some countries."""
    who = people(countries)
    return disparity(who, (bool(each) for each in screen.screen(who, ON)))


def report(shared: Path) -> str:
    """The report as it is written."""
    criteria = load_criteria()
    screen = Screen(entries(shared), criteria)
    many = EACH * len(COUNTRIES)
    return written(
        criteria,
        f"{many:,} made-up people of {len(COUNTRIES)} nationalities, none of them listed",
        f"UN Security Council 2020 and US Treasury SDN 2020, {len(screen.entries):,} entries",
        measured(screen, COUNTRIES),
    )


if __name__ == "__main__":
    folder = Path("resolution/tripoint_resolution/criteria")
    place = folder / f"{load_criteria().version}.disparity.yaml"
    place.write_text(report(Path(sys.argv[1])), "utf-8")
