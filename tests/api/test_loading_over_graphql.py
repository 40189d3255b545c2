"""Files sent to the service: who may, what is refused, dry runs, and drafts held and decided on."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from asked_by_hand import Browser, ask, data
from asking import Tripoint
from hypothesis import given
from hypothesis import strategies as st
from paxlst_by_hand import write_passengers
from stores import STORES

from tripoint.service.desk import LoadingDesk
from tripoint.service.drafting import OpenDrafts
from tripoint.settings import Settings
from tripoint.viewers import ViewersError, load_viewers
from tripoint.wiring import Session
from tripoint_api import create_app
from tripoint_api.door.limits import UPLOAD_MAX
from tripoint_ingest.uploads import KEPT_SECONDS, UPLOADS_MAX, UploadRefused, Uploads, safe_name

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "sea-manifest.csv"
BYTES = {"Content-Type": "application/octet-stream"}
HOLD = """mutation($name: String!, $uploads: [ID!]!) {
  holdDraft(name: $name, uploads: $uploads) { name } }"""
DRAFTS = """{ drafts(first: 5) { shown total rankedBy edges { node {
  name reading error records issues lost
  files { file format state new known lost error rules { rule count } }
  runs(first: 5) { edges { node { file issues(first: 9) { edges { node {
    file position field reason hint } } } } } }
  world { entitiesNew classes { actorClass entering { total } } } } } } }"""
DRY = """mutation($uploads: [ID!]!, $format: String! = "auto") {
  ingestDryRun(uploads: $uploads, format: $format) {
    files { file run format source state read new known changed withdrawn lost error }
    world { entitiesNew entitiesGrown rules { rule count } merged { total } gone { total } }
    quarantine { shown total rankedBy issues { file position field rule reason hint } } } }"""
ACCEPT = "mutation($name: String!) { acceptDraft(name: $name) { name new known runs } }"
DROP = "mutation($name: String!) { dropDraft(name: $name) { name } }"


@pytest.fixture
def browser(installation: Path) -> Iterator[Browser]:
    """A client of a service over an empty SQLite store."""
    with serving(f"sqlite:///{installation}/tripoint.db") as client:
        yield client


@contextmanager
def serving(url: str) -> Iterator[Browser]:
    """A client of a service over a store, as `tripoint serve` puts it together."""
    session = Session(Settings(store=url))
    with session.writing() as store:
        drafts, worlds = OpenDrafts(session.drafts, store), session.worlds(store)
        desk = LoadingDesk(session, store, worlds, drafts)
        viewers = {name: entry.viewer(name) for name, entry in session.viewers.items()}
        app = create_app(
            store,
            worlds,
            viewers,
            "full",
            drafts=drafts.opened,
            ids=session.ids,
            desk=desk,
            sources=session.sources(),
        )
        yield Browser(app)
        desk.close()
        drafts.close()


def sent(browser: Browser, path: Path, name: str = "") -> str:
    answer = browser.request(
        "PUT",
        "/uploads",
        params={"name": name or path.name},
        content=path.read_bytes(),
        headers=BYTES,
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["upload"])


def settled(browser: Browser) -> list[dict[str, Any]]:
    """All drafts, once nothing is being read."""
    until = monotonic() + 60
    while monotonic() < until:
        page = data(browser, DRAFTS)["drafts"]
        found = [edge["node"] for edge in page["edges"]]
        if not any(each["reading"] for each in found):
            assert page["shown"] == page["total"] == len(found)
            return found
        sleep(0.05)
    raise AssertionError("it is still being read")


def code(browser: Browser, query: str, viewer: str = "full", **variables: Any) -> str:
    (error,) = ask(browser, query, variables, viewer)["errors"]
    return str(error["extensions"]["code"])


def test_one_file_under_two_names_is_told(browser: Browser, installation: Path) -> None:
    upload = sent(browser, write_passengers(installation / "list.edi", 3))
    assert data(browser, HOLD, {"name": "monday", "uploads": [upload]})
    settled(browser)
    assert data(browser, ACCEPT, {"name": "monday"})
    tried = """mutation($uploads: [ID!]!, $source: String!) {
      ingestDryRun(uploads: $uploads, source: $source) { files { loadedAs silent } } }"""
    for source, other in (("paxlst", ""), ("second-name", "paxlst")):
        sent_again = sent(browser, installation / "list.edi")
        asked = {"uploads": [sent_again], "source": source}
        (file,) = data(browser, tried, asked)["ingestDryRun"]["files"]
        assert file == {"loadedAs": other, "silent": 0}


def test_a_batch_is_tried_held_looked_at_and_accepted(
    browser: Browser, tripoint: Tripoint, installation: Path
) -> None:
    path = write_passengers(installation / "list.edi", 30)
    upload = sent(browser, path)
    tried = data(browser, DRY, {"uploads": [upload]})["ingestDryRun"]
    (file,) = tried["files"]
    assert (file["file"], file["format"], file["state"]) == ("list.edi", "paxlst", "finished")
    assert file["new"] == file["read"] > 0
    assert tried["world"]["entitiesNew"] > 30
    nobody = '{ search(text: "given7") { total } }'
    assert data(browser, nobody)["search"]["total"] == 0, "a dry run keeps nothing"

    assert data(browser, HOLD, {"name": "monday", "uploads": [upload]})
    (draft,) = settled(browser)
    assert (draft["name"], draft["error"], draft["records"]) == ("monday", "", file["new"])
    assert draft["world"]["entitiesNew"] == tried["world"]["entitiesNew"]
    assert data(browser, nobody)["search"]["total"] == 0, "a held batch changes no store"
    with_it = browser.post(
        "/graphql", json={"query": nobody}, headers={"X-Tripoint-Draft": "monday"}
    )
    assert with_it.json()["data"]["search"]["total"] == 1

    done = data(browser, ACCEPT, {"name": "monday"})["acceptDraft"]
    assert (done["new"], done["known"], done["runs"]) == (file["new"], 0, 1)
    assert settled(browser) == []
    assert data(browser, nobody)["search"]["total"] == 1
    assert tripoint("ingest", "auto", path, "--store", "sqlite:///other.db").status == 0
    digests = [
        tripoint("store", "info", "--json", "--store", f"sqlite:///{name}.db").json["digest"]
        for name in ("tripoint", "other")
    ]
    assert digests[0] == digests[1], "the store is as if the command line had loaded the file"


@pytest.mark.neo4j
def test_drafts_over_a_server_are_held_looked_at_and_decided_on_alike(
    neo4j_url: str, tripoint: Tripoint, installation: Path
) -> None:
    del neo4j_url  # it is in the environment while this test runs
    path = write_passengers(installation / "list.edi", 30)
    other = write_passengers(installation / "other.edi", 5, start=100)
    nobody = '{ search(text: "given7") { total } }'
    url = STORES["neo4j"](installation)
    with serving(url) as browser:
        upload = sent(browser, path)
        tried = data(browser, DRY, {"uploads": [upload]})["ingestDryRun"]
        assert tried["world"]["entitiesNew"] > 30
        data(browser, HOLD, {"name": "monday", "uploads": [upload]})
        data(browser, HOLD, {"name": "tuesday", "uploads": [sent(browser, other)]})
        assert {draft["records"] for draft in settled(browser)} == {30, 5}
        assert data(browser, nobody)["search"]["total"] == 0, "a held batch changes no store"
        asked = {"json": {"query": nobody}, "headers": {"X-Tripoint-Draft": "monday"}}
        assert browser.post("/graphql", **asked).json()["data"]["search"]["total"] == 1
        assert data(browser, DROP, {"name": "tuesday"})["dropDraft"]["name"] == "tuesday"
        assert data(browser, ACCEPT, {"name": "monday"})["acceptDraft"]["new"] == 30
        assert data(browser, nobody)["search"]["total"] == 1
        assert settled(browser) == []
    assert tripoint("ingest", "auto", path, "--store", "sqlite:///other.db").status == 0
    digests = [
        tripoint("store", "info", "--json", "--store", each).json["digest"]
        for each in (url, "sqlite:///other.db")
    ]
    assert digests[0] == digests[1], "both stores hold the same after the same decisions"


def test_a_dropped_draft_leaves_no_trace(browser: Browser, installation: Path) -> None:
    upload = sent(browser, write_passengers(installation / "list.edi", 3))
    data(browser, HOLD, {"name": "monday", "uploads": [upload]})
    settled(browser)
    assert data(browser, DROP, {"name": "monday"})["dropDraft"]["name"] == "monday"
    assert settled(browser) == []
    assert data(browser, "{ ingestRuns { total } }")["ingestRuns"]["total"] == 0
    assert code(browser, ACCEPT, name="monday") == "BAD_ARGUMENT"
    assert code(browser, DROP, name="monday") == "BAD_ARGUMENT"


def test_quarantine_says_where_why_and_what_to_do(browser: Browser, installation: Path) -> None:
    header, first, *_ = EXAMPLE.read_bytes().split(b"\n")
    path = installation / "manifest.csv"
    path.write_bytes(b"\n".join((header, first.replace(b"2026-01-07", b"2026_01_07", 1), b"")))
    upload = sent(browser, path)
    tried = data(browser, DRY, {"uploads": [upload]})["ingestDryRun"]["quarantine"]
    assert (tried["shown"], tried["total"]) == (1, 1)
    data(browser, HOLD, {"name": "monday", "uploads": [upload]})
    (draft,) = settled(browser)
    (run,) = [edge["node"] for edge in draft["runs"]["edges"]]
    (issue,) = [edge["node"] for edge in run["issues"]["edges"]]
    for told in (issue, tried["issues"][0]):
        assert told["file"] == "manifest.csv"
        assert told["position"]
        assert told["reason"]
        assert told["hint"]
    assert draft["issues"] == 1


@pytest.mark.parametrize("viewer", ["trade", "travel"])
def test_nobody_loads_without_the_right(browser: Browser, installation: Path, viewer: str) -> None:
    path = write_passengers(installation / "list.edi", 3)
    upload = sent(browser, path)
    headers = {**BYTES, "X-Tripoint-Viewer": viewer}
    refused = browser.request("PUT", "/uploads", content=path.read_bytes(), headers=headers)
    assert refused.status_code == 403
    given = {"name": "monday", "uploads": [upload]}
    assert code(browser, HOLD, viewer, **given) == "NOT_ALLOWED"
    assert code(browser, DRY, viewer, uploads=[upload]) == "NOT_ALLOWED"
    data(browser, HOLD, given)
    settled(browser)
    assert code(browser, ACCEPT, viewer, name="monday") == "NOT_ALLOWED"
    assert code(browser, DROP, viewer, name="monday") == "NOT_ALLOWED"
    assert code(browser, DROP, viewer, name="never") == "NOT_ALLOWED"
    assert data(browser, "{ drafts { total } }", viewer=viewer)["drafts"]["total"] == 0
    ask_right = "{ viewer { mayLoad } }"
    assert data(browser, ask_right, viewer=viewer)["viewer"]["mayLoad"] is False
    assert data(browser, ask_right)["viewer"]["mayLoad"] is True


def test_the_right_is_held_by_nobody_unsaid_and_never_without_seeing_everything(
    tmp_path: Path,
) -> None:
    path = tmp_path / "viewers.yaml"
    path.write_text('viewers: {all: {member: "*", tlp: red}}')
    assert load_viewers(path)["all"].may_load is False
    path.write_text('viewers: {some: {member: "*", tlp: red, categories: [trade], may_load: true}}')
    with pytest.raises(ViewersError, match="only who sees everything can load"):
        load_viewers(path)
    assert [name for name, entry in load_viewers().items() if entry.may_load] == ["full"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "multipart/form-data; boundary=x"}, 415),
        ({"Content-Type": "text/plain"}, 415),
        ({**BYTES, "Origin": "https://other.example"}, 403),
        ({**BYTES, "Host": "rebound.example"}, 403),
        ({**BYTES, "Content-Length": str(UPLOAD_MAX + 1)}, 413),
        ({**BYTES, "X-Tripoint-Viewer": "stranger"}, 403),
    ],
)
def test_what_another_site_could_send_or_is_too_large_is_refused_unread(
    browser: Browser, headers: dict[str, str], status: int
) -> None:
    answer = browser.request("PUT", "/uploads", params={"name": "x"}, content=b"x", headers=headers)
    assert answer.status_code == status, answer.text


def test_a_multipart_question_is_refused_with_files_or_without(browser: Browser) -> None:
    """GraphQL's own uploads stay off: a form of any site could send them."""
    operations = '{"query": "{ about { name } }", "variables": {"f": null}}'
    form = {"operations": operations, "map": '{"0": ["variables.f"]}'}
    answer = browser.post("/graphql", data=form, files={"0": ("x", b"x")})
    assert answer.status_code == 415


