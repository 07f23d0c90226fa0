"""Kappa and intervals, against worked examples of the literature."""

from __future__ import annotations

import pytest
from sklearn.metrics import cohen_kappa_score

from dateline.record.reviewing.agreement import agreement
from dateline.record.reviewing.intervals import Z95, wilson


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_of_newcombe_1998_table_1(hits: int, of: int, low: float, high: float) -> None:
    """Newcombe, R. G. (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, Table I, method 3."""
    assert wilson(hits, of) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("hits", "of"), [(20, 20), (0, 1), (1, 1), (0, 0), (500, 1000)])
def test_an_interval_holds_its_share_and_lies_between_0_and_1(hits: int, of: int) -> None:
    low, high = wilson(hits, of)
    assert 0 <= low <= (hits / of if of else 0.5) <= high <= 1
    assert wilson(of - hits, of) == pytest.approx((1 - high, 1 - low))


def cases(table: list[list[float]], n: int) -> list[tuple[str, str]]:
    """A table of shares as single cases: rows are the one's categories, columns the other's."""
    return [(str(i), str(j)) for i, row in enumerate(table) for j, share in enumerate(row) for _ in range(round(share * n))]


COHEN_1960 = [[0.44, 0.05, 0.01], [0.07, 0.20, 0.03], [0.09, 0.05, 0.06]]
FLEISS_1969 = [[0.53, 0.05, 0.02], [0.11, 0.14, 0.05], [0.01, 0.06, 0.03]]
FLEISS_2003 = [[0.75, 0.01, 0.04], [0.05, 0.04, 0.01], [0.00, 0.00, 0.10]]


def test_the_example_of_cohen_1960() -> None:
    """Table 1 of the paper: 200 cases, of which .70 agree and .41 would by chance; kappa .492."""
    found = agreement(cases(COHEN_1960, 200))
    assert (found.cases, round(found.observed, 2), round(found.expected, 2)) == (200, 0.70, 0.41)
    assert found.kappa == pytest.approx(0.492, abs=5e-4)


@pytest.mark.parametrize(("table", "n", "kappa", "error"), [(FLEISS_1969, 200, 0.429, 0.054), (FLEISS_2003, 100, 0.68, 0.087)])
def test_the_standard_errors_of_fleiss(table: list[list[float]], n: int, kappa: float, error: float) -> None:
    """The example of Fleiss, Cohen and Everitt (1969), unweighted; and table 18.1 of Fleiss, Levin and Paik (2003), Statistical Methods
    for Rates and Proportions, 3rd edition, whose interval is .51 to .85."""
    found = agreement(cases(table, n))
    assert found.kappa == pytest.approx(kappa, abs=5e-3)
    assert found.low is not None
    assert found.high is not None
    assert (found.high - found.low) / 2 / Z95 == pytest.approx(error, abs=1e-3)


@pytest.mark.parametrize("table", [COHEN_1960, FLEISS_1969, FLEISS_2003, [[0.1, 0.2], [0.3, 0.4]]])
def test_another_library_finds_the_same(table: list[list[float]]) -> None:
    pairs = cases(table, 200)
    assert agreement(pairs).kappa == pytest.approx(cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs]))


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([], None),
        ([("a", "a")] * 9, None),
        ([("a", "b")] * 9, 0.0),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
    ],
)
def test_at_the_ends(pairs: list[tuple[str, str]], kappa: float | None) -> None:
    found = agreement(pairs)
    assert found.kappa == kappa
    if kappa is not None and found.low is not None and found.high is not None:
        assert -1 <= found.low <= kappa <= found.high <= 1
