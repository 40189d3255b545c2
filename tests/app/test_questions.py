"""Questions on a scenario: chains, meetings, entities and records, in words and as JSON."""

from pathlib import Path

import pytest
from asking import Tripoint

LINKS_KEYS = {
    "in_order",
    "possibly_same",
    "max_gap_seconds",
    "from",
    "to",
    "viewer",
    "from_entities",
    "to_entities",
    "max_hops",
    "per_pair",
    "max_shared",
    "conduct_only",
    "only",
    "without",
    "min_confidence",
    "places",
    "shown",
    "all_shown",
    "complete",
    "explored_cost",
    "certain",
    "unexplored",
    "ranked_by",
    "cost_model",
    "chains",
}
CHAIN_KEYS = {
    "rank",
    "from",
    "to",
    "hops",
    "confidence",
    "cost",
    "sources",
    "weakest_step",
    "entities",
    "steps",
    "records",
    "expected_by_chance",
    "stability",
    "breaks",
    "headings",
    "because",
}
STEP_KEYS = {
    "from",
    "to",
    "type",
    "nature",
    "sentence",
    "when",
    "confidence",
    "sources",
    "context",
    "also",
    "records",
}
FTF_TO_CHEMICALS = ("links", "--from", "FTF", "--to", "CHEMICAL_SUPPLIER")


def test_links_come_with_keys_that_stay(asked: Tripoint) -> None:
    told = asked(*FTF_TO_CHEMICALS, "-k", 5, "--json").json
    assert set(told) == LINKS_KEYS
    assert told["shown"] == len(told["chains"]) > 0
    for rank, chain in enumerate(told["chains"], start=1):
        assert set(chain) == CHAIN_KEYS
        assert chain["rank"] == rank
        assert len(chain["steps"]) == chain["hops"] == len(chain["entities"]) - 1 <= 6
        assert all(set(step) == STEP_KEYS for step in chain["steps"])
        assert "FTF" in chain["from"]["classes"]
        assert "CHEMICAL_SUPPLIER" in chain["to"]["classes"]


def test_every_step_can_be_walked_back_to_its_records(asked: Tripoint) -> None:
    (chain,) = asked(*FTF_TO_CHEMICALS, "-k", 1, "--json").json["chains"]
    for step in chain["steps"]:
        assert step["records"]
        for heading in step["records"]:
            record = asked("record", heading["record"], "--json").json
            assert {key: record[key] for key in heading} == heading
            assert step["type"] in {claim["type"] for claim in record["claims"]}
            assert record["raw"]
    for entity in chain["entities"]:
        portrait = asked("entity", entity["id"], "--json").json
        assert (portrait["caption"], portrait["kind"]) == (entity["caption"], entity["kind"])


def test_chains_read_as_sentences_with_their_records(asked: Tripoint) -> None:
    (chain,) = asked(*FTF_TO_CHEMICALS, "-k", 1, "--json").json["chains"]
    told = asked(*FTF_TO_CHEMICALS, "-k", 1)
    assert told.status == 0
    for step in chain["steps"]:
        assert step["sentence"] in told.out
        assert step["records"][0]["record"] in told.out
    assert chain["from"]["caption"] in told.out
    assert "ranked by" in told.out
    assert "a lead to be checked, not a finding about anybody" in told.out
    assert "not an accusation" in told.out


def test_ends_may_be_ids_and_searches(asked: Tripoint) -> None:
    (chain,) = asked(*FTF_TO_CHEMICALS, "-k", 1, "--json").json["chains"]
    ends = ("--from", chain["from"]["id"], "--to", chain["to"]["id"])
    assert asked("links", *ends, "--json").json["chains"][0]["steps"] == chain["steps"]
    words = f"text:{chain['to']['caption']}"
    found = asked("links", "--from", chain["from"]["id"], "--to", words, "--json").json
    assert any(each["to"]["id"] == chain["to"]["id"] for each in found["chains"])
    assert (
        asked("links", "--from", "text:no such words", "--to", "FTF", "--json").json["shown"] == 0
    )
    assert asked("links", "--from", "nobody", "--to", "FTF").status == 2