def test_a_body_of_unknown_length_is_refused(browser: Browser) -> None:
    async def endless() -> Any:
        yield b"x"

    answer = browser.request("PUT", "/uploads", content=endless(), headers=BYTES)
    assert answer.status_code == 411


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\list.edi", "list.edi"),
        ("", "upload"),
        (".hidden", "hidden"),
        ("a\x00b\n\x1b[2Jc.csv", "a b  [2Jc.csv"),
        ("список людей.csv", "список людей.csv"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_odd_names_do_no_harm(browser: Browser, name: str, kept: str) -> None:
    answer = browser.request("PUT", "/uploads", params={"name": name}, content=b"x", headers=BYTES)
    assert answer.json()["name"] == kept


@given(st.text(max_size=400))
def test_every_name_becomes_one_that_a_folder_can_hold(name: str) -> None:
    kept = safe_name(name)
    assert kept
    assert len(kept.encode()) <= 255
    assert not set(kept) & set("/\\\0\n")
    assert not kept.startswith(".")
    assert safe_name(kept) == kept


def test_a_bomb_is_refused_and_the_rest_of_the_batch_is_read(
    browser: Browser, installation: Path
) -> None:
    bomb = installation / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.csv", b"\0" * (80 * 2**20))
    good = sent(browser, write_passengers(installation / "list.edi", 3))
    tried = data(browser, DRY, {"uploads": [sent(browser, bomb), good]})["ingestDryRun"]["files"]
    told = {file["file"]: (file["state"], file["error"]) for file in tried}
    assert told["list.edi"] == ("finished", "")
    (state, error) = next(each for name, each in told.items() if name.startswith("bomb.zip"))
    assert state == "failed"
    assert "unpacks to more than" in error
    assert str(installation) not in error
    assert "tripoint-uploads" not in error


def test_what_is_no_file_of_any_format_fails_in_words(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("dear colleague")
    (file,) = data(browser, DRY, {"uploads": [sent(browser, tmp_path / "note.txt")]})[
        "ingestDryRun"
    ]["files"]
    assert (file["file"], file["state"], file["run"]) == (
        "note.txt",
        "failed",
        None,
    )
    assert file["error"].startswith("note.txt: looks like none of")


def test_two_files_of_one_name_are_two(browser: Browser, installation: Path) -> None:
    one = sent(browser, write_passengers(installation / "a.edi", 3), "list.edi")
    two = sent(browser, write_passengers(installation / "b.edi", 3, start=9), "list.edi")
    tried = data(browser, DRY, {"uploads": [one, two]})["ingestDryRun"]
    assert [file["file"] for file in tried["files"]] == ["list (2).edi", "list.edi"]


def test_what_cannot_be_asked_of_the_desk_is_refused_in_words(
    browser: Browser, installation: Path
) -> None:
    upload = sent(browser, write_passengers(installation / "list.edi", 3))
    mapping = installation / "own.yaml"
    mapping.write_text("name: own")
    assert code(browser, DRY, uploads=["f" * 32]) == "BAD_ARGUMENT"
    assert code(browser, DRY, uploads=[]) == "BAD_ARGUMENT"
    assert code(browser, DRY, uploads=[upload], format="sugar") == "BAD_ARGUMENT"
    assert code(browser, DRY, uploads=[upload], format=str(mapping)) == "BAD_ARGUMENT"
    for name in ("../up", "", "a/b", "x" * 65):
        assert code(browser, HOLD, name=name, uploads=[upload]) == "BAD_ARGUMENT"
    assert settled(browser) == []


def test_while_a_draft_is_read_it_tells_how_far_it_is_and_is_left_alone(
    browser: Browser, installation: Path
) -> None:
    upload = sent(browser, write_passengers(installation / "list.edi", 20_000))
    data(browser, HOLD, {"name": "monday", "uploads": [upload]})
    query = "{ drafts { edges { node { reading progress { file read share } } } } }"
    seen: list[dict[str, Any]] = []
    until = monotonic() + 60
    while not seen and monotonic() < until:
        (edge,) = data(browser, query)["drafts"]["edges"]
        assert edge["node"]["reading"]
        seen = [edge["node"]["progress"]] if edge["node"]["progress"] else []
    assert seen[0]["file"] == "list.edi"
    assert 0 < seen[0]["read"] < 20_000
    assert code(browser, ACCEPT, name="monday") == "BUSY"
    assert code(browser, DROP, name="monday") == "BUSY"
    again = sent(browser, write_passengers(installation / "more.edi", 3))
    assert code(browser, HOLD, name="monday", uploads=[again]) == "BUSY"


def test_files_wait_for_an_hour_and_not_too_many_do(tmp_path: Path) -> None:
    now = 0.0
    uploads = Uploads(tmp_path, clock=lambda: now)
    first = uploads.begin("a.csv")
    for _ in range(UPLOADS_MAX - 1):
        uploads.begin("b.csv")
    with pytest.raises(UploadRefused, match="wait to be read already"):
        uploads.begin("c.csv")
    now = KEPT_SECONDS + 1
    uploads.begin("c.csv")
    with pytest.raises(UploadRefused, match="send it again"):
        uploads.find(first.id)
    assert len(list(tmp_path.iterdir())) == 1


def test_sources_are_told_to_who_would_see_their_records(
    installation: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    (installation / "sources.yaml").write_text(
        "sources: {paxlst: {owner: ID, grade: D4}, desk: {reliability: B}}"
    )
    monkeypatch.setenv("TRIPOINT_SOURCES", str(installation / "sources.yaml"))
    browser: Browser = request.getfixturevalue("browser")
    query = "{ sources { name owner category reliability credibility grade gradeProbability } }"

    def told(viewer: str) -> dict[str, dict[str, Any]]:
        return {each["name"]: each for each in data(browser, query, viewer=viewer)["sources"]}

    every = told("full")
    assert every["paxlst"]["owner"] == "ID"
    assert (every["paxlst"]["grade"], every["paxlst"]["reliability"]) == ("D4", "D")
    assert 0 < every["paxlst"]["gradeProbability"] < 1
    assert (every["desk"]["reliability"], every["desk"]["grade"]) == ("B", None)
    some = told("trade")
    assert "paxlst" not in some
    assert "desk" not in some, "nobody says how its records are handled"
    assert all(each["category"] != "passenger" for each in some.values())
    assert some
