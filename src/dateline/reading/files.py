"""Files, folders and streams to reports, one after another.

What cannot be read becomes a :class:`~dateline.errors.ReportError` that names the file, the line and the remedy, and
reading goes on with the next. Nothing is held in memory but the report at hand.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading.archives import read_archive
from dateline.reading.decoding import decode, reject_binary
from dateline.reading.feeds import read_feed, read_feed_at
from dateline.reading.fetching import Fetcher
from dateline.reading.kinds import TABS, Kind, files_of, kind_of, suffix_of
from dateline.reading.lines import read_rows
from dateline.reading.opening import BREAKS, GZIP, STDIN, broken_stream, buffered, name_of, open_file, standard_input, unpacked
from dateline.reading.pages import read_page
from dateline.reading.reports import as_report, from_row
from dateline.reading.tables import read_csv, read_parquet
from dateline.reading.unread import Found, Unread, digest_of, opened

FILE_LIMIT = 20 * 2**20  # bytes of a text file or page; of lines, tables and archives any number are read

_SNIFF = 4096
_ASTRAY = 1_000  # lines that are no reports, in a row, until a file is given up: it is of another kind, or was made to fill the list


def read_sources(
    sources: Sequence[str], published: date | None = None, columns: Mapping[str, str] | None = None, fetcher: Fetcher | None = None
) -> Iterator[Report | ReportError]:
    """The reports of files, folders (recursively, sorted), feeds on the web (``https://…``) and ``-``, the standard input.

    Text, HTML pages, JSON lines, tables (CSV, Parquet), web archives (WARC) and feeds (RSS, Atom) are read, also gzipped: told by suffix
    where it is clear, else by the first bytes. Of a folder, files with another suffix and hidden ones are left out.

    Args:
        sources: paths, addresses of feeds, or ``-``.
        published: the publication date of reports that do not give theirs.
        columns: the columns of tables that hold ``text``, ``published``, ``id``, ``source``, ``title`` or ``url``, where they are
            not called so.
        fetcher: asks the web; without one, an address is an error, for nothing asks it unbidden.
    """
    return iter(Sources(sources, published, columns, fetcher))


class Sources:
    """The reports of some sources, with how far they have been read. Iterating reads all; :meth:`found` leaves some to be read.

    Attributes:
        where: file, and line, row or offset where it has several reports, of the report given last.
    """

    def __init__(
        self,
        sources: Sequence[str],
        published: date | None = None,
        columns: Mapping[str, str] | None = None,
        fetcher: Fetcher | None = None,
    ) -> None:
        """As for :func:`read_sources`."""
        self._sources, self._published, self._columns, self._fetcher = sources, published, columns, fetcher
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
            if (
                source == STDIN
                or is_address(source)
                or (Path(source).exists() and not Path(source).is_file() and not Path(source).is_dir())
            ):
                return None
            size += sum(_size(Path(path)) for path in files_of(source) if isinstance(path, str))
        return size

    def __iter__(self) -> Iterator[Report | ReportError]:
        return map(opened, self.found())

    def found(self) -> Iterator[Found]:
        """The reports, those that take long to read not read yet; each is to be read, if at all, before the next is asked for."""
        for source in self._sources:
            if is_address(source):
                yield from self._feed_at(source)
                continue
            for path in [STDIN] if source == STDIN else files_of(source, log=True):
                if isinstance(path, ReportError):
                    yield path
                else:
                    yield from self._read(path)

    def _feed_at(self, address: str) -> Iterator[Found]:
        """The reports of a feed on the web."""
        self.where = address
        if self._fetcher is None:
            yield ReportError(address, "an address on the web", "dateline ingest reads feeds from the web; give a file here")
            return
        yield from read_feed_at(address, self._fetcher, self._published)

    def _read(self, path: str) -> Iterator[Found]:
        """The reports of one file or of standard input."""
        where = name_of(path)
        try:
            if path == STDIN:
                yield from self._stream(standard_input(), where, "")
                return
            with open_file(path) as self._file:
                yield from self._stream(self._file, where, suffix_of(path))
        except ReportError as error:
            yield error
        except BREAKS as error:
            yield broken_stream(where, error)
        self._file = None
        self._finished += _size(Path(path))

    def _stream(self, stream: IO[bytes], where: str, suffix: str) -> Iterator[Found]:
        """The reports of an open file, told apart by suffix and first bytes."""
        with buffered(stream) as packed:
            head = packed.peek(_SNIFF)
            kind = kind_of(head, suffix)
            if kind is Kind.ARCHIVE:
                yield from self._placed(read_archive(packed, where, self._published))
            elif kind is Kind.PARQUET:
                if packed is not self._file or not packed.seekable() or head.startswith(GZIP):
                    raise ReportError(where, "Parquet in a stream or gzipped", "it is read from its end: give it as a file of its own")
                yield from self._placed(read_parquet(packed, where, self._published, self._columns))
            else:
                with unpacked(packed) as content:
                    yield from self._content(content, where, kind, suffix)

    def _content(self, stream: io.BufferedReader, where: str, kind: Kind, suffix: str) -> Iterator[Found]:
        """The reports of what is read from its beginning to its end."""
        if kind is Kind.CSV:
            yield from self._placed(read_csv(stream, where, self._published, self._columns, tabs=suffix in TABS))
        elif kind is Kind.FEED:
            yield from self._feed(stream.read(FILE_LIMIT + 1), where)
        elif kind is Kind.LINES:
            reject_binary(stream.peek(_SNIFF)[:_SNIFF], where, marked=False)
            yield from self._placed(self._lines(stream, where))
        else:
            yield self._single(stream.read(FILE_LIMIT + 1), where, kind is Kind.PAGE)

    def _placed(self, found: Iterable[tuple[str, Found]]) -> Iterator[Found]:
        """What is found, with its place noted."""
        for self.where, one in found:
            yield one

    def _lines(self, stream: IO[bytes], where: str) -> Iterator[tuple[str, Report | ReportError]]:
        astray = 0
        for place, row in read_rows(stream, where):
            astray = 0 if isinstance(row, dict) and "text" in row else astray + 1
            if astray > _ASTRAY:
                fault = f"{_ASTRAY:,} lines in a row have no text; neither this one nor what follows is read"
                yield (
                    place,
                    ReportError(place, fault, "each line should be a JSON object with a text: mend them, or give the file another suffix"),
                )
                return
            try:
                yield place, row if isinstance(row, ReportError) else from_row(row, place, self._published)
            except ReportError as error:
                yield place, error

    def _feed(self, data: bytes, where: str) -> Iterator[Found]:
        if len(data) > FILE_LIMIT:
            raise ReportError(where, f"larger than {FILE_LIMIT // 2**20} MiB", "cut the feed into several files")
        self.where = where
        yield from read_feed(data, where, self._published)

    def _single(self, data: bytes, where: str, is_page: bool) -> Report | Unread:
        if not data.strip():
            raise ReportError(where, "empty", "there is nothing to code")
        if len(data) > FILE_LIMIT:
            raise ReportError(where, f"larger than {FILE_LIMIT // 2**20} MiB", "give one report a file, or one a line as JSON lines")
        self.where = where
        if not is_page:
            return as_report(decode(data, where), fallback=self._published, where=where)
        return Unread(digest_of("page", data, str(self._published or "")), partial(_page, data, where, self._published))


def _page(data: bytes, where: str, published: date | None) -> Report:
    """The report of a page.

    Raises:
        ReportError: if it has none.
    """
    page = read_page(data, where)
    known = {"source": page.source, "title": page.title, "url": page.url}
    return as_report(page.text, page.published, fallback=published, where=where, **known)


def is_address(source: str) -> bool:
    """Whether a source is an address on the web."""
    return source.lower().startswith(("http://", "https://"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
