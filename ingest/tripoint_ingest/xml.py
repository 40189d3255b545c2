"""Hardened, streaming XML: elements one after another, with DTDs, entities and network off."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path

from lxml import etree

from tripoint_graph.model import Issue
from tripoint_ingest.passengers.protected import is_protected_column
from tripoint_ingest.reading import Unreadable


@lru_cache(maxsize=4_096)
def local_name(tag: object) -> str:
    """The name of an element or attribute without its namespace, or a prefix nobody declared.

    >>> local_name("{urn:x}Name"), local_name("n:Name"), local_name("Name")
    ('Name', 'Name', 'Name')
    """
    return str(tag).rpartition("}")[2].rpartition(":")[2]


def elements(path: Path, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Every element of these local names, each freed when the next is asked for.

    Raises:
        Unreadable: the file declares a document type (the door of external entities and of
            expansion bombs), is not well-formed, or is cut: with line and reason.
        OSError: it cannot be opened.
    """
    with suppress(etree.XMLSyntaxError):  # reading on says where and why
        next(_opened(path), None)
    with path.open("rb") as stream:
        walk = etree.iterparse(
            stream,
            events=("end",),
            tag=["{*}" + tag for tag in tags],
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for _, element in walk:
                yield element
                _free(element)
        except etree.XMLSyntaxError as error:
            raise Unreadable(
                f"{path.name}, line {error.lineno}: this is not well-formed XML ({error.msg}); "
                "what came before was loaded: get the whole file from its publisher"
            ) from error


def first_of(path: Path, tags: tuple[str, ...]) -> str:
    """The local name of these that opens first; "" where none does.

    Raises:
        Unreadable, OSError: as `elements`.
    """
    try:
        names = (local_name(element.tag) for element in _opened(path))
        return next((name for name in names if name in tags), "")
    except etree.XMLSyntaxError as error:
        raise _no_xml(path, error) from error


def root_attributes(path: Path) -> dict[str, str]:
    """The attributes of a file's root element, by local name.

    Raises:
        Unreadable, OSError: as `elements`.
    """
    try:
        root = next(_opened(path), None)
    except etree.XMLSyntaxError as error:
        raise _no_xml(path, error) from error
    return {} if root is None else {local_name(k): str(v) for k, v in root.attrib.items()}


def _opened(path: Path) -> Iterator[etree._Element]:
    """Every element as it opens, the root first, of a file without a document type."""
    with path.open("rb") as stream:
        walk = etree.iterparse(stream, events=("start",), resolve_entities=False, no_network=True)
        for _, element in walk:
            _refuse_document_type(path, element)
            yield element


def _no_xml(path: Path, error: etree.XMLSyntaxError) -> Unreadable:
    return Unreadable(f"{path.name}, line {error.lineno}: no XML ({error.msg})")


def _refuse_document_type(path: Path, element: etree._Element) -> None:
    if element.getparent() is None and element.getroottree().docinfo.internalDTD:
        raise Unreadable(
            f"{path.name}, line 1: the file declares a document type (DOCTYPE), which no list "
            "needs and attacks use; nothing of it was loaded: get it from its publisher"
        )


def _free(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


@cache
def local(path: str) -> str:
    """A path of local names as ElementPath writes it, in whatever namespace."""
    return "/".join("{*}" + step for step in path.split("/"))


def text(element: etree._Element, path: str) -> str:
    """The text at a path of local names ("vesselInfo/callSign"), blanks made single; or ""."""
    found = element.find(local(path))
    return " ".join((found.text or "").split()) if found is not None else ""


def texts(element: etree._Element, path: str) -> list[str]:
    """Every text at a path of local names, without the empty ones."""
    found = (" ".join((each.text or "").split()) for each in element.findall(local(path)))
    return [told for told in found if told]


def missing_key(path: Path, element: etree._Element, field: str) -> Issue:
    """An entry without the id that a later edition would replace it by."""
    return Issue(
        file=path.name,
        position=f"line {element.sourceline}",
        field=field,
        rule="missing-key",
        reason=f"the entry has no {field}, so a later edition could not replace it",
        hint="ask the publisher; the other entries were loaded",
        excerpt=words_of(element)[:300],
    )


def words_of(element: etree._Element) -> str:
    """An element as it stands in its file, without what tells of protected attributes."""
    doomed = []
    for inner in element.iter(etree.Element):
        if inner is not element and _is_protected(inner.tag):
            doomed.append(inner)
        elif inner is not element:
            for name in filter(_is_protected, inner.keys()):
                del inner.attrib[name]
    for inner in doomed:
        if (parent := inner.getparent()) is not None:
            parent.remove(inner)
    return etree.tostring(element, encoding="unicode", with_tail=False)


@lru_cache(maxsize=65_536)
def _is_protected(name: str) -> bool:
    return is_protected_column(local_name(name))
