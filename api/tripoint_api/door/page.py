"""The page for asking by hand: GraphiQL from our own files, with the examples as its tabs.

It asks nobody but this server: scripts, styles and fonts are shipped (`static/graphiql`), and
the page's content policy forbids the rest. Nothing typed into it is kept in the browser, because
questions name people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

import orjson

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy. GraphiQL sets styles on elements, so inline styles must pass."""

STATIC = Path(str(files("tripoint_api") / "static"))
EXAMPLES = Path(str(files("tripoint_api") / "examples"))

_PAGE = Template(
    """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Tripoint: ask in GraphQL</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/graphiql/graphiql.min.css">
<link rel="stylesheet" href="/static/graphiql/page.css">
</head>
<body>
<header>
<label>Asking as <select id="viewer">$options</select></label>
<span>A chain is a lead to be checked, not a finding about anybody.</span>
</header>
<div id="graphiql">Loading…</div>
<noscript>This page needs JavaScript; POST to /graphql does not.</noscript>
<script type="application/json" id="tabs">$tabs</script>
<script src="/static/graphiql/react.production.min.js"></script>
<script src="/static/graphiql/react-dom.production.min.js"></script>
<script src="/static/graphiql/graphiql.min.js"></script>
<script src="/static/graphiql/start.js"></script>
</body>
</html>
"""
)


@dataclass(frozen=True, slots=True)
class Example:
    """A document that can be run as it stands.

    Attributes:
        name: its file's name without the ending.
        query: the document.
    """

    name: str
    query: str


def examples() -> list[Example]:
    """The shipped examples, by file name."""
    return [
        Example(path.stem, path.read_text("utf-8")) for path in sorted(EXAMPLES.glob("*.graphql"))
    ]


def page(viewers: Sequence[str], chosen: str) -> str:
    """The page as HTML.

    Args:
        viewers: names one can ask as.
        chosen: the one that is chosen at first.
    """
    options = "".join(
        f"<option{' selected' if name == chosen else ''}>{escape(name)}</option>"
        for name in viewers
    )
    tabs = orjson.dumps([{"query": example.query} for example in examples()]).decode()
    # "</script>" inside the data would end it.
    return _PAGE.substitute(options=options, tabs=tabs.replace("<", "\\u003c"))
