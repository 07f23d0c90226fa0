"""Every kind of file through one door: told by suffix or first bytes, read in place, with progress that is right."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dateline.model import Report
from dateline.reading.files import Sources, read_sources
from dateline.reading.kinds import Kind, kind_of, suffix_of

STORY = "France condemned Iran's missile test on Monday, and said that it would ask the Security Council to meet on the matter."
PAGE = f"<!DOCTYPE html><html><body><article><p>{STORY}</p></article></body></html>".encode()
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
RECORD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nContent-Type: application/http\r\n"
    b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(HTTP), HTTP)
)
CSV = f'date,text\n2022-02-04,"{STORY}"\n'.encode()
TSV = f"date\ttext\n2022-02-04\t{STORY}\n".encode()


@pytest.fixture(scope="session")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("parquet") / "a.parquet"
    with duckdb.connect(":memory:") as base:
        base.execute(f"COPY (SELECT $${STORY}$$ AS text) TO '{path}' (FORMAT parquet)")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("head", "suffix", "kind"),
    [
        (b"", "", Kind.TEXT),
        (STORY.encode(), "", Kind.TEXT),
        (CSV, ".txt", Kind.TEXT),
        (b"{}", ".txt", Kind.TEXT),
        (PAGE, ".txt", Kind.PAGE),
        (STORY.encode(), ".htm", Kind.PAGE),
        (PAGE, "", Kind.PAGE),
        (b' \n{"text"', ".data", Kind.LINES),
        (b"", ".ndjson", Kind.LINES),
        (CSV, "", Kind.CSV),
        (TSV, ".data", Kind.CSV),
        (STORY.encode(), ".tsv", Kind.CSV),
        (b"PAR1\x15", "", Kind.PARQUET),
        (STORY.encode(), ".parquet", Kind.PARQUET),
        (RECORD, "", Kind.ARCHIVE),
        (gzip.compress(RECORD), "", Kind.ARCHIVE),
        (gzip.compress(RECORD)[:100], ".data", Kind.ARCHIVE),
        (STORY.encode(), ".warc", Kind.ARCHIVE),
        (gzip.compress(CSV), "", Kind.CSV),
        (b"\x1f\x8b", "", Kind.TEXT),
        (b"\x1f\x8b\0\0\0\0", "", Kind.TEXT),
    ],
)
def test_the_kind_of_a_file(head: bytes, suffix: str, kind: Kind) -> None:
    assert kind_of(head, suffix) is kind


@pytest.mark.parametrize(
    ("path", "suffix"), [("a.csv", ".csv"), ("b/A.CSV.GZ", ".csv"), ("a.warc.gz", ".warc"), ("a.gz", ""), ("a.b/c", ""), (".csv", "")]
)
def test_suffixes(path: str, suffix: str) -> None:
    assert suffix_of(path) == suffix


def read(*sources: Path | str, columns: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """The place of each report without its folder and its text; of an error the place and what is wrong."""
    found = Sources([str(source) for source in sources], columns=columns)
    return [(Path(found.where).name, one.text) if isinstance(one, Report) else (Path(one.where).name, one.fault) for one in found]


@pytest.mark.parametrize("name", ["{}", "{}.gz", "b.data", "b"])
@pytest.mark.parametrize(
    ("usual", "data", "place"), [("a.csv", CSV, ":2"), ("a.tsv", TSV, ":2"), ("a.warc", RECORD, "@0"), ("a.warc", RECORD * 2, "@0")]
)
def test_one_text_in_every_kind(tmp_path: Path, name: str, usual: str, data: bytes, place: str) -> None:
    path = tmp_path / name.format(usual)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    assert read(path)[0] == (path.name + place, STORY)


@pytest.mark.parametrize("name", ["a.parquet", "a.data", "a"])
def test_parquet_by_any_name(tmp_path: Path, parquet: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(parquet)
    assert read(tmp_path / name) == [(f"{name}:1", STORY)]


@pytest.mark.parametrize("name", ["a.parquet.gz", "a.gz"])
def test_gzipped_parquet(tmp_path: Path, parquet: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(parquet))
    assert read(tmp_path / name) == [(name, "Parquet in a stream or gzipped")]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
@pytest.mark.parametrize("data", [CSV, TSV, RECORD], ids=["csv", "tsv", "warc"])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, pack: Callable[[bytes], bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pack(data))))
    ((place, text),) = read("-")
    assert place.startswith("standard input")
    assert text == STORY


def test_parquet_on_standard_input(monkeypatch: pytest.MonkeyPatch, parquet: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(parquet)))
    assert read("-") == [("standard input", "Parquet in a stream or gzipped")]


def test_columns_that_the_user_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'text,story\nno,"{STORY}"\n', encoding="utf-8")
    assert read(tmp_path, columns={"text": "story"}) == [("a.csv:2", STORY)]
    assert [one.text for one in read_sources([str(tmp_path)], columns={"text": "story"}) if isinstance(one, Report)] == [STORY]


def test_a_folder_of_every_kind(tmp_path: Path, parquet: bytes) -> None:
    files = {"a.csv": CSV, "b.parquet": parquet, "c.tsv": TSV, "d.warc.gz": gzip.compress(RECORD), "e.txt": STORY.encode(), "f.png": b""}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert [place for place, _ in read(tmp_path)] == ["a.csv:2", "b.parquet:1", "c.tsv:2", "d.warc.gz@0", "e.txt"]


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.warc", "a.txt", "a.jsonl"])
def test_a_file_that_holds_nothing_costs_no_other(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    (first, _), second = read(tmp_path / name, tmp_path / "b.txt")
    assert (first, second) == (name, ("b.txt", STORY))


LONG = RECORD.replace(b"\r\n\r\n", b"\r\nX-Note: " + b"x" * 10_000 + b"\r\n\r\n", 1)
MANY = {
    "a.csv": b"text\n" + f'"{STORY}"\n'.encode() * 3000,
    "a.csv.gz": gzip.compress(b"text\n" + f'"{STORY}"\n'.encode() * 3000, 0),
    "a.warc": LONG * 60,
    "a.warc.gz": gzip.compress(LONG, 0) * 60,
}


def progress(*paths: Path) -> tuple[list[int], int | None, int]:
    """How far reading was at each report, how much there is, and how far it was in the end."""
    sources = Sources([str(path) for path in paths])
    done = [sources.done for one in sources if isinstance(one, Report)]
    return done, sources.total(), sources.done


@pytest.mark.parametrize("name", [*MANY, "a.parquet"])
def test_progress_in_bytes(tmp_path: Path, name: str) -> None:
    if name in MANY:
        (tmp_path / name).write_bytes(MANY[name])
    else:
        with duckdb.connect(":memory:") as base:
            base.execute(f"COPY (SELECT md5(i::VARCHAR) AS text FROM range(3000) r(i)) TO '{tmp_path / name}' (FORMAT parquet)")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    done, total, end = progress(tmp_path / name, tmp_path / "b.txt")
    assert total == end == done[-1]
    assert done == sorted(done)
    assert 0 < done[0] < end / 3 < done[len(done) // 2] < 0.8 * end
