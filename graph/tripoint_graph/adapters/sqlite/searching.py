"""Text search: candidate texts by their trigrams, then the mentions that a viewer may see.

Nothing is cut off before the viewer's conditions have been applied, so what is hidden can not
push anything out of an answer.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import apsw
import orjson

from tripoint_graph.adapters.sqlite.rights import SPEAKS, VISIBLE, Rights
from tripoint_graph.model import MentionId
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import Hit

_TRIGRAM = 3
_TRIGRAMS_MAX = 24  # of one word: more would narrow nothing down, and cost a posting list each

# The longest word is looked for first: most texts fail at it without a look at the others.
_HOLDS_ALL = """instr(t.value, :longest) AND NOT EXISTS (
    SELECT 1 FROM json_each(:words) AS word WHERE NOT instr(t.value, word.value))"""

BY_TRIGRAMS = f"""
    SELECT t.length, t.number
    FROM text_index AS i CROSS JOIN text AS t ON t.number = i.rowid
    WHERE i.text_index MATCH :trigrams AND {_HOLDS_ALL}
    ORDER BY t.length"""

BY_SCAN = f"""
    SELECT t.length, t.number FROM text AS t INDEXED BY sqlite_autoindex_text_1
    WHERE {_HOLDS_ALL} ORDER BY t.length"""

HITS = f"""
    SELECT p.mention, p.kind, t.value
    FROM json_each(:texts) AS asked
    CROSS JOIN text AS t ON t.number = asked.value
    CROSS JOIN posting AS p ON p.text = t.number
    CROSS JOIN record AS r ON r.number = p.record
    WHERE p.kind IN (SELECT value FROM json_each(:kinds)) AND {VISIBLE} AND {SPEAKS}
    ORDER BY p.mention, t.value"""

HITS_OF_ONE = f"""
    SELECT p.mention, p.kind, t.value
    FROM text AS t CROSS JOIN posting AS p ON p.text = t.number
    CROSS JOIN record AS r ON r.number = p.record
    WHERE t.number = :text AND p.text = :text
      AND p.kind IN (SELECT value FROM json_each(:kinds)) AND {VISIBLE} AND {SPEAKS}
    ORDER BY p.mention"""


def search(
    db: apsw.Connection, rights: Rights, words: Sequence[str], kinds: Sequence[str], limit: int
) -> list[Hit]:
    """Speaking mentions with a searchable value that holds every word; shortest value first."""
    codes = [ONTOLOGY.kind_codes[ONTOLOGY.kind(kind).name] for kind in kinds or ONTOLOGY.kinds]
    names = list(ONTOLOGY.kinds)
    found: dict[MentionId, Hit] = {}
    for _, same_length in groupby(_candidates(db, words), itemgetter(0)):
        texts = [number for _, number in same_length]
        for id, kind, text in _hits(db, rights, texts, codes):
            mention = MentionId(id.hex())
            if mention not in found:
                found[mention] = Hit(mention, names[kind], text)
                if len(found) == limit:
                    return list(found.values())
    return list(found.values())


def _candidates(db: apsw.Connection, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(length, number) of each text that holds every word (longest first), shortest text first."""
    wanted = {"longest": words[0], "words": orjson.dumps(words[1:]).decode()}
    trigrams = trigram_query(words)
    if trigrams:
        yield from db.execute(BY_TRIGRAMS, {"trigrams": trigrams, **wanted})
    else:
        yield from db.execute(BY_SCAN, wanted)


def _hits(
    db: apsw.Connection, rights: Rights, texts: list[int], codes: list[int]
) -> Iterator[tuple[bytes, int, str]]:
    kinds = orjson.dumps(codes).decode()
    if len(texts) == 1:  # rows come in order from the index, so a common name costs no sorting
        return db.execute(HITS_OF_ONE, rights.bind(text=texts[0], kinds=kinds))
    return db.execute(HITS, rights.bind(texts=orjson.dumps(texts).decode(), kinds=kinds))


def trigram_query(words: Sequence[str]) -> str:
    """The FTS5 query for texts that may hold all the words; "" where all are too short for one.

    Words are of lower-case ASCII letters and digits, so quoting them is enough.

    >>> trigram_query(["nguyen", "le"])
    '"ngu" AND "guy" AND "uye" AND "yen"'
    """
    trigrams = dict.fromkeys(
        word[at : at + _TRIGRAM]
        for word in words
        for at in range(min(len(word) - _TRIGRAM + 1, _TRIGRAMS_MAX))
    )
    return " AND ".join(f'"{trigram}"' for trigram in trigrams)
