"""Cypher's SHORTEST k between single pairs, on the steps that ours may walk.

SHORTEST counts steps and knows no weights, so it has less to do than ours, which finds the k
cheapest chains of at most so many steps.
"""

from collections.abc import Sequence

from neo4j import Driver

AT_ONCE = 10_000
"""Rows in one transaction."""

INDEX = "CREATE CONSTRAINT thing FOR (n:Thing) REQUIRE n.row IS UNIQUE"
THINGS = "UNWIND range($start, $end - 1) AS row CREATE (:Thing {row: row})"
STEPS = """
    UNWIND $steps AS step MATCH (a:Thing {row: step[0]}) MATCH (b:Thing {row: step[1]})
    CREATE (a)-[:STEP]->(b)"""
SHORTEST = """
    MATCH path = SHORTEST {k} (:Thing {{row: $source}})-[:STEP]-{{1,{hops}}}
        (:Thing {{row: $target}})
    RETURN [n IN nodes(path) | n.row] AS chain"""


class Network:
    """A network inside a server of its own."""

    def __init__(self, driver: Driver, entities: int, steps: Sequence[Sequence[int]]) -> None:
        self._driver = driver
        driver.execute_query(INDEX)
        for start in range(0, entities, AT_ONCE):
            driver.execute_query(THINGS, start=start, end=min(start + AT_ONCE, entities))
        for start in range(0, len(steps), AT_ONCE):
            driver.execute_query(STEPS, steps=list(steps[start : start + AT_ONCE]))

    def shortest(self, pairs: Sequence[tuple[int, int]], k: int, hops: int) -> list[list[int]]:
        """The k shortest chains of each pair."""
        query = SHORTEST.format(k=k, hops=hops)
        found = []
        for source, target in pairs:
            rows, _, _ = self._driver.execute_query(query, source=source, target=target)
            found += [row["chain"] for row in rows]
        return found

    def drop(self) -> None:
        """Leave no constraint behind: a server may be somebody else's next."""
        self._driver.execute_query("DROP CONSTRAINT thing")
