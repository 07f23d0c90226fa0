"""Parquet: rows in their order, values of any type, and how much damage costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading.tables import read_parquet

from .findings import Placed, check, damaged, days, flips, fuzz, placed

STORY = "France condemned Iran's missile test on Monday."
DAY = date(2022, 2, 4)


def written(path: Path, select: str, options: str = "") -> Path:
    """A Parquet file of what a query gives."""
    with duckdb.connect(":memory:") as base:
        base.execute("SET TimeZone = 'Asia/Seoul'; SET threads = 1")
        base.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet{options})")
    return path


def parquet(path: Path, published: date | None = None, columns: Mapping[str, str] | None = None) -> Placed:
    """What a Parquet file holds; its places without the folder."""
    try:
        with path.open("rb") as file:
            found = list(read_parquet(file, str(path), published, columns))
    except ReportError as error:
        found = [(error.where, error)]
    return [(place.removeprefix(f"{path.parent}/"), one) for place, one in found]


def test_a_row_of_parquet_is_a_report(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.parquet",
        "SELECT 7 AS id, DATE '2022-02-04' AS published, 'Yonhap' AS source, 'Test' AS title, 'https://example.org/' AS url, "
        f"$${STORY}$$ AS text",
    )
    assert parquet(path) == [("a.parquet:1", Report("7", STORY, DAY, "Yonhap", "Test", "https://example.org/"))]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("DATE '2022-02-04'", DAY),
        ("TIMESTAMP '2022-02-04 23:30:00'", DAY),
        ("TIMESTAMP_NS '2022-02-04 23:30:00.123456789'", DAY),
        ("TIMESTAMP_S '2022-02-04 23:30:00'", DAY),
        ("TIMESTAMPTZ '2022-02-04 08:30:00+09'", date(2022, 2, 3)),
        ("20220204", DAY),
        ("20220204::BIGINT", DAY),
        ("20220204::DOUBLE", DAY),
        ("'2022-02-04'", DAY),
        ("'20220204'", DAY),
        ("'2022-02-04'::BLOB", DAY),
        ("NULL::DATE", None),
        ("NULL::INTEGER", None),
        ("'nan'::DOUBLE", None),
        ("DATE 'infinity'", "published is no date: 'infinity'"),
        ("DATE '0044-03-15 (BC)'", "published is no date: '0044-03-15 (BC)'"),
        ("TIMESTAMP '290000-01-01'", "published is no date: '290000-01-01 00:00:00'"),
        ("1643932800", "published is no date: '1643932800'"),
        ("true", "published is no date: 'true'"),
        ("[2022, 2, 4]", "published is no date: '[2022, 2, 4]'"),
    ],
)
def test_days_of_any_type(tmp_path: Path, day: str, expected: date | str | None) -> None:
    assert days(parquet(written(tmp_path / "a.parquet", f"SELECT 'x' AS text, {day} AS date"))) == [expected]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ("NULL, DATE '2022-02-04'", "the text is empty"),
        ("'', DATE '2022-02-04'", "the text is empty"),
        ("'x', DATE '1500-01-01'", "published is no date: '1500-01-01'"),
        ("'x' || chr(0), DATE '2022-02-04'", "NUL bytes in the text"),
        ("repeat('x', 1000001), DATE '2022-02-04'", "the text has more than 1,000,000 characters"),
    ],
)
def test_a_row_of_parquet_that_is_no_report_is_named_and_the_next_is_read(tmp_path: Path, values: str, fault: str) -> None:
    path = written(tmp_path / "a.parquet", f"SELECT * FROM (VALUES ('x', DATE '2022-02-04'), ({values}), ('z', NULL)) AS t(text, date)")
    assert placed(parquet(path)) == [("a.parquet:1", "x"), ("a.parquet:2", fault), ("a.parquet:3", "z")]


def test_text_that_is_not_marked_as_such_is_decoded_row_by_row(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", r"SELECT unnest(['Orb\xC3\xA1n.'::BLOB, 'Orb\xE1n \xC3\xA1.'::BLOB, 'x'::BLOB]) AS text")
    assert placed(parquet(path)) == [
        ("a.parquet:1", "Orbán."),
        ("a.parquet:2", "not UTF-8 (byte 0xe1) and no other encoding fits"),
        ("a.parquet:3", "x"),
    ]


@pytest.mark.parametrize(
    ("select", "columns", "fault"),
    [
        ("SELECT 1 AS id, 'x' AS story", None, "no column with the text; there are id, story"),
        ("SELECT 1 AS id, 'x' AS story", {"text": "tale"}, "no column 'tale'; there are id, story"),
        ("SELECT ['x', 'y'] AS text", None, "the column text holds VARCHAR[], not text"),
        ("SELECT 'x' AS text WHERE false", None, "empty"),
    ],
)
def test_parquet_without_text(tmp_path: Path, select: str, columns: dict[str, str] | None, fault: str) -> None:
    assert placed(parquet(written(tmp_path / "a.parquet", select), columns=columns)) == [("a.parquet", fault)]


def test_the_user_names_columns_of_parquet(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", """SELECT 'no' AS text, 'x' AS "the ""story"" [1]" """)
    assert placed(parquet(path, columns={"text": 'the "story" [1]'})) == [("a.parquet:1", "x")]


def test_a_name_with_the_signs_of_a_pattern_stands_for_itself(tmp_path: Path) -> None:
    folder = tmp_path / "day=[1]*"
    folder.mkdir()
    written(tmp_path / "b.parquet", "SELECT 'x' AS text").rename(folder / "a?.parquet")
    written(folder / "ab.parquet", "SELECT 'y' AS text")
    assert placed(parquet(folder / "a?.parquet")) == [("a?.parquet:1", "x")]


def test_rows_of_parquet_come_in_their_order(tmp_path: Path) -> None:
    path = written(tmp_path / "a.parquet", "SELECT i AS id, 'x' AS text FROM range(10000) r(i)", ", ROW_GROUP_SIZE 2048")
    found = parquet(path)
    assert [one.id for _, one in found if isinstance(one, Report)] == [str(n) for n in range(10_000)]
    assert [place for place, _ in found] == [f"a.parquet:{n}" for n in range(1, 10_001)]


def test_damage_inside_costs_the_group_of_rows_that_it_is_in(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.parquet", "SELECT i AS id, md5(i::VARCHAR) AS text FROM range(30000) r(i)", ", ROW_GROUP_SIZE 2048, COMPRESSION zstd"
    )
    with duckdb.connect(":memory:") as base:
        asked = f"SELECT data_page_offset FROM parquet_metadata('{path}') WHERE row_group_id = 7 AND path_in_schema = 'text'"
        ((page,),) = base.execute(asked).fetchall()
    data = bytearray(path.read_bytes())
    data[page + 100 : page + 1100] = bytes(1000)
    path.write_bytes(data)
    found = parquet(path)
    ((place, fault),) = [(place, one.fault) for place, one in found if isinstance(one, ReportError)]
    assert place == "a.parquet:14337"
    assert fault.startswith("rows 14337 to 16384 are damaged: ")
    assert [int(one.id) for _, one in found if isinstance(one, Report)] == [*range(14336), *range(16384, 30000)]


@fuzz
@given(flips=flips, cut=st.one_of(st.just(1.0), st.floats(0, 1)), compression=st.sampled_from(["snappy", "zstd", "gzip", "uncompressed"]))
def test_flipped_bits_and_cuts_of_parquet(tmp_path: Path, flips: list[tuple[float, int]], cut: float, compression: str) -> None:
    whole = tmp_path / f"{compression}.parquet"
    if not whole.exists():
        written(
            whole,
            "SELECT i AS id, 'story '||i||' é' AS text, DATE '2022-02-04' AS date FROM range(300) r(i)",
            f", COMPRESSION {compression}",
        )
    (tmp_path / "a.parquet").write_bytes(damaged(whole.read_bytes(), flips, cut))
    check(parquet(tmp_path / "a.parquet"), "a.parquet")


@fuzz
@given(data=st.binary(max_size=300))
def test_any_bytes_are_no_parquet(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + data + b"PAR1")
    ((place, error),) = parquet(tmp_path / "a.parquet")
    assert place == "a.parquet"
    assert isinstance(error, ReportError)
