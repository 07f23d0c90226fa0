"""Tables: which column is what, where rows begin, and what is said of those that are no reports."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading import rereading
from dateline.reading.opening import unpacked
from dateline.reading.tables import is_csv, read_csv

from .findings import Placed, check, damaged, days, flips, fuzz, placed

STORY = "France condemned Iran's missile test on Monday."
DAY = date(2022, 2, 4)


def read(text: str | bytes, published: date | None = None, columns: Mapping[str, str] | None = None, *, tabs: bool = False) -> Placed:
    """What a CSV file holds; one without a head, or without a text, is one error."""
    data = text.encode() if isinstance(text, str) else text
    try:
        with unpacked(io.BytesIO(data)) as stream:
            return list(read_csv(stream, "a.csv", published, columns, tabs=tabs))
    except ReportError as error:
        return [(error.where, error)]


def test_a_row_is_a_report() -> None:
    text = f'id,published,source,title,url,text\n7,2022-02-04,Yonhap,Test,https://example.org/,"{STORY}"\n'
    assert read(text) == [("a.csv:2", Report("7", STORY, DAY, "Yonhap", "Test", "https://example.org/"))]


def test_a_table_without_text_is_one_error() -> None:
    assert placed(read("id,story\n1,x\n2,y\n")) == [("a.csv", "no column with the text; there are id, story")]


def test_the_user_names_columns() -> None:
    assert placed(read(f"text,story\nno,{STORY}\n", columns={"text": "story"})) == [("a.csv:2", STORY)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["id", "text"], ["1", f"{STORY} One, two; three | four\tfive."], ["2", STORY]])
    assert placed(read(out.getvalue())) == [("a.csv:2", f"{STORY} One, two; three | four\tfive."), ("a.csv:3", STORY)]


@pytest.mark.parametrize(
    ("text", "tabs"), [("text\nOne, two; three.\n", False), ("text\nOne, two; three.\n", True)], ids=["one column", "one column, tabs"]
)
def test_a_single_column(text: str, tabs: bool) -> None:
    expected = "One, two; three." if tabs else "2 fields where the head has 1"
    assert placed(read(text, tabs=tabs)) == [("a.csv:2", expected)]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Orbán met Macron – in Paris."),
        ("utf-8-sig", "Orbán met Macron – in Paris."),
        ("utf-16", "Orbán met Macron – in Paris."),
        ("utf-32", "Orbán met Macron – in Paris."),
        ("cp1252", "“We condemn this,” Peña Nieto’s spokesman said – in México."),
    ],
)
def test_encodings(encoding: str, text: str) -> None:
    assert placed(read(f'id,text\n1,"{text}"\n2,{STORY}\n'.encode(encoding))) == [("a.csv:2", text), ("a.csv:3", STORY)]


def test_a_row_in_another_encoding_than_the_first_ones() -> None:
    data = b"text\n" + f"{STORY}\n".encode() * 2000 + "The Coruña court freed him.\n".encode("latin-1")
    assert placed(read(data))[-1] == ("a.csv:2002", "The Coruña court freed him.")


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    text = '\n\r\nid,"text"\r\n1,"One.\nTwo.\r\nThree."\r\n\r\n2,Four.\r3,Five.\n4,Six.'
    assert placed(read(text)) == [("a.csv:4", "One.\nTwo.\nThree."), ("a.csv:8", "Four."), ("a.csv:9", "Five."), ("a.csv:10", "Six.")]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("1,2022-02-04,", "the text is empty"),
        ("1,2022-02-04, ", "the text is empty"),
        (",,", "the text is empty"),
        ("1,2022-02-30,x", "published is no date: '2022-02-30'"),
        ("1,04/02/2022,x", "published is no date: '04/02/2022'"),
        ("1,1643932800,x", "published is no date: '1643932800'"),
        ("1,2022-02-04,x\0y", "NUL bytes in the text"),
        ("1\0,2022-02-04,x", "NUL bytes in the id"),
        ("1,2022-02-04", "2 fields where the head has 3"),
        ("1,2022-02-04,x,y", "4 fields where the head has 3"),
        ('1,2022-02-04,"she said "no" to it"', """no row: ',' expected after '"'"""),
        ('1,2022-02-04,"x\ny "z" x"', """no row: ',' expected after '"' (lines 3 to 4)"""),
        ('1,2022-02-04,"x', "no row: a quote that is not closed"),
    ],
)
def test_a_row_that_is_no_report_is_named_and_the_next_is_read(row: str, fault: str) -> None:
    found = read(f"id,date,text\n0,2022-02-03,{STORY}\n{row}\n2,2022-02-05,{STORY}\n")
    last = 4 + row.count("\n")
    assert placed(found) == [("a.csv:2", STORY), ("a.csv:3", fault), (f"a.csv:{last}", STORY)]
    assert isinstance(found[1][1], ReportError)
    assert found[1][1].where == "a.csv:3"
    assert found[1][1].remedy


def test_bytes_of_no_encoding_cost_one_row() -> None:
    data = f"id,text\n1,{STORY}\n2,Präsident ".encode() + b"\xfc\n" + f"3,{STORY}\n".encode()
    assert placed(read(data)) == [("a.csv:2", STORY), ("a.csv:3", "not UTF-8 (byte 0xfc) and no other encoding fits"), ("a.csv:4", STORY)]


def test_empty_fields_at_the_end_of_a_row_are_let_be() -> None:
    assert placed(read(f"id,text\n1,{STORY},,\n")) == [("a.csv:2", STORY)]


def test_a_quote_that_is_not_closed_does_not_cost_the_rows_below() -> None:
    rows = [f'{n},"One.\n{STORY}"' for n in range(200)]
    rows[50] = '50,"One.'
    found = read("id,text\n" + "\n".join(rows) + "\n")
    assert [one.id for _, one in found if isinstance(one, Report)] == [str(n) for n in range(200) if n != 50]
    assert [place for place, one in found if isinstance(one, ReportError)] == ["a.csv:102"]


def test_one_error_tells_of_all_lines_up_to_the_next_row() -> None:
    text = f'id,text\n1,"He said "no".\nMore.\nMore.\n"\n2,{STORY}\n'
    assert placed(read(text)) == [("a.csv:2", """no row: ',' expected after '"' (lines 2 to 5)"""), ("a.csv:6", STORY)]


def test_a_table_made_to_be_read_again_and_again_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of its lines opens a quote that the next one closes, only to open another: from every line on, all is one row."""
    monkeypatch.setattr(rereading, "_FREE", 2**12)
    ((place, error),) = read("id,text\n" + 'a","c\n' * 20_000)
    assert isinstance(error, ReportError)
    assert (place, error.fault) == ("a.csv:2", "no row: a quote that is not closed (lines 2 to 20001)")


