"""The workbench's network beside a bare sigma page on the same graph, in the same browser.

5,000 edges between 3,000 nodes at given places (QUICK: 500 and 300). `paint` is from the data in
hand to the second frame after; `pan` is the JavaScript time of a frame while the picture is
dragged. Ratios are ours over the bare page's, median of rounds in turn: what shapes, icons, dashes,
arrows, choosing and the rest of the page cost. Ours starts its renderer while the answer is
awaited, the bare page once it has the data. Needs Chromium and `web/node_modules` (`make web`).
"""

import json
import random
import shutil
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Route, sync_playwright
from report import QUICK, metric

ROOT = Path(__file__).parents[1]
MODULES = ROOT / "web" / "node_modules"
EDGES = 500 if QUICK else 5_000
NODES = EDGES * 3 // 5
ROUNDS = 2 if QUICK else 4
DRAGS = 15
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
BARE = """<!doctype html><title>bare</title>
<style>body{margin:0}#stage{width:892px;height:600px}</style><div id="stage"></div>
<script src="/graphology.js"></script><script src="/sigma.js"></script>
<script>
window.draw = async (network) => {
  const began = performance.now();
  const graph = new graphology.Graph({multi: true});
  network.entities.forEach(({id, caption}, i) => graph.addNode(id,
    {label: caption, x: network.layout.x[i], y: network.layout.y[i], size: 9, color: "#1a367c"}));
  network.links.forEach(({id, source, target}) =>
    graph.addEdgeWithKey(id, source.id, target.id, {size: 1, color: "#6b7280"}));
  new Sigma(graph, document.getElementById("stage"));
  await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame);
  return performance.now() - began;
};
</script>"""
WATCH = """
const asked = window.fetch;
window.fetch = async (...all) => {
  const answer = await asked(...all);
  const read = answer.json.bind(answer);
  answer.json = async () => {
    const told = await read();
    if (told.data && told.data.neighbourhood && told.data.neighbourhood.layout)
      window.began = performance.now();
    return told;
  };
  return answer;
};
new MutationObserver(async () => {
  if (window.painted || !document.querySelector(".stage[data-ready='NODES']")) return;
  window.painted = -1;
  await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame);
  window.painted = performance.now() - window.began;
}).observe(document, {subtree: true, childList: true, attributes: true});
""".replace("NODES", str(NODES))


def network() -> dict[str, Any]:
    """A network as `neighbourhood` answers it: hubs, kinds and places dealt by a seed."""
    chance = random.Random(1)
    kinds = [("person", "people"), ("organisation", "context"), ("phone", "context")]
    entities = []
    for number in range(NODES):
        kind, strand = chance.choice(kinds)
        name = f"Entity {number}"
        entities.append({"id": f"{number:032x}", "kind": kind, "caption": name, "strand": strand})
    ends = [(int(NODES * chance.random() ** 3), chance.randrange(NODES)) for _ in range(EDGES)]
    return {
        "entities": entities,
        "links": [
            {
                "id": f"{number + NODES:032x}",
                "type": "USES_PHONE",
                "nature": chance.choice(["conduct", "context"]),
                "confidence": chance.random(),
                "sentence": "",
                "source": {"id": f"{one:032x}"},
                "target": {"id": f"{other:032x}"},
            }
            for number, (one, other) in enumerate(ends)
            if one != other
        ],
        "layout": {
            "x": [chance.gauss(0, 30) for _ in range(NODES)],
            "y": [chance.gauss(0, 30) for _ in range(NODES)],
        },
        "linksTruncated": {"shown": EDGES, "total": EDGES, "rankedBy": "chance"},
    }


def script_seconds(client: CDPSession) -> float:
    """JavaScript time of a page so far."""
    told = client.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in told if each["name"] == "ScriptDuration"))


def pan(page: Page, x: float, y: float) -> float:
    """Milliseconds of JavaScript a frame while the picture is dragged."""
    page.evaluate("window.frames_ = 0; (function f() { frames_++; requestAnimationFrame(f) })()")
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable")
    before = script_seconds(client)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(DRAGS):
        page.mouse.move(x + 3 * step, y + 2 * step)
        page.wait_for_timeout(16)
    page.mouse.up()
    return 1000 * (script_seconds(client) - before) / max(1, int(page.evaluate("frames_")))