@pytest.mark.parametrize(
    "question",
    [
        ("links", "--to", "CHEMICAL_SUPPLIER", "-k", 2, "--from"),
        ("breaks", "--to", "CHEMICAL_SUPPLIER", "--from"),
        ("gaps", "--to", "CHEMICAL_SUPPLIER", "-k", 1, "--from"),
        ("rank", "--first", 2, "--by", "degree", "--around"),
        ("timeline", "-n", 5),
    ],
)
def test_a_saved_search_is_an_end_of_every_question(
    asked: Tripoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: tuple[object, ...]
) -> None:
    file = tmp_path / "searches.yaml"
    file.write_text("searches: {travellers: {classes: [FTF]}}")
    monkeypatch.setenv("TRIPOINT_SEARCHES", str(file))
    saved = asked(*question, "saved:travellers", "--json").json
    plain = asked(*question, "FTF", "--json").json
    told = {key for key in plain if plain[key] == "FTF"}  # the end as it was asked for
    assert {key: saved[key] for key in saved.keys() - told} == {
        key: plain[key] for key in plain.keys() - told
    }
    wrong = asked(*question, "saved:nothing")
    assert (wrong.status, "there are: travellers" in wrong.err) == (2, True)


def test_links_walk_only_what_they_may(asked: Tripoint) -> None:
    every = asked(*FTF_TO_CHEMICALS, "--json").json
    kinds = [step["type"] for chain in every["chains"] for step in chain["steps"]]
    some = max(set(kinds), key=kinds.count)
    without = asked(*FTF_TO_CHEMICALS, "--without", some, "--json").json
    assert without["without"] == [some]
    walked = [step["type"] for chain in without["chains"] for step in chain["steps"]]
    assert some not in walked
    among = [arg for kind in set(kinds) - {some} for arg in ("--only", kind)]
    alone = asked(*FTF_TO_CHEMICALS, *among, "--json").json
    assert {step["type"] for chain in alone["chains"] for step in chain["steps"]} <= {*kinds} - {
        some
    }
    sure = asked(*FTF_TO_CHEMICALS, "--min-confidence", 0.8, "--json").json
    assert all(step["confidence"] >= 0.8 for chain in sure["chains"] for step in chain["steps"])
    long_ago = asked(*FTF_TO_CHEMICALS, "--until", "1950", "--json").json
    assert long_ago["shown"] <= every["shown"]
    wrong = asked(*FTF_TO_CHEMICALS, "--only", "NO_SUCH_LINK")
    assert wrong.status == 2
    assert "NO_SUCH_LINK is no kind of link" in wrong.err


def test_links_may_be_unlike_each_other_and_touch_a_place(asked: Tripoint) -> None:
    unlike = asked(*FTF_TO_CHEMICALS, "--max-shared", 0, "--json").json
    inner = [part["id"] for chain in unlike["chains"] for part in chain["entities"][1:-1]]
    assert len(inner) == len(set(inner)) > 0
    told = asked(*FTF_TO_CHEMICALS, "--max-shared", 0).out
    assert "share more than 0 inner entities with one above them were passed over" in told
    nowhere = asked(*FTF_TO_CHEMICALS, "--place", "text:no such port", "--json").json
    assert (nowhere["shown"], nowhere["places"]) == (0, 0)


def test_how_stable_a_chain_is_is_told_where_it_is_asked_for(asked: Tripoint) -> None:
    plain = asked(*FTF_TO_CHEMICALS, "-k", 3, "--json").json
    assert all(chain["stability"] is None for chain in plain["chains"])
    told = asked(*FTF_TO_CHEMICALS, "-k", 3, "--stability", "--json").json
    for chain in told["chains"]:
        fares = chain["stability"]
        assert 0 <= fares["stays"] <= fares["at_most"] <= fares["holds"] <= 1
    words = asked(*FTF_TO_CHEMICALS, "-k", 3, "--stability").out
    assert "worlds drawn anew by the grades of records, and holds in" in words
    assert asked(*FTF_TO_CHEMICALS, "--stability", "--seconds", 5).status == 2


def test_a_search_with_no_time_says_what_it_did_not_look_at(asked: Tripoint) -> None:
    told = asked(*FTF_TO_CHEMICALS, "--seconds", 0.001)
    assert told.status == 0
    assert "The search stopped because its time was up" in told.out
    whole = asked(*FTF_TO_CHEMICALS, "--seconds", 60, "--json").json
    assert (whole["unexplored"], whole["certain"]) == (None, whole["shown"])


@pytest.mark.parametrize("viewer", ["trade", "travel"])
def test_a_viewer_s_chains_rest_on_what_it_may_see(asked: Tripoint, viewer: str) -> None:
    hidden = {"trade": "passenger", "travel": "trade"}[viewer]
    told = asked(*FTF_TO_CHEMICALS, "--viewer", viewer, "--json").json
    for chain in told["chains"]:
        for id in chain["records"]:
            assert asked("record", id, "--json").json["handling"]["category"] != hidden


