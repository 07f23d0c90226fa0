"""One visit to a feed, a file or a folder: what it gives, and what went wrong, within bounds of time and number."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dateline.errors import ReportError
from dateline.model import Report, content_hash
from dateline.reading.feeds import read_feed
from dateline.reading.fetching import Fetcher
from dateline.reading.files import Sources, is_address
from dateline.reading.kinds import files_of
from dateline.reading.unread import Found, Unread, opened
from dateline.record.watching.feeds import Feed

LONGEST = timedelta(minutes=2)
"""How long a visit to a feed may take, linked pages and all; what is left is read at the next one."""
_RESTING = timedelta(hours=6)  # how long an entry that could not be read is left alone, its page being gone or closed


class Stopped(Exception):
    """The watch is to end; raised out of a pause between two requests."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed that was read: the digest by which it is known, and its report."""

    digest: str
    report: Report

    def found(self) -> Unread:
        """As gathering takes it."""
        return Unread(self.digest, lambda: self.report)


@dataclass(slots=True)
class Visit:
    """What a feed gave.

    Attributes:
        entries: of a feed on the web, those not known; ``errors``: why some could not be read.
        files: of a file or folder, what it gives, read as it is taken; ``stamp``: what it looks like.
        fault: why it could not be read at all; ``held``: the error of a page whose host wants to be left alone.
        unfinished: why not all of it was taken; the rest is for the next visit.
        resting: whether entries were passed over that could not be read a while ago.
        url: the address that it was found at, after redirects; empty of files and of what has not changed.
        new: once they are in the record, how many reports were new; ``failed``: how many could not be read or coded.
    """

    feed: Feed
    entries: list[Entry] = field(default_factory=list)
    errors: list[ReportError] = field(default_factory=list)
    files: Sources | None = None
    stamp: str = ""
    fault: ReportError | None = None
    held: ReportError | None = None
    unfinished: str = ""
    resting: bool = False
    url: str = ""
    new: int = 0
    failed: int = 0

    def found(self) -> Iterator[Found]:
        """All that it gave, as gathering takes it."""
        yield from (entry.found() for entry in self.entries)
        yield from self.errors
        if self.files is not None:
            yield from self.files.found()


@dataclass(slots=True)
class Known:
    """Entries that need not be read: those that the record has, and those that could not be read a while ago.

    Attributes:
        digests: of those that it has.
    """

    clock: Callable[[], datetime]
    digests: Container[str] = frozenset()
    _resting: dict[str, datetime] = field(default_factory=dict)

    def rests(self, digest: str) -> bool:
        """Whether an entry could not be read a while ago."""
        return self._resting.get(digest, datetime.min) > self.clock()

    def rest(self, digest: str) -> None:
        """Leave an entry alone for a while."""
        now = self.clock()
        self._resting = {other: until for other, until in self._resting.items() if until > now} | {digest: now + _RESTING}


def visit(feed: Feed, fetcher: Fetcher, known: Known, stopped: Callable[[], bool]) -> Visit:
    """Read a feed on the web, or look whether a file or folder has changed."""
    try:
        return _visit_feed(feed, fetcher, known, stopped) if is_address(feed.address) else _visit_files(feed)
    except ReportError as error:
        return Visit(feed, fault=error)
    except Stopped:
        return Visit(feed, unfinished="stopped")
    except Exception as error:  # a fault of ours in reading one feed must not cost the user the others
        fault = f"not read: {type(error).__name__}: {error}"
        return Visit(feed, fault=ReportError(feed.address, fault, "a fault in Dateline; please report it"))


def _visit_feed(feed: Feed, fetcher: Fetcher, known: Known, stopped: Callable[[], bool]) -> Visit:
    end = known.clock() + LONGEST
    fetched = fetcher.get(feed.address)
    if fetched.status == 304:
        return Visit(feed)
    visited, count = Visit(feed, url=fetched.url), 0
    for found in read_feed(fetched.body, feed.address, url=fetched.url, kind=fetched.kind, fetcher=fetcher):
        count += 1
        _take(visited, found, known)
        if stopped() or known.clock() > end:
            visited.unfinished = f"took longer than {LONGEST.seconds} seconds"
        if visited.unfinished:
            break
    if count == 1 and visited.errors and visited.errors[0].where == feed.address:
        fetcher.forget(fetched.url)
        return Visit(feed, fault=visited.errors[0])
    return visited


def _take(visited: Visit, found: Found, known: Known) -> None:
    """Read an entry, unless it is known."""
    digest = found.digest if isinstance(found, Unread) else ""
    if digest and known.rests(digest):
        visited.resting = True
    elif digest not in known.digests:
        report = opened(found)
        if isinstance(report, Report):
            visited.entries.append(Entry(digest, report))
        else:
            visited.errors.append(report)
            if isinstance(report.__cause__, ReportError) and report.__cause__.later:
                visited.held, visited.unfinished = report.__cause__, f"{report.__cause__.where} wants to be left alone for a while"
            elif digest:
                known.rest(digest)


def _visit_files(feed: Feed) -> Visit:
    stamp = _stamp(feed.address)
    if stamp == feed.stamp:
        return Visit(feed, stamp=stamp)
    return Visit(feed, files=Sources((feed.address,)), stamp=stamp)


def _stamp(path: str) -> str:
    """What a file, or the files of a folder, look like from outside."""
    parts = []
    for file in files_of(path):
        if isinstance(file, ReportError):
            raise file
        try:
            found = os.stat(file)
        except OSError as error:
            raise ReportError(file, error.strerror or "cannot be read", "check the path and your rights to it") from error
        parts.append(f"{file} {found.st_size} {found.st_mtime_ns}")
    return content_hash(*parts)
