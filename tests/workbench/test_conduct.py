"""How the workbench behaves: towards whoever asks, towards failure, and towards odd data."""

import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pypdf import PdfReader
from served import Looked, looking, serving
from stores import SECRET

from tripoint_api import create_app
from tripoint_graph.ids import Ids
from tripoint_graph.model import Category, Claim, Grade, Handling, Mention, Record, Tlp
from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL
from tripoint_graph.worlds import Worlds

pytestmark = pytest.mark.browser

HUB = 10_000
OPENED = "/?hops=4&open=stays,breaks,gaps"
LIST = Handling("UN", Tlp.CLEAR, Category.LIST)
CARGO = Handling("MY", Tlp.AMBER, Category.TRADE)
LONG = "Perusahaan Perdagangan dan Pengangkutan Antarabangsa Sungai Panjang Sekali Sdn Bhd " * 2


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EvidenceStore]:
    """An empty store."""
    found = open_store(f"sqlite:///{tmp_path}/own.db", SECRET)
    yield found
    found.close()


def app_over(store: EvidenceStore) -> object:
    return create_app(store, Worlds(store), {"full": FULL}, "full", ids=Ids(SECRET))


def record(key: str, handling: Handling, mentions: tuple[Mention, ...], *claims: Claim) -> Record:
    return Record(
        source=str(handling.category),
        source_key=key,
        handling=handling,
        version="1",
        grade=Grade("B", 2),
        observed_at="2026-03-01",
        mentions=mentions,
        claims=claims,
        raw=f"the words of {key}",
        origin="by hand",
    )


def fighter(name: str) -> Record:
    """A listed person with a phone."""
    who = {"name": (name,), "list_regime": ("UN SC 1267/1989/2253",)}
    parts = (Mention("p", "person", who), Mention("t", "phone", {"number": ("+628129870",)}))
    return record("Q1", LIST, parts, Claim("USES_PHONE", "p", "t"))


def supplier(name: str) -> Record:
    """A consignor of watched goods with the same phone."""
    parts = (
        Mention("f", "organisation", {"name": (name,)}),
        Mention("t", "phone", {"number": ("+628129870",)}),
        Mention("b", "consignment", {"bill": ("B1",)}),
        Mention("g", "commodity", {"hs": ("283429",), "watched": ("yes",)}),
    )
    return record(
        "D1",
        CARGO,
        parts,
        Claim("USES_PHONE", "f", "t"),
        Claim("CONSIGNOR_OF", "f", "b"),
        Claim("CONTAINS", "b", "g"),
    )


def status(page: Page) -> str:
    return page.locator("[role=status]").first.inner_text()


def test_another_viewer_has_another_world(address: str, look: Looked) -> None:
    page = look.page
    page.goto(address)
    expect(page.locator(".chain-card").first).to_be_visible()
    page.get_by_role("combobox", name="Asking as").click()
    page.get_by_role("option", name="trade").click()
    expect(page.get_by_text("No chain was found.")).to_be_visible()
    expect(page.locator(".chain-card")).to_have_count(0)
    assert parse_qs(urlsplit(page.url).query)["as"] == ["trade"]


def test_a_view_is_its_address(address: str, browser: Browser, look: Looked) -> None:
    page = look.page
    page.goto(address)
    expect(page.locator(".chain-card").nth(1)).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("l")
    expect(page.locator("aside .record").first).to_be_visible()
    chosen = page.locator(".chain-step[aria-pressed=true]").get_attribute("aria-label")
    with looking(browser) as other:
        other.page.goto(page.url)
        again = other.page.locator(".chain-step[aria-pressed=true]")
        expect(again).to_have_attribute("aria-label", chosen or "")


def test_what_lies_before_the_answers_is_forbidden_to_ask_elsewhere(
    address: str, look: Looked
) -> None:
    page = look.page
    answer = page.goto(address)
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    page.evaluate("fetch('http://localhost:9/').catch(() => 0)")
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in told for told in look.complaints)


