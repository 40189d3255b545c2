"""Settings, the installation's secret, and the viewers' file."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from tripoint.secret import SecretError, installation_secret
from tripoint.settings import Settings
from tripoint.viewers import ViewersError, find_viewer, load_viewers
from tripoint_graph.model import Category, Tlp


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    settings = Settings(secret_file=tmp_path / "deep" / "secret")
    first = installation_secret(settings)
    assert len(first) == 64
    assert settings.secret_file.stat().st_mode & 0o777 == 0o600
    assert installation_secret(settings) == first
    assert [p.name for p in settings.secret_file.parent.iterdir()] == ["secret"]


def test_two_first_starts_at_once_end_with_one_secret(tmp_path: Path) -> None:
    settings = Settings(secret_file=tmp_path / "secret")
    with ThreadPoolExecutor(16) as pool:
        made = set(pool.map(lambda _: installation_secret(settings), range(64)))
    assert len(made) == 1


def test_a_secret_from_the_environment_makes_no_file(tmp_path: Path) -> None:
    settings = Settings(secret=SecretStr("x" * 16), secret_file=tmp_path / "secret")
    assert installation_secret(settings) == b"x" * 16
    assert not settings.secret_file.exists()


def test_a_short_secret_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(SecretError, match="at least 16 bytes") as told:
        installation_secret(Settings(secret=SecretStr("hush"), secret_file=tmp_path / "s"))
    assert "hush" not in str(told.value)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIPOINT_STORE", "sqlite:///elsewhere.db")
    assert Settings().store == "sqlite:///elsewhere.db"
    assert "hush-hush-hush-hush" not in repr(Settings(secret=SecretStr("hush-hush-hush-hush")))


def test_the_shipped_viewers_are_full_trade_and_travel() -> None:
    viewers = load_viewers()
    assert list(viewers) == ["full", "trade", "travel"]
    assert find_viewer(viewers, "full").sees_everything
    assert Category.PASSENGER not in find_viewer(viewers, "trade").categories
    assert Category.TRADE not in find_viewer(viewers, "travel").categories


def test_a_viewers_file_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "viewers.yaml"
    path.write_text("viewers: {kl: {member: MY, tlp: amber_strict, categories: [trade]}}")
    viewer = find_viewer(load_viewers(path), "kl")
    assert (viewer.member, viewer.tlp) == ("MY", Tlp.AMBER_STRICT)
    assert viewer.categories == frozenset([Category.TRADE])


@pytest.mark.parametrize(
    "text",
    ["viewers: {kl: {member: MY, tlp: purple}}", "viewers: {kl: {tlp: red}}", "[", "viewers: 3"],
)
def test_a_viewers_file_that_is_wrong_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "viewers.yaml"
    path.write_text(text)
    with pytest.raises(ViewersError, match=r"viewers\.yaml"):
        load_viewers(path)


def test_an_unknown_viewer_is_told_with_the_known_ones() -> None:
    with pytest.raises(ViewersError, match="full, trade, travel"):
        find_viewer(load_viewers(), "nobody")