def test_a_hidden_record_and_an_unknown_one_are_told_alike(asked: Tripoint) -> None:
    (chain,) = asked(*FTF_TO_CHEMICALS, "-k", 1, "--json").json["chains"]
    passenger = next(
        heading["record"]
        for step in chain["steps"]
        for heading in step["records"]
        if heading["source"] == "paxlst"
    )
    hidden = asked("record", passenger, "--viewer", "trade")
    unknown = asked("record", passenger[::-1], "--viewer", "trade")
    assert hidden.status == unknown.status == 2
    assert hidden.err.replace(passenger, "") == unknown.err.replace(passenger[::-1], "")


def test_conduct_only_walks_no_context(asked: Tripoint) -> None:
    told = asked(*FTF_TO_CHEMICALS, "--conduct-only", "--json").json
    assert told["conduct_only"] is True
    assert not any(step["context"] for chain in told["chains"] for step in chain["steps"])


def test_steps_in_order_can_have_followed_one_another(asked: Tripoint) -> None:
    anyhow = asked(*FTF_TO_CHEMICALS, "-k", 50, "--json").json
    told = asked(*FTF_TO_CHEMICALS, "-k", 50, "--in-order", "--max-gap", 30, "--json").json
    assert (told["in_order"], told["max_gap_seconds"]) == (True, 30 * 86_400)
    costs = [[chain["cost"] for chain in each["chains"]] for each in (anyhow, told)]
    assert all(free <= timed for free, timed in zip(*costs, strict=False))
    assert asked(*FTF_TO_CHEMICALS, "--max-gap", 30).status == 2


def test_what_would_break_a_chain_is_named_by_its_records(asked: Tripoint) -> None:
    told = asked(*FTF_TO_CHEMICALS, "-k", 5, "--json").json
    for chain in told["chains"]:
        assert chain["expected_by_chance"]["between_the_two"] > 0
        broken = chain["breaks"]["records"]
        assert broken["robust"] or broken["size"] == len(broken["sets"][0])
        for name in {record for each in broken["sets"] for record in each}:
            assert asked("record", name, "--json").json["record"] == name
        assert chain["breaks"]["sources"]["size"] <= len(chain["sources"])
    assert "it falls if" in asked(*FTF_TO_CHEMICALS, "-k", 5).out


def test_what_would_part_two_classes_is_told_for_both_at_once(asked: Tripoint) -> None:
    ends = ("--from", "FTF", "--to", "CHEMICAL_SUPPLIER")
    told = asked("breaks", *ends, "--json").json
    broken = told["breaks"]
    assert broken["records"]["robust"] or broken["records"]["size"] >= 1
    for each in broken["records"]["sets"]:
        assert all(name in told["headings"] for name in each)
    out = asked("breaks", *ends).out
    assert ("SINGLE SOURCE" in out) == (broken["sources"]["size"] == 1)
    nothing = asked("breaks", *ends, "--as-known-at", "2020-01-01").out
    assert "nothing connects them" in nothing


def test_what_parts_two_sides_and_what_joins_them_is_asked_of_some_kinds_of_links(
    asked: Tripoint,
) -> None:
    ends = ("--from", "FTF", "--to", "CHEMICAL_SUPPLIER", "--json")
    alone = asked("breaks", *ends, "--only", "USES_PHONE").json
    assert alone["only"] == ["USES_PHONE"]
    assert asked("breaks", *ends).json["breaks"]["records"]["size"] != 0
    assert alone["breaks"]["records"]["size"] == 0, "phones alone connect nobody to a supplier"
    kinds = {gap["type"] for gap in asked("gaps", *ends, "-k", 20).json["gaps"]}
    some = min(kinds)
    gaps = asked("gaps", *ends, "-k", 20, "--without", some).json["gaps"]
    assert some not in {gap["type"] for gap in gaps}
    assert "no kind of link" in asked("gaps", *ends, "--only", "HEARSAY").err


def test_missing_facts_are_said_to_be_no_leads(asked: Tripoint) -> None:
    ends = ("--from", "FTF", "--to", "CHEMICAL_SUPPLIER")
    told = asked("gaps", *ends, "-k", 4, "--json").json
    assert told["hypothetical"] is True
    assert [gap["rank"] for gap in told["gaps"]] == list(range(1, told["shown"] + 1))
    out = asked("gaps", *ends, "-k", 4).out
    assert "If a record showed that" in out
    assert "never leads" in out


