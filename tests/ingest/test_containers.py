"""Compressed files and archives: every file inside is read, and none can do harm."""

import gzip
import io
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from paxlst_by_hand import write_passengers
from stores import SECRET

from tripoint_graph.ids import Ids
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL
from tripoint_ingest.batch import load_files
from tripoint_ingest.containers import Member, Refused, budget, unpacked
from tripoint_ingest.containers.zips import DIRECTORY_BYTES_MAX
from tripoint_ingest.loading import Loading
from tripoint_ingest.outcome import Outcome, exit_status
from tripoint_ingest.sources import Sources

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

IDS = Ids(SECRET)


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def tarred(path: Path, members: dict[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # modes are literals there
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def gz(path: Path, content: bytes) -> Path:
    path.write_bytes(gzip.compress(content))
    return path


def zst(path: Path, content: bytes) -> Path:
    path.write_bytes(zstd.compress(content))
    return path


def held(path: Path) -> dict[str, bytes | str]:
    """Name inside to content, or to why it is not read."""
    found: dict[str, bytes | str] = {}
    for each in unpacked(path):
        name = each.name.removeprefix(str(path))
        found[name] = each.path.read_bytes() if isinstance(each, Member) else each.reason
    return found


def loaded(store: EvidenceStore, *paths: Path) -> list[Outcome]:
    previous = {run.id: run for run in store.runs(FULL)}
    return list(load_files(paths, None, Sources(), "", Loading(store, IDS, previous)))


def test_a_plain_file_is_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"words")
    assert list(unpacked(path)) == [Member(str(path), path)]


@pytest.mark.parametrize("pack", [gz, zst])
def test_a_compressed_file_is_the_file_in_it(
    tmp_path: Path, pack: Callable[[Path, bytes], Path]
) -> None:
    path = pack(tmp_path / f"rows.csv.{pack.__name__}", b"a,b\n1,2\n")
    (member,) = (each for each in unpacked(path))
    assert isinstance(member, Member)
    assert member.name == str(path)
    assert member.path.name == "rows.csv"  # readers go by what a name ends with
    assert held(path) == {"": b"a,b\n1,2\n"}


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_archives_in_archives_are_opened_and_named_by_their_way_in(
    tmp_path: Path, mode: str
) -> None:
    inner = tarred(tmp_path / "inner.tar", {"x/deep.csv": b"deep"}, mode).read_bytes()
    one = gz(tmp_path / "one.gz", b"one").read_bytes()
    path = zipped(tmp_path / "batch.zip", {"a/flat.csv": b"flat", "inner.tar": inner, "1.gz": one})
    assert held(path) == {"!a/flat.csv": b"flat", "!inner.tar!x/deep.csv": b"deep", "!1.gz": b"one"}


def test_an_archive_too_deep_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    content = b"deep"
    for level in range(5):
        content = zipped(tmp_path / "level.zip", {f"{level}": content}).read_bytes()
    path = zipped(tmp_path / "nested.zip", {"in.zip": content, "flat": b"flat"})
    found = held(path)
    assert found.pop("!flat") == b"flat"
    (reason,) = found.values()
    assert "deeper" in str(reason)


def test_a_name_that_leads_out_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    names = ["../evil", "/etc/evil", "..\\evil", "C:\\evil", "a/../../evil"]
    for path in (
        zipped(tmp_path / "a.zip", {name: b"x" for name in [*names, "good"]}),
        tarred(tmp_path / "a.tgz", {name: b"x" for name in [*names, "good"]}),
    ):
        found = held(path)
        assert found.pop("!good") == b"x"
        assert len(found) == len(names)
        assert all("leads out" in str(reason) for reason in found.values())
    assert not list(tmp_path.parent.glob("evil*"))


def test_a_bomb_is_refused_by_what_comes_out_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "FREE_BYTES", 1_000_000)
    zeros = bytes(5_000_000)
    for path in (
        zipped(tmp_path / "a.zip", {"first": b"1", "zeros": zeros, "never": b"2"}),
        tarred(tmp_path / "a.tgz", {"first": b"1", "zeros": zeros, "never": b"2"}),
    ):
        found = held(path)
        assert found.pop("!first") == b"1"
        assert list(found) == [""]
        assert "200 times" in str(found[""])
    hidden = tarred(tmp_path / "b.tgz", {".zeros": zeros, "never": b"2"})
    assert "200 times" in str(held(hidden)[""])


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MEMBERS_MAX", 10)
    path = zipped(tmp_path / "a.zip", {str(n): b"" for n in range(20)})
    found = held(path)
    assert len(found) == 11
    assert "more than 10 files" in str(found[""])


def test_a_table_of_contents_too_long_to_hold_is_refused(tmp_path: Path) -> None:
    names = (f"{'n' * 60_000}{n}" for n in range(DIRECTORY_BYTES_MAX // 60_000 + 1))
    path = zipped(tmp_path / "a.zip", dict.fromkeys(names, b""))
    assert "table of contents" in str(held(path)[""])


def test_a_description_that_does_not_end_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a")
        info.pax_headers = {"comment": "x" * 3_000_000}
        archive.addfile(info)
    assert "described in more than" in str(held(path)[""])


def test_an_encrypted_member_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"secret": b"secret", "open": b"open"})
    content = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    path.write_bytes(content)
    found = held(path)
    assert "encrypted" in str(found["!secret"])
    assert found["!open"] == b"open"


