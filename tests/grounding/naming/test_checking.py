"""The registry check: errors, things to look at, and terms that another list has otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.grounding.naming import registry
from dateline.grounding.naming.checking import check, contradictions
from dateline.grounding.naming.entities import Registry
from dateline.grounding.naming.registry import Line, build


def made(*lines: str) -> Registry:
    return build((f"own.csv:{n}", Line(*line.split(","))) for n, line in enumerate(lines, 2))


PIA = "person:pia,Pia Pohl,,person,FRA,GOV,president,2010-01-01,2012-01-01,test"
QUI = "person:qui,Qui Quist,,person,FRA,GOV,president,2012-01-01,2014-01-01,test"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([PIA, QUI], []),
        ([PIA.replace("FRA", "FRX")], [("error", "code", 2)]),
        ([PIA.replace("GOV", "GVT")], [("error", "code", 2)]),
        ([PIA.replace("2012-01-01", "2009")], [("error", "term", 2)]),
        ([PIA.replace("test", "")], [("error", "source", 2)]),
        ([PIA, PIA.replace("2010", "2011")], [("error", "term", 3)]),
        ([PIA, QUI.replace("2012", "2011")], [("warning", "overlap", 3)]),
        ([PIA, QUI.replace("2012", "2013")], [("warning", "gap", 3)]),
        (["a,National Front,,party,FRA,PTY,,,,test", "b,National Front,,party,MAR,PTY,,,,test"], [("warning", "ambiguous", 3)]),
    ],
)
def test_what_it_finds(lines: list[str], found: list[tuple[str, str, int]]) -> None:
    assert [(f.severity, f.check, int(f.where.rpartition(":")[2])) for f in check(made(*lines))] == found


def test_the_shipped_registry_breaks_no_rule() -> None:
    assert [finding for finding in check(registry.load()) if finding.severity == "error"] == []


@pytest.mark.parametrize(
    ("theirs", "days"),
    [
        ("FRA,Pohl,2010-01-01,2012-01", []),  # an end by its month may be any day of it
        ("FRA,Pohl,2010-01-20,2012-01", []),  # a few days are no contradiction
        ("FRA,Pohl,2010-04-11,2012-01", [100]),
        ("FRA,Nobody,2010-01-01,2012-01", [None]),
        ("FRA,Nobody,1950-01-01,1952-01", []),  # ended before the day asked for
    ],
)
def test_terms_of_another_list(tmp_path: Path, theirs: str, days: list[int | None]) -> None:
    path = tmp_path / "leaders.csv"
    path.write_text(f"iso3,leader,start,end\n{theirs}\n", encoding="utf-8")
    assert [c.days for c in contradictions(made(PIA), str(path), date(1990, 1, 1))] == days


def test_a_term_without_an_end_went_on_when_the_list_was_made(tmp_path: Path) -> None:
    path = tmp_path / "leaders.csv"
    path.write_text("iso3,leader,start,end\nFRA,Pohl,2010-01-01,\nFRA,Other,2000-01-01,2011-06-01\n", encoding="utf-8")
    assert [c.leader for c in contradictions(made(PIA), str(path), date(1990, 1, 1))] == ["Other"]
