"""A view brought up to date from its record, which is held only while what has changed is read."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.record import revisions
from dateline.record.browsing import filing
from dateline.record.browsing.parts import part_of
from dateline.record.browsing.reports import Reports
from dateline.record.browsing.segment import Segment
from dateline.record.browsing.taking import Vocabulary, events_taken, taken
from dateline.record.browsing.view import View
from dateline.record.store import Query, Store
from dateline.record.turns import Turns

_FEW, _SHARE = 1000, 0.3  # events that changed; more than both, and it is quicker to take all over
_DEAR, _SELDOM = 0.2, 60.0  # seconds to count reports: if it takes longer they are counted that seldom
_LOG = logging.getLogger(__name__)


class Upkeep:
    """What keeps the view of one record; not to be used by two threads at once.

    Args:
        kept: whether the view is kept in a file beside the record.
    """

    def __init__(self, turns: Turns, *, kept: bool) -> None:
        self._turns = turns
        self._file = filing.file_of(turns.path) if kept else None
        self._state: object = None  # of the record's file when the view was last up to date
        self._counted = (0.0, -_SELDOM)  # how long counting the reports took, and when that was

    def found(self) -> View | None:
        """The view that was kept, if there is one."""
        return filing.kept(self._file) if self._file else None

    def brought(self, view: View | None) -> View:
        """The view of the record as it is now.

        Raises:
            RecordError: if the record cannot be had in time.
        """
        state = _state(self._turns.path)
        if view and state == self._state:
            return view
        with self._turns.reading() as store:
            now = revisions.last(store)
            if view and view.revision == now:
                later = replace(view, reports=self._reports(store, view.names, view.reports))
            elif view and (events := _changed(store, view)) is not None:
                later = self._changed(store, view, now, events)
            else:
                later = None
        if later is None:
            later = self._anew()
        self._state = state
        if self._file and len(later.parts) == 1 and (not view or later.parts[0].segment is not view.parts[0].segment):
            self._keep(later, self._file)
        return later

    def _changed(self, store: Store, view: View, now: revisions.Revision, events: list[str]) -> View:
        reports = self._reports(store, view.names, view.reports)
        if not events:
            return replace(view, revision=now, reports=reports)
        store.choose(events)
        segment = taken(store.ask(events_taken(chosen=True)), view.names)
        _keep_revisions(view, segment)
        return view.changed(now, events, segment, reports)

    def _anew(self) -> View:
        """All events: first into a passing file, so that the record need not be held while they are taken apart."""
        names = Vocabulary()
        began = time.monotonic()
        with TemporaryDirectory() as folder:
            events = Path(folder) / "events.parquet"
            with self._turns.reading() as store:
                now = revisions.last(store)
                store.export(events_taken(chosen=False), events)
                reports = self._reports(store, names, None)
            with Store.open(":memory:") as passing:
                segment = taken(passing.stream(Query("FROM read_parquet($file)", {"file": str(events)})), names)
        _LOG.info("%s: a view of %d events was made in %.1f s", self._turns.path, len(segment), time.monotonic() - began)
        return View(now, names, (part_of(segment),), reports)

    def _reports(self, store: Store, names: Vocabulary, before: Reports | None) -> Reports:
        took, when = self._counted
        began = time.monotonic()
        if before is not None and took > _DEAR and began - when < _SELDOM:
            return before
        found = Reports.read(store, names.sources)
        self._counted = (time.monotonic() - began, began)
        return found

    def _keep(self, view: View, path: Path) -> None:
        try:
            filing.keep(view, path)
        except OSError as error:
            _LOG.warning("%s: the view cannot be kept: %s", path, error.strerror)


def _changed(store: Store, view: View) -> list[str] | None:
    """The events that changed since a view was made; ``None`` if that cannot be told, or is too much."""
    if not revisions.has(store, view.revision):
        return None
    events = revisions.changed(store, view.revision.number)
    return events if len(events) <= max(_FEW, _SHARE * len(view)) else None


def _keep_revisions(view: View, segment: Segment) -> None:
    """Let events that were written but are as they were count as not written."""
    part, written = part_of(segment), segment["revision"]
    for row in range(len(segment)):
        before = view.find(segment.events[row].decode())
        if before and replace(view.line(part, row), revision=0) == replace(view.line(*before), revision=0):
            written[row] = before[0].segment["revision"][before[1]]


def _state(path: str) -> object:
    """What is another whenever a record was written: sizes and times of its files."""
    return [(file.stat().st_mtime_ns, file.stat().st_size) if file.exists() else None for file in (Path(path), Path(f"{path}.wal"))]
