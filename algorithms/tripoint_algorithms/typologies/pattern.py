"""A whole typology: its parts, checked against each other."""

from collections.abc import Collection, Iterator
from functools import cached_property
from string import Formatter
from typing import Self

from pydantic import Field, model_validator

from tripoint_algorithms.typologies.declaration import (
    LINKS_MAX,
    NODES_MAX,
    Compare,
    Declared,
    Link,
    Name,
    Node,
    Times,
    Without,
    check_property,
)
from tripoint_graph.ontology import ONTOLOGY, Strand


class Pattern(Declared):
    """One version of one typology.

    Attributes:
        name, version: together they name it for good: a version never changes.
        title: one line; strand: its colour; source: where it is described.
        says: a sentence with nodes in braces: what a match may mean, never that it does.
        innocent: the likeliest innocent reason for it.
        nodes, links: the graph, connected.
        about: nodes whose own conduct it tells; subjects spread from these, and from members of
            actor classes, over conduct alone.
        times, compare, without: further conditions.
        interchangeable: groups of nodes that may be swapped: one match, not two.
        labelled: kinds of planted stories that it is meant to find (`truth.json`).
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)
    version: int = Field(ge=1)
    title: str = Field(max_length=120)
    strand: Strand
    source: str
    says: str
    innocent: str
    nodes: dict[Name, Node] = Field(min_length=2, max_length=NODES_MAX)
    links: dict[Name, Link] = Field(min_length=1, max_length=LINKS_MAX)
    about: tuple[str, ...] = ()
    times: tuple[Times, ...] = ()
    compare: tuple[Compare, ...] = ()
    without: tuple[Without, ...] = ()
    interchangeable: tuple[tuple[str, ...], ...] = ()
    labelled: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Name and version, as people write them."""
        return f"{self.name}/{self.version}"

    @cached_property
    def singles(self) -> tuple[str, ...]:
        """Nodes that stand for one entity."""
        return tuple(name for name, node in self.nodes.items() if node.many is None)

    @property
    def bounded(self) -> bool:
        """Whether there may be too many of something."""
        many = [node.many for node in self.nodes.values() if node.many]
        return any(
            each.at_most is not None or (each.sum and each.sum.at_most is not None) for each in many
        )

    @cached_property
    def properties(self) -> dict[str, frozenset[str]]:
        """Node to the properties that any condition on it goes by, where there are any."""
        asked = {name: set(node.properties) for name, node in self.nodes.items()}
        for each in self.compare:
            for node, name in each.ends:
                asked[node].add(name)
        return {name: frozenset(found) for name, found in asked.items() if found}

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        for place, name, known in self._named():
            if name not in known:
                raise ValueError(f"{place}: names {name!r}, which is none of {', '.join(known)}")
        self._check_links()
        self._check_conditions()
        if sum(node.many is not None and bool(node.many.by) for node in self.nodes.values()) > 1:
            raise ValueError("within_days stands on two nodes; one of them dates the whole match")
        if not self.singles:
            raise ValueError("every node is `many`: one at least must stand for one entity")
        if loose := set(self.nodes) - self._reached():
            raise ValueError(
                f"nothing joins {min(loose)!r} to {next(iter(self.nodes))!r}: the nodes of a "
                "pattern hang together by its links"
            )
        return self

    def _named(self) -> Iterator[tuple[str, str, Collection[str]]]:
        """Where something is named, what, and what there is to be named."""
        nodes, links = self.nodes, self.links
        for name, link in links.items():
            yield f"links.{name}.from", link.source, nodes
            yield f"links.{name}.to", link.target, nodes
        for at, times in enumerate(self.times):
            yield f"times.{at}.first", times.first, links
            yield f"times.{at}.then", times.then, links
        for at, each in enumerate(self.compare):
            for node, _ in each.ends:
                yield f"compare.{at}", node, nodes
        for at, gone in enumerate(self.without):
            yield f"without.{at}.node", gone.node, nodes
            if isinstance(gone.to, str):
                yield f"without.{at}.to", gone.to, nodes
            if gone.before:
                yield f"without.{at}.before", gone.before, links
        for name in (*self.about, *(each for group in self.interchangeable for each in group)):
            yield "about" if name in self.about else "interchangeable", name, nodes
        for name, own in nodes.items():
            if own.many and own.many.by:
                yield f"nodes.{name}.many.by", own.many.by, links
        for _, field, _, _ in Formatter().parse(self.says):
            if field is not None:
                yield "says", field, nodes

    def _check_links(self) -> None:
        for name, link in self.links.items():
            ends = [set(self.nodes[end].kind) for end in (link.source, link.target)]
            for kind in link.type:
                declared = ONTOLOGY.links[kind]
                sides = [set(declared.source), set(declared.target)]
                fits = ends[0] & sides[0] and ends[1] & sides[1]
                if not fits and not (link.either_way and ends[0] & sides[1] and ends[1] & sides[0]):
                    raise ValueError(
                        f"links.{name}: a {kind} runs from {' or '.join(declared.source)} to "
                        f"{' or '.join(declared.target)}; change its ends or its kind"
                    )

    def _check_conditions(self) -> None:
        for name, node in self.nodes.items():
            if node.many and node.many.by:
                by = self.links[node.many.by]
                if name not in {by.source, by.target}:
                    raise ValueError(f"nodes.{name}.many.by: {node.many.by} does not touch it")
        for at, each in enumerate(self.compare):
            for side, (name, asked) in zip(("left", "right"), each.ends, strict=True):
                check_property(f"compare.{at}.{side}", asked, self.nodes[name].kind)
        for name in self.about:
            touching = [k for k in self.links.values() if name in {k.source, k.target}]
            if all(link.context for link in touching):
                raise ValueError(f"about: names {name!r}, which nothing but context ties")
        for group in self.interchangeable:
            if len({self.nodes[name].model_dump_json() for name in group}) > 1:
                raise ValueError(f"interchangeable: {', '.join(group)} are not declared alike")

    def _reached(self) -> set[str]:
        reached = {next(iter(self.nodes))}
        for _ in self.nodes:
            for link in self.links.values():
                if reached & {link.source, link.target}:
                    reached |= {link.source, link.target}
        return reached