def test_every_shown_step_opens_its_records(address: str, look: Looked) -> None:
    page = look.page
    page.goto(address)
    steps = page.locator(".chain-card").first.locator(".chain-step")
    expect(steps.first).to_be_visible()
    for number in range(steps.count()):
        steps.nth(number).click()
        expect(page.get_by_role("heading", name=f"Step {number + 1}")).to_be_visible()
        expect(page.locator("aside .record pre").first).not_to_be_empty()


def test_a_server_that_goes_is_told_of_and_one_that_comes_back_is_asked(
    store: EvidenceStore, browser: Browser
) -> None:
    store.append([fighter("Aziz Karimov"), supplier("Kimia Jaya")])
    app = app_over(store)
    with looking(browser) as looked:
        with serving(app) as address:  # type: ignore[arg-type]
            looked.page.goto(address)
            expect(looked.page.locator(".chain-card")).to_have_count(1)
        port = urlsplit(address).port
        assert port is not None
        looked.page.get_by_label("Without context").check()
        expect(looked.page.get_by_text("The server does not answer")).to_be_visible()
        with serving(app, port):  # type: ignore[arg-type]
            expect(looked.page.locator(".chain-card")).to_have_count(1)
            expect(looked.page.get_by_text("The server does not answer")).to_have_count(0)


def test_an_empty_store_says_what_to_do(store: EvidenceStore, browser: Browser) -> None:
    with serving(app_over(store)) as address, looking(browser) as looked:  # type: ignore[arg-type]
        for path, words in (
            ("/", "No chain was found."),
            ("/convergence", "Nobody stands close to all three."),
            ("/routes", "Nothing moved in this time."),
            ("/ingest", "Nothing is loaded yet"),
        ):
            looked.page.goto(address + path)
            expect(looked.page.get_by_text(words)).to_be_visible()
        assert looked.complaints == []


def test_a_hub_of_ten_thousand_is_cut_and_says_so(store: EvidenceStore, browser: Browser) -> None:
    store.append([fighter("Aziz Karimov"), supplier("Kimia Jaya")])
    phone = Mention("t", "phone", {"number": ("+628129870",)})
    for start in range(0, HUB, 2_000):
        firms = [
            record(
                f"P{n}",
                CARGO,
                (Mention("f", "organisation", {"name": (f"Firm {n}",)}), phone),
                Claim("USES_PHONE", "f", "t"),
            )
            for n in range(start, start + 2_000)
        ]
        store.append(firms)
    with serving(app_over(store)) as address, looking(browser) as looked:  # type: ignore[arg-type]
        page = looked.page
        page.goto(f"{address}/?view=network")
        expect(page.locator(".stage[data-ready='3']")).to_be_visible()
        for _ in range(3):
            page.keyboard.press("n")
            if "8129870" in page.locator(".canvas-tools").inner_text().replace(" ", ""):
                break
        page.keyboard.press("e")
        expect(page.locator(".stage[data-ready='3']")).to_have_count(0)
        drawn = int(page.locator(".stage").get_attribute("data-ready") or 0)
        assert 3 < drawn <= 30
        assert "left out" in page.locator("[role=status]").last.inner_text()
        page.keyboard.press("u")
        expect(page.locator(".stage[data-ready='3']")).to_be_visible()


def test_long_names_and_names_from_right_to_left_fit(
    store: EvidenceStore, browser: Browser, pictures: Path
) -> None:
    store.append([fighter("عبد الرحمن بن محمد الأنصاري"), supplier(LONG)])
    with serving(app_over(store)) as address, looking(browser) as looked:  # type: ignore[arg-type]
        page = looked.page
        page.goto(address)
        expect(page.get_by_text("عبد الرحمن").first).to_be_visible()
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0
        page.screenshot(path=pictures / "long-and-right-to-left.png")
        long = page.locator(".chain-node", has_text="Perusahaan").last
        assert "…" in long.locator("b").inner_text()
        expect(long.locator(".whole-name")).to_be_hidden()
        page.keyboard.press("Tab")
        long.focus()
        expect(long.locator(".whole-name")).to_have_text(LONG.strip())


