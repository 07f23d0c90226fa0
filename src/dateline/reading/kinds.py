"""What kind of file it is, told by its suffix where that is clear, else by its first bytes; and which of a folder's files are read."""

from __future__ import annotations

import logging
import os
import zlib
from collections.abc import Iterator
from enum import Enum, auto

from dateline.errors import ReportError
from dateline.reading.archives import WARC
from dateline.reading.feeds import is_feed
from dateline.reading.opening import GZIP, broken_stream
from dateline.reading.pages import looks_like_page
from dateline.reading.tables import PARQUET, is_csv

_log = logging.getLogger(__name__)


class Kind(Enum):
    """What a file holds."""

    TEXT = auto()
    PAGE = auto()
    LINES = auto()
    CSV = auto()
    PARQUET = auto()
    ARCHIVE = auto()
    FEED = auto()


_SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".parquet": Kind.PARQUET,
    ".warc": Kind.ARCHIVE,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
}
TABS = frozenset({".tsv"})
_SNIFF = 4096


def suffix_of(path: str) -> str:
    """The suffix of a file, in small letters and without the ``.gz`` of a gzipped one."""
    return os.path.splitext(path.lower().removesuffix(".gz"))[1]


def kind_of(head: bytes, suffix: str) -> Kind:
    """The kind of a file with this suffix that begins so, gzipped or not."""
    if head.startswith(GZIP):
        head = _unpacked(head)
    if kind := _SUFFIXES.get(suffix):
        return Kind.PAGE if kind is Kind.TEXT and looks_like_page(head) else kind
    if head.startswith(WARC):
        return Kind.ARCHIVE
    if head.startswith(PARQUET):
        return Kind.PARQUET
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return Kind.LINES
    if is_feed(head):
        return Kind.FEED
    if looks_like_page(head):
        return Kind.PAGE
    return Kind.CSV if is_csv(head) else Kind.TEXT


def _unpacked(head: bytes) -> bytes:
    """The beginning of what gzip data that begin so hold; nothing if they are damaged, which reading them will tell."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, _SNIFF)
    except zlib.error:
        return b""


def _there(source: str) -> str | ReportError:
    """A source, or why nothing is there."""
    try:
        os.lstat(source)
    except (OSError, ValueError) as error:
        if "://" in source or source.startswith("www."):
            return ReportError(source, "no such file, and no address of a feed", "write it as https://host/path")
        return broken_stream(source, error)
    return source


def _regular(path: str) -> str | ReportError:
    """A file in a folder; what is read without end, or blocks until somebody writes into it, must not be met by chance."""
    if os.path.isfile(path) or not os.path.exists(path):
        return path
    return ReportError(path, "a pipe, socket or device, no file", "name it by itself to have it read")


def files_of(source: str, *, log: bool = False) -> Iterator[str | ReportError]:
    """The files that a source stands for, in order; with ``log``, what a folder leaves out is logged."""
    if not os.path.isdir(source):
        yield _there(source)
        return
    found = 0
    failed: list[OSError] = []
    left_out: set[str] = set()
    for folder, folders, names in os.walk(source, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        left_out.update("links to folders" for name in folders if os.path.islink(os.path.join(folder, name)))
        for name in sorted(name for name in names if not name.startswith(".")):
            if not (suffix := suffix_of(name)) or suffix in _SUFFIXES:
                found += 1
                yield _regular(os.path.join(folder, name))
            else:
                left_out.add(os.path.splitext(name)[1])
    if left_out and found and log:
        _log.warning("%s: left out: %s (name a file or folder to have it read)", source, ", ".join(sorted(left_out)))
    for error in failed:
        yield broken_stream(str(error.filename), error)
    if not found and not failed:
        yield ReportError(source, "no reports in the folder", f"looked for {', '.join(sorted(_SUFFIXES))}, also gzipped")