def bare(browser: Browser, data: dict[str, Any]) -> tuple[float, float]:
    """Paint and pan of the bare page."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for name, path in (
        ("graphology", "graphology/dist/graphology.umd.min.js"),
        ("sigma", "sigma/dist/sigma.min.js"),
    ):
        page.route(f"**/{name}.js", _served((MODULES / path).read_bytes()))
    page.route("**/bare", _served(BARE.encode(), "text/html"))
    page.goto("http://localhost/bare")
    paint = float(page.evaluate("(network) => window.draw(network)", data))
    moved = pan(page, 15, 15)
    page.close()
    return paint, moved


def ours(browser: Browser, data: dict[str, Any]) -> tuple[float, float]:
    """Paint and pan of the workbench's own build, its server played by these answers."""
    built = ROOT / "api" / "tripoint_api" / "static" / "workbench"
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(WATCH)
    page.route("**/*", lambda route: _workbench(route, built, data))
    page.goto("http://localhost/?view=network")
    page.wait_for_function("() => window.painted > 0", timeout=120_000)
    paint = float(page.evaluate("window.painted"))
    box = page.locator(".stage").bounding_box()
    assert box is not None
    moved = pan(page, box["x"] + 15, box["y"] + 15)
    page.close()
    return paint, moved


def _served(body: bytes, kind: str = "text/javascript") -> Callable[[Route], None]:
    return lambda route: route.fulfill(body=body, content_type=kind)


def _workbench(route: Route, built: Path, data: dict[str, Any]) -> None:
    path = route.request.url.partition("localhost/")[2].partition("?")[0]
    if path == "graphql":
        route.fulfill(
            json={"data": _answer(json.loads(route.request.post_data or "{}")["query"], data)}
        )
    elif path.startswith("static/workbench/"):
        route.fulfill(path=built / path.removeprefix("static/workbench/"))
    else:
        route.fulfill(path=built / "index.html")


def _answer(query: str, data: dict[str, Any]) -> dict[str, Any]:
    if "neighbourhood" in query:
        return {"neighbourhood": data}
    if "ontology" in query:
        return {"ontology": {"links": []}}
    if "connections" in query:
        return {"connections": _one_chain(data)}
    return {"about": {"viewers": ["full"]}, "viewer": {"name": "full", "tlp": "RED"}}


def _one_chain(data: dict[str, Any]) -> dict[str, Any]:
    first = data["entities"][0] | {"classes": [], "marking": {"tlp": "CLEAR"}}
    chain = {"id": "0", "cost": 0, "confidence": 1, "hops": 0, "steps": []}
    chain |= {"expectedByChance": None, "breaks": None, "bySource": None}
    chain["entities"] = [{"role": "SUBJECT", "entity": first}]
    page = {"hasNextPage": False, "endCursor": None}
    told = {"shown": 1, "total": 1, "rankedBy": "cost", "complete": True, "exploredCost": None}
    return told | {"edges": [{"node": chain}], "pageInfo": page, "costModel": ""}


def main() -> None:
    path = shutil.which("chromium")
    if path is None or not (MODULES / "sigma").is_dir():
        sys.exit("this needs Chromium, and web/node_modules: make web")
    data = json.loads(json.dumps(network()))
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=FLAGS)
        rounds = [(ours(browser, data), bare(browser, data)) for _ in range(ROUNDS)]
        del rounds[0]  # the first pays for the graphics driver's start
        browser.close()
    for at, name, unit in ((0, "paint", "ms"), (1, "pan", "ms of script a frame")):
        own = statistics.median(each[0][at] for each in rounds)
        peer = statistics.median(each[1][at] for each in rounds)
        ratio = statistics.median(one[at] / other[at] for one, other in rounds)
        metric("canvas", f"{name}_workbench", own, unit)
        metric("canvas", f"{name}_bare_sigma", peer, unit)
        metric("canvas", f"{name}_over_bare_sigma", ratio, "times", peer="sigma 3", aim="<= 1.5")


if __name__ == "__main__":
    main()
