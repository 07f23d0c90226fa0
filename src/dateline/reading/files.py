"""Files, folders and streams to reports, one after another.

What cannot be read becomes a :class:`~dateline.errors.ReportError` that names the file, the line and the remedy, and
reading goes on with the next. Nothing is held in memory but the report at hand.
"""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading.decoding import decode, reject_binary
from dateline.reading.lines import read_rows
from dateline.reading.opening import BREAKS, STDIN, broken_stream, name_of, open_file, standard_input, unpacked
from dateline.reading.reports import as_report, from_row

FILE_LIMIT = 20 * 2**20  # bytes of a text file or page; JSON lines have no limit

_LINES = frozenset({".jsonl", ".ndjson"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_READ = _LINES | _PAGES | {"", ".txt", ".text"}
_SNIFF = 4096

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
        self._file: io.BufferedReader | None = None
        self._finished = 0

    @property
    def done(self) -> int:
        """Bytes read so far, as they lie on disk."""
        file = self._file
        return self._finished + (file.raw.tell() if file is not None and not file.closed and file.seekable() else 0)

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
            for path in [STDIN] if source == STDIN else _files(source, log=True):
                if isinstance(path, ReportError):
                    yield path
                else:
                    yield from self._read(path)

    def _read(self, path: str) -> Iterator[Report | ReportError]:
        """The reports of one file or of standard input."""
        where = name_of(path)
        try:
            if path == STDIN:
                yield from self._stream(standard_input(), where, "")
                return
            with open_file(path) as self._file:
                yield from self._stream(self._file, where, os.path.splitext(path.lower().removesuffix(".gz"))[1])
        except ReportError as error:
            yield error
        except BREAKS as error:
            yield broken_stream(where, error)
        self._file = None
        self._finished += _size(Path(path))

    def _stream(self, packed: IO[bytes], where: str, suffix: str) -> Iterator[Report | ReportError]:
        """The reports of an open file, told apart by suffix and first bytes."""
        with unpacked(packed) as stream:
            head = stream.peek(_SNIFF)[:_SNIFF]
            if _holds_lines(head, suffix):
                reject_binary(head, where, marked=False)
                yield from self._lines(stream, where)
            else:
                yield self._single(stream.read(FILE_LIMIT + 1), where, suffix in _PAGES or _looks_like_page(head))

    def _lines(self, stream: IO[bytes], where: str) -> Iterator[Report | ReportError]:
        for place, row in read_rows(stream, where):
            try:
                self.where = place
                yield row if isinstance(row, ReportError) else from_row(row, place, self._published)
            except ReportError as error:
                yield error

    def _single(self, data: bytes, where: str, is_page: bool) -> Report:
        if not data.strip():
            raise ReportError(where, "empty", "there is nothing to code")
        if len(data) > FILE_LIMIT:
            raise ReportError(where, f"larger than {FILE_LIMIT // 2**20} MiB", "give one report a file, or one a line as JSON lines")
        self.where = where
        if not is_page:
            return as_report(decode(data, where), fallback=self._published, where=where)
        from dateline.reading.pages import read_page

        page = read_page(data, where)
        known = {"source": page.source, "title": page.title, "url": page.url}
        return as_report(page.text, page.published, fallback=self._published, where=where, **known)


def _files(source: str, *, log: bool = False) -> Iterator[str | ReportError]:
    """The files that a source stands for, in order; with ``log``, what a folder leaves out is logged."""
    if not os.path.isdir(source):
        if os.path.lexists(source):
            yield source
        else:
            yield ReportError(source, "no such file or folder", "check the path")
        return
    found = 0
    failed: list[OSError] = []
    left_out: set[str] = set()
    for folder, folders, names in os.walk(source, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            if os.path.splitext(name.lower().removesuffix(".gz"))[1] in _READ:
                found += 1
                yield os.path.join(folder, name)
            else:
                left_out.add(os.path.splitext(name)[1])
    if left_out and found and log:
        _log.warning("%s: files of other kinds left out: %s (name a file to have it read)", source, ", ".join(sorted(left_out)))
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
