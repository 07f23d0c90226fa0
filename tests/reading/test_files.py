"""Reading files, folders and streams: what comes out, and what is said about what cannot be read."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import zlib
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading import files
from dateline.reading.files import Sources, read_sources

STORY = "France condemned Iran's missile test on Monday."
PAGE = f"<!DOCTYPE html><html><head><title>Page</title></head><body><article><p>{STORY * 6}</p></article></body></html>"


def line(**fields: object) -> str:
    return json.dumps({"text": STORY, **fields})


def read(*sources: Path | str, published: date | None = None) -> list[Report | ReportError]:
    return list(read_sources([str(source) for source in sources], published))


def report(found: Report | ReportError) -> Report:
    assert isinstance(found, Report), found
    return found


def errors(found: list[Report | ReportError]) -> list[tuple[str, str]]:
    """Where and what, without the folder that the test runs in."""
    return [(Path(e.where).name, e.fault) for e in found if isinstance(e, ReportError)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.txt", STORY.encode(), id="text"),
        pytest.param("a.txt", b"\xef\xbb\xbf" + STORY.encode(), id="UTF-8 mark"),
        pytest.param("a.txt", STORY.encode("utf-16"), id="UTF-16 mark"),
        pytest.param("a.txt", STORY.encode("utf-32"), id="UTF-32 mark"),
        pytest.param("a", STORY.encode(), id="no suffix"),
        pytest.param("a.news", STORY.encode(), id="unknown suffix"),
        pytest.param("a.txt.gz", gzip.compress(STORY.encode()), id="gzipped text"),
        pytest.param("a.jsonl", line().encode(), id="JSON lines"),
        pytest.param("a.jsonl", b"\xef\xbb\xbf" + line().encode() + b"\r\n\r\n", id="JSON lines with mark and blank line"),
        pytest.param("a.jsonl.gz", gzip.compress(line().encode()), id="gzipped JSON lines"),
        pytest.param("a.jsonl", gzip.compress(line().encode()), id="gzipped though its name does not say so"),
        pytest.param("a.data", line().encode(), id="JSON lines by their first character"),
    ],
)
def test_one_text_in_every_form(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert [report(r).text for r in read(tmp_path / name)] == [STORY]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Orbán met Macron in Paris.", "cp1252"),
        ("“We condemn this,” Peña Nieto’s spokesman said – in México.", "cp1252"),
        ("The Coruña court freed him.", "latin-1"),
    ],
)
def test_news_older_than_utf8(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "old.txt").write_bytes(text.encode(encoding))
    assert report(read(tmp_path / "old.txt")[0]).text == text


def test_line_ends_become_newlines(tmp_path: Path) -> None:
    (tmp_path / "dos.txt").write_bytes(b"One.\r\n\r\nTwo.\rThree.")
    assert report(read(tmp_path / "dos.txt")[0]).text == "One.\n\nTwo.\nThree."


@pytest.mark.parametrize(
    ("name", "content", "where", "fault"),
    [
        ("a.txt", b"", "a.txt", "empty"),
        ("a.txt", b" \n\t\n", "a.txt", "empty"),
        ("a.jsonl", b"", "a.jsonl", "empty"),
        ("a.jsonl", b"\n\n", "a.jsonl", "empty"),
        ("a.txt", b"\xef\xbb\xbf\n", "a.txt", "the text is empty"),
        ("a.txt", b"GIF89a\x00\x01\x00", "a.txt", "binary, not text in UTF-8"),
        ("a.jsonl", b"\x00\x01{}", "a.jsonl", "binary, not text in UTF-8"),
        ("a.jsonl", line().encode("utf-16"), "a.jsonl", "binary, not text in UTF-8"),
        ("a.pdf", b"%PDF-1.7 \n", "a.pdf", "a PDF, not text"),
        ("a.txt", "Präsident\nTörö, M".encode() + b"\xfcller.", "a.txt:2", "not UTF-8 (byte 0xfc) and no other encoding fits"),
        ("a.txt", b"\xff\xfe\x00\xd8", "a.txt", "broken UTF-16 at byte 2"),
        ("a.txt.gz", gzip.compress(STORY.encode())[:-9], "a.txt.gz", "the gzip data break off here"),
        ("a.html", b"<html><body></body></html>", "a.html", "no article found in the page"),
        ("a.jsonl", b"{text: 1}", "a.jsonl:1", "not JSON: Expecting property name enclosed in double quotes at character 2"),
        ("a.jsonl", b"[1]", "a.jsonl:1", "a JSON array, not an object"),
        ("a.jsonl", b"[" * 100_000, "a.jsonl:1", "not JSON: nested too deep or a number too long"),
        ("a.jsonl", b'{"text": "M\xfcller"}', "a.jsonl:1", "not UTF-8 (byte 0xfc)"),
        ("a.jsonl", b'{"id": "1"}', "a.jsonl:1", "has no text"),
        ("a.jsonl", b'{"text": null}', "a.jsonl:1", "the text is empty"),
        ("a.jsonl", b'{"text": ["x"]}', "a.jsonl:1", "text is not a string"),
        ("a.jsonl", b'{"text": "\\ud83d"}', "a.jsonl:1", "half a character (\\ud83d) at 1"),
        ("a.jsonl", line(source=7).encode(), "a.jsonl:1", "source is not a string"),
        ("a.jsonl", line(id=[]).encode(), "a.jsonl:1", "id is not a string"),
        ("a.jsonl", line(published="2022-02-30").encode(), "a.jsonl:1", "published is no date: '2022-02-30'"),
        ("a.jsonl", line(published="0001-01-01").encode(), "a.jsonl:1", "published is no date: '0001-01-01'"),
        ("a.jsonl", line(published=20220204).encode(), "a.jsonl:1", "published is no date: 20220204"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, content: bytes, where: str, fault: str) -> None:
    (tmp_path / name).write_bytes(content)
    found = read(tmp_path / name)
    assert errors(found) == [(where, fault)]
    assert len(found) == 1
    assert found[0].remedy  # type: ignore[union-attr]


def test_every_error_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "a", "published": "2022\\n02"}\nnope\n')
    assert all("\n" not in str(error) for error in read(tmp_path / "a.jsonl"))


def test_missing_file() -> None:
    assert errors(read("nowhere/a.txt")) == [("a.txt", "no such file or folder")]


def test_reading_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join([line(id="1"), "oops", "", line(id="4")]), encoding="utf-8")
    found = read(tmp_path / "a.jsonl", "missing.txt", tmp_path / "a.jsonl")
    told = [r.id if isinstance(r, Report) else Path(r.where).name for r in found]
    assert told == ["1", "a.jsonl:2", "4", "missing.txt", "1", "a.jsonl:2", "4"]


def test_truncated_archive_gives_what_is_before_the_break(tmp_path: Path) -> None:
    whole = gzip.compress("\n".join(line(id=f"{n}", title="x" * (n % 97)) for n in range(3000)).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    *reports, last = read(tmp_path / "a.jsonl.gz")
    assert len(reports) > 1000
    assert isinstance(last, ReportError)
    assert "truncated" in last.remedy


def test_damaged_archive(tmp_path: Path) -> None:
    whole = bytearray(gzip.compress(line().encode()))
    whole[-8] ^= 0xFF
    (tmp_path / "a.jsonl.gz").write_bytes(whole)
    assert any("damaged gzip data" in fault for _, fault in errors(read(tmp_path / "a.jsonl.gz")))


def test_too_large_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FILE_LIMIT", 2**20)
    (tmp_path / "a.txt").write_bytes(b"x" * (2**20 + 1))
    assert errors(read(tmp_path / "a.txt")) == [("a.txt", "larger than 1 MiB")]


def test_too_long_a_line_is_skipped_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.reading.lines.LINE_LIMIT", 2**20)
    with (tmp_path / "a.jsonl").open("w", encoding="utf-8") as out:
        out.write(f"{line(id='1')}\n{line(text='x' * 3 * 2**20)}\n{line(id='3')}\n")
    found = read(tmp_path / "a.jsonl")
    assert errors(found) == [("a.jsonl:2", "the line is longer than 1 MiB")]
    assert [r.id for r in found if isinstance(r, Report)] == ["1", "3"]


def test_too_long_a_report(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line(text="x" * 1_000_001), encoding="utf-8")
    assert errors(read(tmp_path / "a.jsonl")) == [("a.jsonl:1", "the text has more than 1,000,000 characters")]


def test_fields_of_a_line(tmp_path: Path) -> None:
    row = line(id=7, published="2022-02-04T23:30:00Z", source="Yonhap", title="Test", url="https://example.org/", events=[1])
    (tmp_path / "a.jsonl").write_text(row, encoding="utf-8")
    assert read(tmp_path / "a.jsonl") == [Report("7", STORY, date(2022, 2, 4), "Yonhap", "Test", "https://example.org/")]


def test_null_is_as_good_as_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line(id=None, published=None, source=None, title=None), encoding="utf-8")
    assert read(tmp_path / "a.jsonl") == [Report(Report.identify(STORY, None), STORY)]


@pytest.mark.parametrize(
    ("row", "published"),
    [
        (line(), date(2020, 1, 1)),
        (line(published="2022-02-04"), date(2022, 2, 4)),
        (line(text=f"February 4, 2022\n\n{STORY}"), date(2022, 2, 4)),
        (line(published="2022-02-05", text=f"February 4, 2022\n\n{STORY}"), date(2022, 2, 5)),
    ],
)
def test_the_report_knows_its_day_better_than_the_user(tmp_path: Path, row: str, published: date) -> None:
    (tmp_path / "a.jsonl").write_text(row, encoding="utf-8")
    assert report(read(tmp_path / "a.jsonl", published=date(2020, 1, 1))[0]).published == published


def test_the_identifier_follows_from_text_and_day(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"February 4, 2022\n\n{STORY}", encoding="utf-8")
    alone, given = read(tmp_path / "a.txt"), read(tmp_path / "a.txt", published=date(2020, 1, 1))
    assert report(alone[0]).id == report(given[0]).id
    assert len(report(alone[0]).id) == 12


def test_folder_is_read_in_order_and_in_depth(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/a.txt", "sub/deeper/z.jsonl", "c.html", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(line() if name.endswith("jsonl") else PAGE if name.endswith("html") else STORY, encoding="utf-8")
    sources = Sources([str(tmp_path)])
    seen = [Path(sources.where).relative_to(tmp_path).as_posix() for _ in sources]
    assert seen == ["b.txt", "c.html", "sub/a.txt", "sub/deeper/z.jsonl:1"]


def test_folder_says_what_it_leaves_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "map.png").write_bytes(b"\x89PNG")
    assert len(read(tmp_path)) == 1
    assert ".png" in caplog.text


def test_folder_without_reports(tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(b"\x89PNG")
    assert errors(read(tmp_path)) == [(tmp_path.name, "no reports in the folder")]


@pytest.mark.parametrize("content", [STORY, line()], ids=["text", "JSON lines"])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert [report(r).text for r in read("-")] == [STORY]


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert errors(read("-")) == [("standard input", "empty")]


def test_progress_in_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("\n".join([line()] * 2000), encoding="utf-8")
    sources = Sources([str(tmp_path)])
    done = [sources.done for _ in sources]
    assert done == sorted(done)
    assert 0 < done[0] < done[-1] == sources.total() == sources.done


def test_a_stream_has_no_known_size() -> None:
    assert Sources(["-"]).total() is None


def test_a_file_of_other_lines_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{line()}\n" + '{"tale": "x"}\n' * 1000 + f"{line()}\n" + "x\n" * 5000, encoding="utf-8")
    found = read(path)
    assert [n for n, one in enumerate(found) if not isinstance(one, ReportError)] == [0, 1001]
    assert str(found[-1]) == (
        f"{path}:2003: 1,000 lines in a row have no text; neither this one nor what follows is read "
        "(each line should be a JSON object with a text: mend them, or give the file another suffix)"
    )


def bomb(unit: bytes) -> bytes:
    """Gzip data that unpack to a thousand times their size."""
    packer = zlib.compressobj(9, wbits=31)
    return packer.compress(b"{}\n") + b"".join(packer.compress(unit * 2**20) for _ in range(64)) + packer.flush()


@pytest.mark.parametrize(("name", "unit"), [("a.jsonl.gz", b" "), ("a.csv.gz", b'"'), ("a.warc.gz", b"\0"), ("a.txt.gz", b"a")])
def test_a_bomb_is_not_unpacked(tmp_path: Path, name: str, unit: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(bomb(unit))
    *_, error = read(path)
    assert isinstance(error, ReportError)
    assert error.remedy


def test_what_bombs_are_told_by(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(bomb(b" "))
    assert [str(error) for error in read(path)][1:] == [
        f"{path}:2: gzip data that unpack to more than 200 times their size (unpack the file if you trust it, and give that)"
    ]


def test_what_would_block_is_named_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    pipe, found = read(tmp_path)
    assert str(pipe) == f"{tmp_path}/a.txt: a pipe, socket or device, no file (name it by itself to have it read)"
    assert report(found).text == STORY


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("missing.txt", "missing.txt: no such file or folder (check the path)"),
        ("a.txt/b.txt", "a.txt/b.txt: cannot be read: Not a directory (check the file and its permissions)"),
        ("ftp://example.org/feed", "ftp://example.org/feed: no such file, and no address of a feed (write it as https://host/path)"),
        ("www.example.org/feed", "www.example.org/feed: no such file, and no address of a feed (write it as https://host/path)"),
        (
            "HTTPS://example.org/",
            "HTTPS://example.org/: an address on the web (dateline ingest reads feeds from the web; give a file here)",
        ),
    ],
)
def test_sources_that_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(STORY, encoding="utf-8")
    assert [str(error) for error in read(source)] == [said]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_entered(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o000)
    assert [str(error).partition(" (")[0] for error in read(folder, folder / "a.txt")] == [
        f"{folder}: cannot be read: Permission denied",
        f"{folder}/a.txt: cannot be read: Permission denied",
    ]
