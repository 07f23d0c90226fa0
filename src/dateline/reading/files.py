"""Files, folders and streams to reports, one after another.

What cannot be read becomes a :class:`~dateline.errors.ReportError` that names the file, the line and the remedy, and
reading goes on with the next. Nothing is held in memory but the report at hand.
"""

from __future__ import annotations

import gzip
import io
import logging
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, cast

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading.decoding import decode, reject_binary
from dateline.reading.lines import Row, broken_stream, read_rows

FILE_LIMIT = 20 * 2**20  # bytes of a text file or page; JSON lines have no limit
REPORT_LIMIT = 1_000_000  # characters; more than the longest wire story a hundred times over, and what the parser takes
STDIN = "-"

_LINES = frozenset({".jsonl", ".ndjson"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_READ = _LINES | _PAGES | {"", ".txt", ".text"}
_GZIP = b"\x1f\x8b"
_SNIFF = 4096
# The first newspaper, and a bound that leaves room to reckon with days after it.
_EARLIEST, _LATEST = date(1605, 1, 1), date(2999, 12, 31)

_log = logging.getLogger(__name__)


def read_sources(sources: Sequence[str], published: date | None = None) -> Iterator[Report | ReportError]:
    """The reports of files, folders (recursively, sorted) and ``-``, the standard input.

    Text, HTML pages and JSON lines are read, also gzipped: told by suffix where it is clear, else by the first bytes.
    Of a folder, files with another suffix and hidden ones are left out.

    Args:
        sources: paths, or ``-``.
        published: the publication date of reports that do not give theirs.
    """
    return iter(Sources(sources, published))


class Sources:
    """The reports of some sources, with how far they have been read.

    Attributes:
        where: file, and line where it has several reports, of the report given last.
    """

    def __init__(self, sources: Sequence[str], published: date | None = None) -> None:
        self._sources, self._published = sources, published
        self.where = ""
        self._file: IO[bytes] | None = None
        self._finished = 0

    @property
    def done(self) -> int:
        """Bytes read so far, as they lie on disk."""
        try:
            return self._finished + (self._file.tell() if self._file is not None and self._file.seekable() else 0)
        except (OSError, ValueError):
            return self._finished

    def total(self) -> int | None:
        """Bytes in all; ``None`` where a source is a stream, whose end nobody knows."""
        size = 0
        for source in self._sources:
            if source == STDIN or (Path(source).exists() and not Path(source).is_file() and not Path(source).is_dir()):
                return None
            size += sum(_size(Path(path)) for path in _files(source) if isinstance(path, str))
        return size

    def __iter__(self) -> Iterator[Report | ReportError]:
        for source in self._sources:
            if source == STDIN:
                yield from self._standard_input()
                continue
            for path in _files(source, log=True):
                if isinstance(path, ReportError):
                    yield path
                else:
                    yield from self._path(path)

    def _standard_input(self) -> Iterator[Report | ReportError]:
        if sys.stdin is None:
            yield ReportError("standard input", "closed", "pipe a report into it, or name a file")
            return
        yield from self._stream(sys.stdin.buffer, "standard input", "")

    def _path(self, path: str) -> Iterator[Report | ReportError]:
        try:
            self._file = open(path, "rb", buffering=0)  # noqa: SIM115 - closed below, and asked for its position meanwhile
        except OSError as error:
            yield broken_stream(path, error)
            return
        with self._file as file:
            name = path.lower().removesuffix(".gz")
            yield from self._stream(io.BufferedReader(cast(io.RawIOBase, file)), path, os.path.splitext(name)[1])
            self._file = None
        self._finished += _size(Path(path))

    def _stream(self, stream: IO[bytes], where: str, suffix: str) -> Iterator[Report | ReportError]:
        """The reports of an open file, unpacked and told apart by suffix and first bytes."""
        try:
            buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
            if buffered.peek(2)[:2] == _GZIP:
                buffered = io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=buffered)))
            head = buffered.peek(_SNIFF)[:_SNIFF]
            if _holds_lines(head, suffix):
                reject_binary(head, where, marked=False)
                yield from self._lines(buffered, where)
            else:
                yield self._single(buffered.read(FILE_LIMIT + 1), where, suffix in _PAGES or (suffix not in _LINES and _looks_like_page(head)))
        except ReportError as error:
            yield error
        except (OSError, EOFError, zlib.error) as error:
            yield broken_stream(where, error)

    def _lines(self, stream: IO[bytes], where: str) -> Iterator[Report | ReportError]:
        for place, row in read_rows(stream, where):
            try:
                yield row if isinstance(row, ReportError) else self._from_row(row, place)
            except ReportError as error:
                yield error

    def _single(self, data: bytes, where: str, is_page: bool) -> Report:
        if not data.strip():
            raise ReportError(where, "empty", "there is nothing to code")
        if len(data) > FILE_LIMIT:
            raise ReportError(where, f"larger than {FILE_LIMIT // 2**20} MiB", "give one report a file, or JSON lines with one report a line")
        if not is_page:
            return self._report(where, decode(data, where))
        from dateline.reading.pages import read_page

        page = read_page(data, where)
        return self._report(where, page.text, published=page.published, source=page.source, title=page.title, url=page.url)

    def _from_row(self, row: Row, where: str) -> Report:
        if "text" not in row:
            raise ReportError(where, "has no text", 'a report is {"text": "…", "published": "YYYY-MM-DD", …}')
        strings = {name: _string(row, name, where) for name in ("text", "source", "title", "url")}
        identifier = row.get("id")
        if identifier is not None and (isinstance(identifier, bool) or not isinstance(identifier, (str, int))):
            raise ReportError(where, "id is not a string", "write it in quotation marks")
        return self._report(where, **strings, published=_published(row.get("published"), where), identifier=str(identifier or ""))

    def _report(self, where: str, text: str, *, published: date | None = None, identifier: str = "", **known: str) -> Report:
        """A report whose date is its own if it gives one: in its data, else in its first line."""
        if not text.strip():
            raise ReportError(where, "the text is empty", "there is nothing to code")
        if len(text) > REPORT_LIMIT:
            raise ReportError(where, f"the text has more than {REPORT_LIMIT:,} characters", "give one report at a time")
        for value in (text, identifier, *known.values()):
            if (half := next((n for n, c in enumerate(value) if "\ud800" <= c <= "\udfff"), None)) is not None:
                raise ReportError(where, f"half a character (\\u{ord(value[half]):x}) at character {half + 1}", "write it whole, or leave it out")
        self.where = where
        day = published or self._dated(text)
        return Report(identifier or Report.identify(text, day), text, day, **known)

    def _dated(self, text: str) -> date | None:
        from dateline.reading.heading import read_heading

        return read_heading(Report("", text)).report.published or self._published