def test_a_row_longer_than_any_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rereading, "ROW_LIMIT", 2**20)
    found = read(f"id,text\n1,{'x' * 3 * 2**20}\n2,{STORY}\n")
    assert placed(found) == [("a.csv:2", "no row: longer than 1 MiB"), ("a.csv:3", STORY)]


@pytest.mark.parametrize(
    ("rows", "texts"),
    [
        pytest.param(['1\t"No," he said', '2\t"Yes"'], ['"No," he said', '"Yes"'], id="a quote that begins a field"),
        pytest.param(["1\tHe said no", '2\tHe said "no"', '3\t"Yes'], ["He said no", 'He said "no"', '"Yes'], id="a quote inside"),
        pytest.param(['1\t"He said ""no"""', "2\tYes"], ['He said "no"', "Yes"], id="quoted"),
        pytest.param(['1\t"One\ttwo.\nThree ""four"" five"', "2\tYes"], ['One\ttwo.\nThree "four" five', "Yes"], id="quoted over lines"),
    ],
)
def test_whether_quotes_between_tabs_are_quotes_is_told_by_the_rows(rows: list[str], texts: list[str]) -> None:
    assert [text for _, text in placed(read("id\ttext\n" + "\n".join(rows), tabs=True))] == texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", ("a.csv", "empty")),
        (b"\n\n", ("a.csv", "empty")),
        (b"\xef\xbb\xbf", ("a.csv", "empty")),
        (b"id,text\n", ("a.csv", "empty")),
        (b'id,"text\n', ("a.csv:1", "no head: a quote that is not closed")),
        ("id,text\n1,x\n".encode("utf-16-le"), ("a.csv", "binary, not text in UTF-8")),
        (b"%PDF-1.7\n", ("a.csv", "a PDF, not text")),
        (b"\xff\xfe\x00\xd8\n", ("a.csv", "not in the encoding that its first bytes announce, from here on")),
        ("id,text\n1,x\n".encode("utf-16")[:-1], ("a.csv:2", "not in the encoding that its first bytes announce, from here on")),
        (gzip.compress(b"id,text\n")[:-9], ("a.csv:2", "the gzip data break off here")),
    ],
)
def test_tables_that_hold_nothing(text: bytes, expected: tuple[str, str]) -> None:
    assert placed(read(text)) == [expected]


