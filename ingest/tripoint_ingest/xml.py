"""Hardened, streaming XML: elements one after another, with DTDs, entities and network off."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tripoint_ingest.reading import Unreadable


def elements(path: Path, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Every element of these local names, each freed when the next is asked for.

    Raises:
        Unreadable: the file declares a document type (the door of external entities and of
            expansion bombs), is not well-formed, or is cut: with line and reason.
        OSError: it cannot be opened.
    """
    with path.open("rb") as stream:
        walk = etree.iterparse(
            stream,
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for event, element in walk:
                if event == "start":
                    _refuse_document_type(path, element)
                elif etree.QName(element).localname in tags:
                    yield element
                    _free(element)
        except etree.XMLSyntaxError as error:
            raise Unreadable(
                f"{path.name}, line {error.lineno}: this is not well-formed XML ({error.msg}); "
                "what came before was loaded: get the whole file from its publisher"
            ) from error


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
