"""The peer of `identity.py`: Splink as its own quick start uses it, on the same records.

Comparisons, blocking rules, training without labels and the threshold are those of the quick start
in Splink's documentation; where there are no e-mails, another number stands in their place and is
compared by typing errors.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_library as cl

COLUMNS = ("unique_id", "first_name", "surname", "dob", "city", "email")
CLUSTER_FROM = 0.95
RULES = (block_on("first_name", "dob"), block_on("surname"))


def settings(*, emails: bool) -> SettingsCreator:
    contact = cl.EmailComparison("email") if emails else cl.LevenshteinAtThresholds("email", [1, 2])
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            contact,
        ],
        blocking_rules_to_generate_predictions=list(RULES),
    )


def plain_table(rows: Sequence[Mapping[str, str]]) -> pa.Table:
    return pa.table({name: [row[name] or None for row in rows] for name in COLUMNS})


def plain_pairs(rows: Sequence[Mapping[str, str]]) -> set[tuple[str, str]]:
    """Every two that Splink's quick start puts in one cluster."""
    groups = plain_clusters(rows, DuckDBAPI())
    return {pair for ids in groups for pair in combinations(sorted(ids), 2)}


def plain_clusters(rows: Sequence[Mapping[str, str]], api: DuckDBAPI) -> list[list[str]]:
    """The clusters of Splink's quick start."""
    emails = any("@" in row["email"] for row in rows)
    table = api.register(plain_table(rows))
    linker = Linker(table, settings(emails=emails), log_level=None)
    exact = block_on("first_name", "surname")
    linker.training.estimate_probability_two_random_records_match([exact], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(exact)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("dob"))
    pairs = linker.inference.predict(threshold_match_weight=-5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=CLUSTER_FROM
    )
    found = clusters.query_sql("select cluster_id, unique_id from {this}").as_record_list()
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for row in found:
        groups[str(row["cluster_id"])].append(str(row["unique_id"]))
    return list(groups.values())