def test_truncated_gzip_data_give_what_is_before_the_break() -> None:
    whole = "id,text\n" + "".join(f'{n},"{STORY}\n{"x" * (n % 97)}"\n' for n in range(3000))
    packed = gzip.compress(whole.encode())
    *rows, last = read(packed[: len(packed) // 2])
    assert len(rows) > 1000
    assert rows == read(whole)[: len(rows)]
    assert isinstance(last[1], ReportError)
    assert (last[0], last[1].fault) == (f"a.csv:{2 + 2 * len(rows)}", "the gzip data break off here")


def test_the_row_knows_its_day_better_than_the_user() -> None:
    assert days(read(f"text,date\n{STORY},2022-02-04\n{STORY},\n", date(2020, 1, 1))) == [DAY, date(2020, 1, 1)]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"id,text\n", True),
        (b"\xef\xbb\xbfTitle;Body;Date\r\n1", True),
        (b"text\turl\n", True),
        (b"text\n", False),
        (b"id,title\n", False),
        (STORY.encode(), False),
        (b"", False),
    ],
)
def test_a_table_is_told_by_its_first_line(head: bytes, expected: bool) -> None:
    assert is_csv(head) is expected


@fuzz
@given(
    data=st.binary(max_size=400),
    head=st.sampled_from([b"", b"text,date\n", b"id\ttext\n", b"\xff\xfe", b"\xef\xbb\xbftext\n", b"\x1f\x8b"]),
)
def test_any_bytes(data: bytes, head: bytes) -> None:
    check(read(head + data), "a.csv")


@fuzz
@given(text=st.text(alphabet='",\n\r\tab\0é', max_size=60), head=st.sampled_from(["a,text", "text", "a\ttext"]))
def test_any_rows(text: str, head: str) -> None:
    """Every line that is not blank is of a report, or an error tells of it."""
    found = read(f"{head}\n{text}")
    check(found, "a.csv")
    assert len(found) <= len(f"{head}\n{text}".splitlines()) + 1


@fuzz
@given(flips=flips, cut=st.floats(0, 1), packed=st.booleans())
def test_flipped_bits_and_cuts_of_csv(flips: list[tuple[float, int]], cut: float, packed: bool) -> None:
    data = ("id,date,text\n" + "".join(f'{n},2022-02-04,"{STORY}\nHe said ""no"" – é."\n' for n in range(20))).encode()
    check(read(damaged(gzip.compress(data) if packed else data, flips, cut)), "a.csv")


@fuzz
@given(
    rows=st.lists(
        st.text(alphabet=st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), min_size=1, max_size=40), min_size=1
    )
)
def test_what_was_written_is_read(rows: list[str]) -> None:
    rows = [row for row in rows if row.strip()] or ["x"]
    out = io.StringIO()
    csv.writer(out).writerows([["id", "text"], *enumerate(rows)])
    assert [one.text for _, one in read(out.getvalue()) if isinstance(one, Report)] == rows
