"""The registry: which of several bearers of a name is meant, who held an office, and files of the user's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.grounding.naming import ownrows, registry
from dateline.grounding.naming.entities import Registry
from dateline.grounding.naming.registry import COLUMNS, Line, build

DAY = date(2020, 6, 1)


def rows(*lines: str) -> list[tuple[str, Line]]:
    return [(f"own.csv:{n}", Line(*line.split(","))) for n, line in enumerate(lines, 2)]


@pytest.fixture(scope="module")
def shared_name() -> Registry:
    return build(
        rows(
            "A,Aland,,state,AAA,,,,,test",
            "B,Borduria,,state,BBB,,,,,test",
            "guard-a,National Guard,,body,AAA,MIL,,,,test",
            "guard-b,National Guard,,body,BBB,MIL,,,,test",
            "old,People's Front,,party,AAA,PTY,,,2010,test",
            "new,People's Front,,party,BBB,PTY,,2015,,test",
        )
    )


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Aland called out the National Guard.", "AAA"),
        ("Borduria called out the National Guard.", "BBB"),
        ("The People's Front won.", "BBB"),  # the other had ended by then
    ],
)
def test_of_several_bearers_of_a_name(shared_name: Registry, text: str, country: str) -> None:
    assert shared_name.find(text, DAY)[-1].entity.on(DAY).country == country


@pytest.mark.parametrize(
    ("country", "office", "day", "name"),
    [
        ("DEU", "chancellor", date(2010, 1, 1), "Angela Merkel"),
        ("USA", "president", date(1999, 1, 1), "Bill Clinton"),
        ("GBR", "premier", date(2020, 1, 1), "Boris Johnson"),
    ],
)
def test_who_held_an_office(country: str, office: str, day: date, name: str) -> None:
    held = registry.load().holder(country, office, day)
    assert held is not None
    assert held[0].name == name


def test_terms_end_the_day_before_valid_to() -> None:
    person = build(rows("person:p,Pia Pohl,,person,AAA,GOV,mayor,2010-01-01,2012-01-01,test")).entities["person:person:p"]
    assert [person.on(day).sector for day in (date(2009, 12, 31), date(2010, 1, 1), date(2011, 12, 31), date(2012, 1, 1))] == [
        "",
        "GOV",
        "GOV",
        "ELI",
    ]


@pytest.mark.parametrize(
    ("term", "day", "sector"),
    [
        ("2010,2012", date(2010, 6, 1), ""),  # a year alone is taken at its middle
        ("2010,2012", date(2010, 8, 1), "GOV"),
        ("2010,2012", date(2012, 3, 1), "GOV"),
        ("2010,2012", date(2012, 8, 1), "ELI"),
        ("2010,2010", date(2010, 2, 1), "GOV"),  # … and one year as the whole of it
        ("2010-03,2012", date(2010, 3, 1), "GOV"),  # a month at its first day
    ],
)
def test_terms_known_to_the_year(term: str, day: date, sector: str) -> None:
    person = build(rows(f"person:p,Pia Pohl,,person,AAA,GOV,mayor,{term},test")).entities["person:person:p"]
    assert person.on(day).sector == sector


def test_a_name_of_the_users_is_meant_before_ours(tmp_path: Path) -> None:
    own = str(tmp_path / "own.csv")
    added = Line("x", "Hezbollah", kind="group", country="IRQ", sector="REB", source="me")
    assert ownrows.add(own, [added]) == 1
    assert ownrows.add(own, [added]) == 0, "a row is not added twice"
    found = registry.load((own,)).find("Hezbollah", DAY)[0].entity
    assert (found.on(DAY).country, found.rows[0].where) == ("IRQ", f"{own}:2")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"id,name\n", ":1: header is"),
        (b"\xff\xfe", "not utf-8"),
        (",".join(COLUMNS).encode() + b"\nx,X,,planet,AAA,,,,,me\n", ":2: unknown kind 'planet'"),
        (",".join(COLUMNS).encode() + b"\nx,X,,party,AAA\n", ":2: 5 columns"),
        (",".join(COLUMNS).encode() + b"\nx,X,,party,AAA,PTY,,soon,,me\n", ":2: 'soon' is no ISO date"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "broken.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"broken\.csv") as error:
        registry.load((str(path),))
    assert fault in str(error.value)


def test_a_row_that_breaks_the_rules_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    good = Line("x", "X", kind="party", country="AAA", source="me")
    ownrows.add(str(path), [good])
    before = path.read_bytes()
    with pytest.raises(DataError):
        ownrows.add(str(path), [good._replace(id="y", valid_from="soon")])
    assert path.read_bytes() == before
