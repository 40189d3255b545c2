"""Groups on a scenario, in words and as JSON."""

from asking import Tripoint

AROUND = ("groups", "--around", "FTF", "--hops", 3, "--limit", 200)


def test_groups_come_with_how_often_they_come_back(asked: Tripoint) -> None:
    (told,) = asked(*AROUND, "--first", 3, "--json").json["networks"]
    assert told["shown"] == len(told["groups"]) == 3 <= told["total"]
    assert told["pooled"] is True
    for each in told["groups"]:
        assert 0 <= each["over_evidence"] <= 1
        assert each["size"] == len(each["members"]) >= 3
    for each in told["bridges"]["bridges"]:
        assert asked("record", each["records"][0], "--json").json["raw"]
    out = asked(*AROUND, "--first", 3).out
    assert "kinds of links pooled" in out
    assert f"shown 3 of {told['total']} groups, ranked by members" in out
    assert "no verdict on anybody" in out


def test_each_layer_is_looked_at_by_itself(asked: Tripoint) -> None:
    told = asked(*AROUND, "--each-layer", "--json").json["networks"]
    assert len(told) > 1
    assert all(len(each["layers"]) == 1 and not each["pooled"] for each in told)


def test_what_became_of_groups_is_told_window_by_window(asked: Tripoint) -> None:
    year = ("--since", "2026-01-01", "--until", "2026-12-31", "--every", "quarter")
    told = asked(*AROUND, *year, "--json").json
    assert len(told["windows"]) == len(told["turns"]) + 1 == 4
    changes = [each for turn in told["turns"] for each in turn["changes"]]
    assert changes
    out = asked(*AROUND, *year).out
    assert changes[0]["sentence"] in out
    assert "because nobody says when they held" in out


def test_windows_need_days_and_a_resolution_is_above_nothing(asked: Tripoint) -> None:
    missing = asked(*AROUND, "--every", "year")
    assert (missing.status, "--since and --until" in missing.err) == (2, True)
    assert asked(*AROUND, "--resolution", 0).status == 2
    assert asked(*AROUND, "--layer", "NONSENSE").status == 2


WHAT_IF = ("whatif", "--around", "FTF", "--hops", 3, "--limit", 200)


def test_what_is_supposed_says_so_and_is_not_stored(asked: Tripoint) -> None:
    who = asked("rank", "--around", "FTF", "--hops", 3, "--limit", 200, "--json").json
    first, second = (each["id"] for each in who["entities"][:2])
    before = asked("search", "somebody new", "--json").json
    told = asked(*WHAT_IF, "--without", first, "--json").json
    assert told["hypothetical"] is True
    assert told["ties_gone"] > 0
    assert told["after"]["reach"] <= told["before"]["reach"]
    more = asked(*WHAT_IF, "--add", f"somebody new={first},{second}", "--json").json
    assert (more["ties_added"], more["ties_gone"]) == (2, 0)
    assert asked("search", "somebody new", "--json").json == before
    same = asked(*WHAT_IF, "--json").json
    assert same["after"] == same["before"] == more["before"]
    out = asked(*WHAT_IF, "--without", first).out
    assert out.startswith("HYPOTHETICAL")
    assert "no finding" in out
    assert asked(*WHAT_IF, "--tie", first).status == 2
    assert asked(*WHAT_IF, "--cut", f"{first},{first}").status == 2
    assert asked(*WHAT_IF, "--add", "nobody").status == 2


RANK = ("rank", "--around", "FTF", "--hops", 3, "--limit", 200)


def test_ranks_can_be_asked_layer_by_layer_and_for_a_period(asked: Tripoint) -> None:
    told = asked(*RANK, "--each-layer", "--json").json["networks"]
    assert len(told) > 1
    assert all(len(each["layers"]) == 1 for each in told)
    whole = asked(*RANK, "--json").json
    assert set(whole["layers"]) == {each["layers"][0] for each in told}
    before = asked(*RANK, "--until", "2019-12-31", "--json").json
    assert before["network"]["ties"] <= whole["network"]["ties"]
    assert asked(*RANK, "--since", "nonsense").status == 2


def test_brokers_and_key_players_are_told(asked: Tripoint) -> None:
    around = ("brokers", "--around", "FTF", "--hops", 3, "--limit", 150)
    for between in ("class", "group", "country", "issuer"):
        told = asked(*around, "--between", between, "--json").json
        assert told["shown"] == len(told["brokers"]) <= told["total"]
        assert told["grouped"] <= told["entities"]
        for each in told["brokers"]:
            assert each["total"] == sum(each["roles"].values()) > 0
    assert "no verdict on anybody" in asked(*around).out
    long_ago = asked(*around, "--until", "1900-12-31", "--json").json
    assert long_ago["total"] < asked(*around, "--json").json["total"]
    assert asked(*around, "--since", "soon").status == 2
    told = asked(*around, "--players", "fragment", "--size", 2, "--json").json
    assert len(told["entities"]) == len(told["singles"]) == 2
    assert told["value"] >= max(told["single_value"], told["before"])
    assert "not proved the best" in asked(*around, "--players", "reach").out


def test_what_is_missing_says_how_sure_that_is_and_why(asked: Tripoint) -> None:
    missing = ("missing", "--around", "FTF", "--hops", 4, "--limit", 2_000)
    told = asked(*missing, "--link", "TRAVELLED_ON", "--first", 3, "--json").json
    assert {each["link"] for each in told["layers"]} == {"TRAVELLED_ON"}
    for each in told["layers"]:
        assert each["found"] <= each["held"] <= each["known"]
    assert told["shown"] == len(told["suggestions"]) == 3 <= told["total"]
    for each in told["suggestions"]:
        assert each["low"] <= each["probability"] <= each["high"]
        assert each["why"][0]["steps"]
        assert all(step["records"] for step in each["why"][0]["steps"])
        linked = asked("entity", each["one"]["id"], "--json").out
        assert each["other"]["id"] not in linked
    out = asked(*missing, "--link", "TRAVELLED_ON", "--first", 3).out
    assert "were links that had been held back" in out
    assert f"shown 3 of {told['total']:,} pairs scored" in out
    assert "It is no link and no finding about anybody" in out
    assert asked("missing", "--link", "NONSENSE").status == 2