def test_on_a_slow_network_it_says_that_it_waits(address: str, look: Looked) -> None:
    page = look.page

    def late(route: Route) -> None:
        time.sleep(0.5)
        route.continue_()

    page.route("**/graphql", late)
    page.goto(address)
    expect(page.get_by_role("status", name="Waiting for the answer").first).to_be_visible()
    expect(page.locator(".chain-card").first).to_be_visible()


def test_on_a_telephone_nothing_sticks_out(address: str, look: Looked) -> None:
    page = look.page
    page.set_viewport_size({"width": 360, "height": 760})
    for path in ("/", OPENED, "/convergence", "/routes?view=table", "/ingest"):
        page.goto(address + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("combobox", name="Asking as")).to_be_visible()
        wide = page.locator("header :is(button, input)").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().right)"
        )
        assert max(wide) <= 360
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def printed(page: Page) -> list[str]:
    """The words of each page of what is printed, on one line each."""
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [" ".join(each.extract_text().split()) for each in pages]


def test_every_printed_page_is_marked_and_a_chain_has_all_its_evidence(
    address: str, look: Looked, pictures: Path
) -> None:
    page = look.page
    page.goto(address)
    page.locator(".chain-step").first.click()
    expect(page.locator("aside .record").first).to_be_visible()
    expect(page.locator(".printed-evidence pre").first).to_be_attached()
    steps = page.locator(".chain-card").first.locator(".chain-step").count()
    pages = printed(page)
    assert len(pages) >= 2
    for number, words in enumerate(pages, 1):
        assert "TLP:AMBER" in words
        assert f"{number} / {len(pages)}" in words
    whole = " ".join(pages)
    assert all(f"Step {number}:" in whole for number in range(1, steps + 1))
    assert whole.count("What would break it") == 1
    (pictures / "chain.pdf").write_bytes(page.pdf(prefer_css_page_size=True))


def test_all_chains_are_printed_where_none_is_chosen(address: str, look: Looked) -> None:
    page = look.page
    page.goto(address)
    expect(page.locator(".chain-card").first).to_be_visible()
    pages = printed(page)
    assert len(pages) >= 2
    assert all("TLP:AMBER" in words for words in pages)


@pytest.mark.parametrize("view", ["chains", "network", "timeline"])
def test_a_screen_that_nobody_touches_rests(view: str, address: str, look: Looked) -> None:
    page = look.page
    page.goto(f"{address}/?view={view}")
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable")

    def script_seconds() -> float:
        told = client.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in told if each["name"] == "ScriptDuration"))

    def busy() -> float:
        before = script_seconds()
        page.wait_for_timeout(1000)
        return script_seconds() - before

    assert any(busy() < 0.05 for _ in range(8))


def test_the_other_languages_are_spoken(address: str, look: Looked) -> None:
    for code, words in (("fr", "sont-ils liés ?"), ("id", "terhubung?")):
        look.page.goto(f"{address}/?lang={code}")
        expect(look.page.get_by_text(words)).to_be_visible()
        assert look.page.locator("html").get_attribute("lang") == code


def test_the_query_behind_a_screen_opens_in_graphiql(address: str, look: Looked) -> None:
    page = look.page
    page.goto(address)
    expect(page.locator(".chain-card").first).to_be_visible()
    page.get_by_label("Show the queries").click()
    asked = page.locator(".query", has_text="ConnectionsOf")
    link = asked.get_by_role("link", name="Open in GraphiQL").get_attribute("href")
    page.goto(f"{address}{link}")
    expect(page.locator(".graphiql-query-editor")).to_contain_text("query ConnectionsOf")