def test_nothing_was_connected_before_anything_was_known(asked: Tripoint) -> None:
    told = asked(*FTF_TO_CHEMICALS, "--as-known-at", "2020-01-01", "--json").json
    assert (told["from_entities"], told["shown"]) == (0, 0)


def test_convergence_gives_a_chain_to_each_class(asked: Tripoint) -> None:
    told = asked("convergence", "-k", 3, "--json").json
    assert told["meetings"]
    for meeting in told["meetings"]:
        assert set(meeting["chains"]) == set(told["classes"])
        for name, chain in meeting["chains"].items():
            assert chain["from"]["id"] == meeting["entity"]["id"]
            assert name in chain["to"]["classes"]
        assert set(meeting["chance"]) == set(told["classes"])
        assert 0 < meeting["false_share"] <= 1
    assert len(told["cells"]) == 9
    assert all(cell["low"] <= cell["high"] for cell in told["cells"])
    out = asked("convergence", "-k", 1).out
    assert "FTF and CHEMICAL_SUPPLIER: " in out
    assert "of meetings as close, chance accounts for" in out
    assert told["meetings"][0]["entity"]["caption"] in out
    assert asked("convergence", "--class", "FTF").status == 2


def test_convergence_cuts_its_list_where_chance_accounts_for_too_much(asked: Tripoint) -> None:
    every = asked("convergence", "-k", 50, "--json").json["meetings"]
    most = sorted(each["false_share"] for each in every)[len(every) // 2]
    told = asked("convergence", "-k", 50, "--false-share-max", most, "--json").json
    kept = [each["false_share"] for each in told["meetings"]]
    assert kept == [each["false_share"] for each in every if each["false_share"] <= most]
    out = asked("convergence", "-k", 50, "--false-share-max", most).out
    assert f"of which chance accounts for {most:.0%} at most" in " ".join(out.split())


def test_a_scenario_is_not_written_over_another(tripoint: Tripoint, tmp_path: Path) -> None:
    args = ("scenario", tmp_path / "made", "--size", 500, "--seed", 3)
    told = tripoint(*args, "--json")
    assert told.status == 0
    assert "truth.json" in told.json["files"]
    again = tripoint(*args)
    assert again.status == 2
    assert "not empty" in again.err


def test_viewers_and_formats_are_listed(tripoint: Tripoint) -> None:
    assert [v["name"] for v in tripoint("viewers", "--json").json] == ["full", "trade", "travel"]
    names = {f["name"] for f in tripoint("formats", "--json").json}
    assert {"paxlst", "un-sc-list", "sea-manifest", "weapons-tracing", "seizure-report"} <= names
    for name in names:
        assert name in tripoint("formats").out


def test_what_joins_some_entities_rests_on_records_and_names_who_is_left_out(
    asked: Tripoint,
) -> None:
    (chain,) = asked(*FTF_TO_CHEMICALS, "-k", 1, "--json").json["chains"]
    ends = [chain["from"]["id"], chain["to"]["id"]]
    told = asked("connecting", *ends, "--json").json
    assert (told["asked"], told["pieces"], told["unreached"]) == (2, [sorted(ends)], [])
    assert told["cost"] <= chain["cost"] + 1e-9
    assert all(step["records"] for step in told["steps"])
    everybody = asked("connecting", "FTF", "--json").json
    assert everybody["asked"] == len(everybody["unreached"]) + len(everybody["pieces"][0])
    assert 1 <= everybody["times_cheapest"] <= 2
    out = asked("connecting", "FTF").out
    assert f"of {everybody['asked']} entities over" in out
    assert "not a finding about anybody" in out
    assert asked("connecting", "nobody").status == 2


def test_a_chain_says_which_record_makes_its_end_a_member(asked: Tripoint) -> None:
    (chain,) = asked(*FTF_TO_CHEMICALS, "-k", 1, "--json").json["chains"]
    told = {each["class"]: each for each in chain["because"]}
    assert set(told) >= {"FTF", "CHEMICAL_SUPPLIER"}
    assert told["FTF"]["entity"] == chain["from"]["id"]
    assert told["FTF"]["record"].startswith("un-sc-list")
    assert (
        f"is FTF by rule {told['FTF']['rule']}: un-sc-list" in asked(*FTF_TO_CHEMICALS, "-k", 1).out
    )
