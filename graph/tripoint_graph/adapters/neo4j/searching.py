"""Text search: mentions by the trigrams of their searchable values, then what a viewer may see.

Nothing is cut off before the viewer's conditions have been applied, so what is hidden can not
push anything out of an answer.
"""

from collections.abc import Sequence

from neo4j import ManagedTransaction

from tripoint_graph.adapters.neo4j.rights import SPEAKS, VISIBLE, Rights
from tripoint_graph.model import MentionId
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import Hit

# A mention's values stand in `text`, one a line; the longest word narrows down by the index.
SEARCH = f"""
    CALL () {{
        MATCH (m:Mention) USING TEXT INDEX m:Mention(text) WHERE m.text CONTAINS $word
        RETURN m, m.text AS texts
        UNION ALL
        MATCH (m:LongText) WHERE m.long_text CONTAINS $word RETURN m, m.long_text AS texts }}
    WITH m, texts WHERE m.kind IN $kinds
    WITH m, [t IN split(texts, '\\n') WHERE all(word IN $words WHERE t CONTAINS word)] AS held
    WHERE size(held) > 0
    WITH m, reduce(best = head(held), t IN tail(held) | CASE
        WHEN size(t) < size(best) OR (size(t) = size(best) AND t < best) THEN t
        ELSE best END) AS text
    WITH m, text, size(text) AS length ORDER BY length, m.id
    MATCH (m)-[:STANDS_IN]->(r:Record) WHERE {VISIBLE} AND {SPEAKS}
    RETURN m.id AS id, m.kind AS kind, text ORDER BY length, m.id LIMIT $limit"""


def search(
    tx: ManagedTransaction, rights: Rights, words: Sequence[str], kinds: Sequence[str], limit: int
) -> list[Hit]:
    """Speaking mentions with a searchable value that holds every word; shortest value first.

    Args:
        tx: a transaction.
        rights: who asks.
        words: what to look for, the longest first.
        kinds: kinds to look among; empty for all.
        limit: hits, at most.
    """
    among = [ONTOLOGY.kind(kind).name for kind in kinds or ONTOLOGY.kinds]
    rows = tx.run(
        SEARCH,
        rights.bind(word=words[0], words=list(words), kinds=among, limit=limit),
    )
    return [Hit(MentionId(row["id"]), row["kind"], row["text"]) for row in rows]
