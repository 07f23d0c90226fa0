"""Tables of events: which cells make which event, and what is wrong with those that make none."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.exchange.eventlists import read_events, resolver
from dateline.exchange.shapes import Shape, act_of, zone_of
from dateline.record.citing import Listed, Number, Where, Who

STATES = {"PRK": "North Korea", "USA": "United States", "CHE": "Switzerland"}
ATTACKS = Shape({"date": "day", "who": "by", "killed": "deaths"}, {"type": "ASSAULT"}, zone="UTC")


def read(path: Path, shape: Shape = ATTACKS) -> list[Listed | InputError]:
    codes = {name: code for code, name in STATES.items()}
    resolve = resolver(lambda said, day: Who(said, codes.get(said, "")), lambda code: STATES.get(code, ""))
    return list(read_events(str(path), shape, resolve))


def one(tmp_path: Path, shape: Shape = ATTACKS, **cells: str) -> Listed:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(dict.fromkeys(filter(None, shape.columns.values())) | cells) + "\n", encoding="utf-8")
    (event,) = read(path, shape)
    assert isinstance(event, Listed), event
    return event


@pytest.mark.parametrize("name", ["rows.csv", "rows.tsv", "rows.jsonl"])
def test_a_row_is_an_event_whatever_the_table(tmp_path: Path, name: str) -> None:
    rows = [{"day": "2022-01-30", "by": "PRK", "deaths": "3", "town": "Sinpo"}]
    separator = "\t" if name.endswith("tsv") else ","
    lines = [separator.join(rows[0]), separator.join(rows[0].values())]
    path = tmp_path / name
    path.write_text("\n".join(map(json.dumps, rows) if name.endswith("jsonl") else lines) + "\n", encoding="utf-8")
    (event,) = read(path)
    assert isinstance(event, Listed)
    assert (event.type, event.days) == ("ASSAULT", (date(2022, 1, 30), date(2022, 1, 30)))
    assert event.actors == (Who("North Korea", "PRK", "", "state:PRK"),)
    assert event.numbers == (Number("killed", 3.0, 3.0, 3.0),)
    assert event.details == {"town": "Sinpo"}, "what no field holds is kept"


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2022-01-30", "2022-01-30", "2022-01-30"),
        ("20220130", "2022-01-30", "2022-01-30"),
        ("2022/01/30", "2022-01-30", "2022-01-30"),
        ("2022-01-30T08:10:00Z", "2022-01-30", "2022-01-30"),
        ("1984-09", "1984-09-01", "1984-09-30"),
        ("1984", "1984-01-01", "1984-12-31"),
    ],
)
def test_a_date_may_be_known_to_its_month_or_year(tmp_path: Path, said: str, first: str, last: str) -> None:
    assert one(tmp_path, day=said).days == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("12", Number("killed", 12, 12, 12)),
        ("1,200", Number("killed", 1200, 1200, 1200)),
        ("12-15", Number("killed", 12, 15, 15)),
        ("12+", Number("killed", 12, 12, None)),
        (">12", Number("killed", 12, 12, None)),
        ("<12", Number("killed", None, 12, 12)),
    ],
)
def test_a_number_has_the_bounds_that_it_is_written_with(tmp_path: Path, said: str, number: Number) -> None:
    assert one(tmp_path, day="2022-01-30", deaths=said).numbers == (number,)


@pytest.mark.parametrize(
    ("hour", "zone", "moment"),
    [
        ("22:52 (UTC)", "", datetime(2022, 1, 29, 22, 52)),
        ("07:52", "Asia/Seoul", datetime(2022, 1, 28, 22, 52)),
        ("unknown", "UTC", None),
        ("22:52", "", None),
    ],
)
def test_the_hour_is_kept_where_its_zone_is_known(tmp_path: Path, hour: str, zone: str, moment: datetime | None) -> None:
    shape = Shape({"date": "day", "time": "hour"}, {"type": "MOBILIZE/weapons-test"}, zone=zone)
    assert one(tmp_path, shape, day="2022-01-29", hour=hour).moment == moment


def test_words_for_types_are_translated_and_kept(tmp_path: Path) -> None:
    shape = Shape({"date": "day", "type": "what"}, types={"Bombing": "ASSAULT/explosives"})
    event = one(tmp_path, shape, day="2022-01-30", what="Bombing")
    assert (event.type, event.mode, event.details) == ("ASSAULT", "explosives", {"what": "Bombing"})


def test_several_parties_and_a_place(tmp_path: Path) -> None:
    shape = Shape({"date": "day", "who": "by", "place": "town", "lat": "y", "lon": "x"}, {"type": "CONSULT", "country": "CHE"})
    event = one(tmp_path, shape, day="2022-01-30", by="USA:GOV; Talib", town="Geneva", y="46.2", x="6.15")
    assert event.actors == (Who("United States", "USA", "GOV"), Who("Talib"))
    assert event.place == Where("Geneva", "CHE", 46.2, 6.15, "site")


def test_rows_without_an_id_are_named_by_what_they_say(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("day,by,deaths\n2022-01-30,PRK,\n2022-01-30,PRK,\n2022-01-31,PRK,\n", encoding="utf-8")
    names = [event.row for event in read(path) if isinstance(event, Listed)]
    assert names[1] == f"{names[0]}-2"
    assert names[2] != names[0]


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ("30 January,PRK,1", "day: no date: '30 January'"),
        ("2022-02-30,PRK,1", "day: no date: '2022-02-30'"),
        ("2022-01-30,PRK,many", "deaths: no number: 'many'"),
        ("2022-01-30,PRK", "2 fields where the head has 3"),
    ],
)
def test_what_is_no_event_is_named_with_its_line(tmp_path: Path, cells: str, fault: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f"day,by,deaths\n{cells}\n2022-01-31,PRK,2\n", encoding="utf-8")
    wrong, right = read(path)
    assert isinstance(wrong, InputError)
    assert (wrong.where, wrong.fault) == (f"{path}:2", fault)
    assert wrong.remedy
    assert isinstance(right, Listed)


def test_two_rows_of_one_id(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("n,day\n1,2022-01-30\n1,2022-01-31\n", encoding="utf-8")
    _, wrong = read(path, Shape({"id": "n", "date": "day"}, {"type": "ASSAULT"}))
    assert isinstance(wrong, InputError)
    assert "a row before it has '1' too" in wrong.fault


@pytest.mark.parametrize(
    ("shape", "fault"),
    [
        (Shape({"date": "d"}), "nothing tells the type"),
        (Shape({"type": "t"}), "nothing tells the date"),
        (Shape({"date": "day"}, {"type": "ASSAULT"}), "no such column"),
        (Shape({"date": "d", "colour": "c"}, {"type": "ASSAULT"}), "no such field"),
        (Shape({"date": "d"}, {"type": "ASSAULT/hugging"}), "no such act"),
        (Shape({"date": "d"}, {"type": "ASSAULT"}, zone="Middle Earth"), "no time zone is called so"),
    ],
)
def test_a_shape_that_cannot_be(tmp_path: Path, shape: Shape, fault: str) -> None:
    (tmp_path / "rows.csv").write_text("d,t\n2022-01-30,ASSAULT\n", encoding="utf-8")
    with pytest.raises(InputError, match=fault):
        read(tmp_path / "rows.csv", shape)


def test_columns_that_are_called_as_fields_need_not_be_named(tmp_path: Path) -> None:
    shape = Shape(same={"type": "ASSAULT"})
    event = one(tmp_path, shape, date="2022-01-30", who="PRK", type="raid", killed="3")
    assert (event.type, event.details) == ("ASSAULT", {"type": "raid"}), "what is said of all rows goes before"
    assert [event.actors[0].country, event.numbers[0].best] == ["PRK", 3]


def test_a_column_may_hold_no_field_whatever_it_is_called(tmp_path: Path) -> None:
    event = one(tmp_path, Shape({"id": ""}, {"type": "ASSAULT"}), date="2022-01-30", id="7")
    assert (event.row != "7", event.details) == (True, {"id": "7"})


def test_a_table_without_rows_has_no_events(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("day,by\n", encoding="utf-8")
    assert read(tmp_path / "rows.csv") == []


@pytest.mark.parametrize(("said", "code"), [("North Korea", "PRK"), ("PRK", "PRK")])
def test_a_country_is_a_code_or_a_name(tmp_path: Path, said: str, code: str) -> None:
    event = one(tmp_path, Shape(same={"type": "ASSAULT"}), date="2022-01-30", country=said)
    assert event.place is not None and event.place.country == code


def test_a_country_that_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("date,country\n2022-01-30,Erewhon\n", encoding="utf-8")
    (wrong,) = read(path, Shape(same={"type": "ASSAULT"}))
    assert isinstance(wrong, InputError) and "no country is called 'Erewhon'" in wrong.fault


def test_acts_and_zones_by_name() -> None:
    assert act_of("assault") == ("ASSAULT", None)
    assert zone_of("KST").key == "Asia/Seoul"
