"""Lists and passengers for the benchmark of screening: real lists, filled up with made-up names."""

import csv
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from faker import Faker

from tripoint_graph.model import MentionId, Record, RecordId
from tripoint_graph.normalise import plain
from tripoint_ingest.readers.un_list import UnListReader
from tripoint_resolution.profile import Profile, profile, stated
from tripoint_resolution.screening.entries import Entry, entry_of, is_entry

_LOCALES = """
id_ID ar_SA ar_PS en_PH fil_PH vi_VN th_TH en_GB fr_FR ru_RU tr_TR fa_IR en_IN es_MX bn_BD zh_CN
de_DE
"""
LOCALES = re.findall(r"\w+", _LOCALES)


def un_entries(shared: Path) -> list[Entry]:
    """The entries of the UN's list of 2020."""
    path = shared / "sanctions" / "un_consolidated_2020" / "consolidated.xml"
    reader = UnListReader()
    found: list[Entry] = []
    for record in reader.read(path, reader.source):
        if isinstance(record, Record):
            named = [mention for mention in record.mentions if is_entry(mention)]
            number = 500_000 + len(found)
            ids = MentionId(f"{number:032x}"), RecordId(f"{number:032x}")
            found += [entry_of(*ids, record, mention) for mention in named]
    return found


def ofac_names(shared: Path) -> dict[str, tuple[bool, list[str]]]:
    """Entry number to whether it is a person's, and all its names, of a list of the Treasury."""
    found: dict[str, tuple[bool, list[str]]] = {}
    folder = shared / "sanctions" / "ofac_sdn_2020"
    with (folder / "sdn.csv").open(encoding="latin-1", newline="") as stream:
        for row in csv.reader(stream):
            if len(row) > 2:
                found[row[0].strip()] = (row[2].strip() == "individual", [row[1]])
    with (folder / "alt.csv").open(encoding="latin-1", newline="") as stream:
        for row in csv.reader(stream):
            if len(row) > 3 and row[0].strip() in found:
                found[row[0].strip()][1].append(row[3])
    return found


def entries(shared: Path, names: int) -> list[Entry]:
    """Entries with so many names in all: both lists, then people whose names are put together from
    the words of two of theirs.
    """
    found = un_entries(shared)
    for number, (person, told) in enumerate(ofac_names(shared).values(), 1_000_000):
        found.append(_entry(number, profile("person" if person else "organisation", told, {})))
    have = sum(len(entry.profile.names) for entry in found)
    made = _recombined(found, names - have)
    return found + [_entry(2_000_000 + n, who) for n, who in enumerate(made)]


def by_main_name(shared: Path) -> tuple[list[Entry], dict[str, list[tuple[Profile, set[str]]]]]:
    """People on both lists, each by the main name alone; and of each list the other names that
    it has for them, each with the entry that it truly is.
    """
    main: list[Entry] = []
    asked: dict[str, list[tuple[Profile, set[str]]]] = {"un": [], "ofac": []}
    for entry in un_entries(shared):
        if entry.profile.is_person:
            name, *others = entry.profile.names
            main.append(replace(entry, profile=profile("person", [name], {})))
            itself: set[str] = {entry.mention}
            asked["un"] += [(profile("person", [o], {}), itself) for o in others]
    for number, (person, told) in enumerate(ofac_names(shared).values(), 1_000_000):
        if person:
            name, *others = told
            main.append(_entry(number, profile("person", [name], {})))
            itself = {main[-1].mention}
            asked["ofac"] += [(profile("person", [o], {}), itself) for o in others]
    return main, asked


def _recombined(known: list[Entry], count: int) -> list[Profile]:
    chance = random.Random(11)
    people = [e.profile.names[0].replace(",", "").split() for e in known if e.profile.is_person]
    long = [words for words in people if len(words) > 1]
    made: dict[str, None] = {}
    while len(made) < count:
        one, other = chance.choice(long), chance.choice(long)
        made[" ".join([*one[: -(-len(one) // 2)], *other[len(other) // 2 :]])] = None
    return [profile("person", [name], {}) for name in made]


def _entry(number: int, who: Profile) -> Entry:
    id = f"{number:032x}"
    told = "list", str(number), "", "", "", "", ""
    return Entry(MentionId(id), RecordId(id), "made-up", *told, who)


def made_up(count: int, *, seed: int) -> list[Profile]:
    """People of everyday names in many languages, with birth dates and nationalities."""
    fakers = [Faker(locale) for locale in LOCALES]
    for faker in fakers:
        faker.seed_instance(seed)
    chance = random.Random(seed)
    return [
        _person(
            fakers[n % len(fakers)].name(),
            f"{chance.randint(1950, 2005)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            chance.choice(["IDN", "MYS", "PHL", "SAU", "FRA", "GBR", "THA", "VNM"]),
        )
        for n in range(count)
    ]


def _person(name: str, born: str, country: str) -> Profile:
    known = {"birth_date": born, "nationality": country}
    values = {feature: stated(feature, given) for feature, given in known.items() if given}
    return profile("person", [name], {f: [v] for f, v in values.items() if v is not None})


def listed_passengers(shared: Path, known: list[Entry]) -> Iterator[tuple[Profile, set[str]]]:
    """Listed people as a passenger list would have them, and the entries that each truly is.

    Names in capitals, family name first; in half of them a letter is wrong, in a third of the
    longer ones a word is left out. Half of the birth dates are told.
    """
    of_name: dict[str, set[str]] = {}
    for entry in known:
        for name in entry.profile.names:
            of_name.setdefault(" ".join(sorted(plain(name).split())), set()).add(entry.mention)
    chance = random.Random(5)
    path = shared / "er" / "yente_screening" / "positives_un_untreated.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            truth = of_name.get(" ".join(sorted(plain(row["full_name"]).split())), set())
            if truth:
                born = row["date_of_birth"] if chance.random() < 0.5 else ""
                yield _person(_spoilt(row["full_name"], chance), born, row["nationality"]), truth


def _spoilt(name: str, chance: random.Random) -> str:
    words = plain(name).upper().split()
    if len(words) > 2 and chance.random() < 1 / 3:
        words.pop(chance.randrange(1, len(words)))
    if chance.random() < 0.5:
        at = max(range(len(words)), key=lambda n: len(words[n]))
        place = chance.randrange(len(words[at]))
        letter = chance.choice(["", "A", "E", "N", words[at][place] * 2])
        words[at] = words[at][:place] + letter + words[at][place + 1 :]
    return "/".join((words[-1], " ".join(words[:-1]))) if len(words) > 1 else words[0]


def ordinary(shared: Path) -> list[Profile]:
    """Everyday people: the thousand of yente's benchmark, and five thousand made up."""
    path = shared / "er" / "yente_screening" / "negatives_global_1000.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        told = [
            _person(r["full_name"], r["date_of_birth"], r["nationality"])
            for r in csv.DictReader(stream)
        ]
    return told + made_up(5_000, seed=99)


def aliases(shared: Path) -> Iterator[tuple[str, bool, str]]:
    """Aliases on the Treasury's list: the alias, whether it is a person's, the entry's number."""
    path = shared / "er" / "alias_gold_ofac" / "alias_pairs.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield row["alias"], row["schema"] == "individual", row["ent_num"]