def test_links_in_archives_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        link = tarfile.TarInfo("passwords")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert "link" in str(held(path)["!passwords"])


def test_a_broken_member_leaves_the_others_readable(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"bad": b"0123456789" * 9, "good": b"good"})
    content = bytearray(path.read_bytes())
    content[36] ^= 0xFF
    path.write_bytes(content)
    found = held(path)
    assert "broken or cut" in str(found["!bad"])
    assert found["!good"] == b"good"


@pytest.mark.parametrize("kind", ["zip", "tgz", "gz", "zst", "tar"])
def test_a_container_cut_or_spoilt_anywhere_is_told_and_never_an_error(
    tmp_path: Path, kind: str
) -> None:
    words = b"".join(b"%d,row\n" % (n * n) for n in range(400))
    whole = {
        "zip": lambda path: zipped(path, {"a": words, "b": words}),
        "tgz": lambda path: tarred(path, {"a": words, "b": words}),
        "tar": lambda path: tarred(path, {"a": words, "b": words}, "w"),
        "gz": lambda path: gz(path, words),
        "zst": lambda path: zst(path, words),
    }[kind](tmp_path / f"whole.{kind}")
    content = whole.read_bytes()
    path = tmp_path / f"hurt.{kind}"
    for at in range(0, len(content), max(1, len(content) // 30)):
        path.write_bytes(content[:at])
        list(unpacked(path))
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        list(unpacked(path))
    path.write_bytes(content[: -len(content) // 3])
    if kind != "tar":
        assert any(isinstance(each, Refused) for each in unpacked(path))


def test_a_cut_tar_is_told(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar", {"a": b"a" * 30_000, "b": b"b" * 30_000}, "w")
    path.write_bytes(path.read_bytes()[:45_000])
    found = held(path)
    assert found["!a"] == b"a" * 30_000
    assert any("cut" in str(reason) for reason in found.values() if isinstance(reason, str))


@pytest.mark.parametrize("signature", [b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x00", b"BZh9"])
def test_what_is_not_unpacked_is_told_by_its_name(tmp_path: Path, signature: bytes) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(signature + bytes(40))
    assert "unpack it" in str(held(path)[""])


def test_a_workbook_is_a_table_and_no_archive(tmp_path: Path) -> None:
    book = Workbook()
    path = tmp_path / "rows.xlsx"
    book.save(path)
    assert list(unpacked(path)) == [Member(str(path), path)]


def test_hidden_files_and_what_a_mac_adds_are_left_out(tmp_path: Path) -> None:
    names = [".DS_Store", "a/.hidden/x", "__MACOSX/a/._x", "a/x"]
    assert list(held(zipped(tmp_path / "a.zip", dict.fromkeys(names, b"x")))) == ["!a/x"]


def test_what_was_laid_down_is_taken_away_and_was_its_owner_s_alone(tmp_path: Path) -> None:
    path, place = zipped(tmp_path / "a.zip", {"a": b"a", "b": b"b"}), tmp_path / "place"
    place.mkdir()
    for each in unpacked(path, place):
        assert isinstance(each, Member)
        assert each.path.parent.stat().st_mode & 0o077 == 0
        assert len([p for p in place.rglob("*") if p.is_file()]) == 1
    assert list(place.iterdir()) == []
    half = unpacked(path, place)
    next(half)
    half.close()
    assert list(place.iterdir()) == []


def test_each_file_of_an_archive_is_a_run_of_its_own(store: EvidenceStore, tmp_path: Path) -> None:
    first = write_passengers(tmp_path / "1.edi", 3).read_bytes()
    second = write_passengers(tmp_path / "2.edi", 3, start=3).read_bytes()
    broken = second.replace(b"UNT+", b"UNT+9")
    path = zipped(
        tmp_path / "batch.zip", {"in/1.edi": first, "in/2.edi": broken, "junk.bin": b"\0\1"}
    )
    outcomes = loaded(store, path)
    assert [(o.state, o.new) for o in outcomes] == [("finished", 3), ("finished", 3), ("failed", 0)]
    assert exit_status(outcomes) == 4
    assert "batch.zip!junk.bin" in outcomes[2].error
    assert "tripoint-" not in outcomes[2].error
    runs = {run.file: run for run in store.runs(FULL)}
    assert sorted(runs) == ["batch.zip!in/1.edi", "batch.zip!in/2.edi"]
    (issue, *_) = store.issues(runs["batch.zip!in/2.edi"].id, FULL)
    assert issue.file == "batch.zip!in/2.edi"
    origins = {found.record.origin for found in store.page(FULL)}
    assert all(origin.startswith("batch.zip!in/") for origin in origins)


def test_a_file_is_one_run_packed_or_not(store: EvidenceStore, tmp_path: Path) -> None:
    plain = write_passengers(tmp_path / "1.edi", 3)
    (first,) = loaded(store, plain)
    digest, runs = store.info().digest, store.runs(FULL)
    (again,) = loaded(store, gz(tmp_path / "1.edi.gz", plain.read_bytes()))
    assert (again.run, again.new, again.known) == (first.run, 0, 3)
    assert (store.info().digest, store.runs(FULL)) == (digest, runs)