def parse_day(text: str) -> date:
    """A publication day: ``2022-02-04``, or a moment of that day in ISO 8601.

    Raises:
        ValueError: if there is no such day, or none that a report can be of.
    """
    day = datetime.fromisoformat(text.strip()).date()
    if not _EARLIEST <= day <= _LATEST:
        raise ValueError(f"{day} is not between {_EARLIEST.year} and {_LATEST.year}")
    return day


def _published(value: Any, where: str) -> date | None:
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str):
            return parse_day(value)
    except ValueError:
        pass
    shown = repr(value) if len(repr(value)) <= 40 else repr(value)[:40] + "…"
    raise ReportError(where, f"published is no date: {shown}", "write it as YYYY-MM-DD")


def _string(row: Row, name: str, where: str) -> str:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise ReportError(where, f"{name} is not a string", "write it in quotation marks")
    return value or ""


def _files(source: str, *, log: bool = False) -> Iterator[str | ReportError]:
    """The files that a source stands for, in order; with ``log``, what a folder leaves out is logged."""
    if not os.path.isdir(source):
        if os.path.lexists(source):
            yield source
        else:
            yield ReportError(source, "no such file or folder", "check the path")
        return
    found, failed, left_out = 0, [], []
    for folder, folders, names in os.walk(source, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            if os.path.splitext(name.lower().removesuffix(".gz"))[1] in _READ:
                found += 1
                yield os.path.join(folder, name)
            else:
                left_out.append(os.path.splitext(name)[1])
    if left_out and found and log:
        _log.warning("%s: %d other files left out (%s); name a file to have it read", source, len(left_out), ", ".join(sorted(set(left_out))))
    for error in failed:
        yield broken_stream(str(error.filename), error)
    if not found and not failed:
        yield ReportError(source, "no reports in the folder", f"looked for {', '.join(sorted(filter(None, _READ)))}, also gzipped")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _holds_lines(head: bytes, suffix: str) -> bool:
    return suffix in _LINES or (suffix not in _PAGES | {".txt", ".text"} and head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{")


def _looks_like_page(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1000].lower()
    return start.startswith((b"<!doctype html", b"<html")) or (start.startswith((b"<!--", b"<?xml")) and b"<html" in start)
