"""The watch: round after round, what is due is read, gathered and merged, and what is new is told.

The record is open only while something is written, so that others may ask it between rounds and while the network is waited for. Time is
what the caller says it is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from dateline.display import counted
from dateline.errors import HeldError, InputError
from dateline.reading.unread import Found
from dateline.record.gathering import gather, remember, settle_failures, visits
from dateline.record.manifests import UNKNOWN, note
from dateline.record.merging import merge
from dateline.record.rows import Key
from dateline.record.store import CHOSEN, Store
from dateline.record.watching import feeds, news, outbox
from dateline.record.watching.feeds import Feed
from dateline.record.watching.plan import Plan, Surroundings, opened
from dateline.record.watching.telling import tell, tell_again
from dateline.record.watching.visiting import Known, Visit, visit

_AT_ONCE = 500  # entries that are held in memory before they are gathered
_IN_BETWEEN = timedelta(minutes=1)  # after which what came in is told before more is read
_MOST = 200  # new entries of a feed that are coded at one visit: a feed of thousands must not keep the others waiting
_RECENT = timedelta(days=90)  # the age of reports whose pages a feed may still link to
_HELD = timedelta(seconds=60)  # before a record that another process has open is tried again


class Watch:
    """A watch over some feeds."""

    def __init__(self, plan: Plan, around: Surroundings) -> None:
        self._plan, self._around = plan, around
        self._seen: dict[str, tuple[str, str]] = {}
        self._fetcher = around.fetcher(self._seen)
        self._known = Known(around.clock)
        self._sources: Sequence[str] = ()
        self._failed = 0  # entries that could not be read the last time
        self._looked = False  # whether the record was looked through since the start

    def run(self, once: bool = False) -> None:
        """Keep watch until it is to stop; with ``once``, read each feed that nothing holds back one time, and tell what is new.

        Raises:
            RecordError: if the record cannot be opened.
            ReportError: if a list of feeds cannot be read.
        """
        plan, around = self._plan, self._around
        self._begin()
        while not around.stopped():
            try:
                wake, again = self._round(once)
            except HeldError as error:
                if once:
                    raise
                around.say(f"{error}; tried again in {_HELD.seconds} seconds")
                wake = again = around.clock() + _HELD
            if once:
                tell_again(plan, around, again)
                return
            around.wait(max(1.0, (min(wake, again or wake) - around.clock()).total_seconds()))

    def _begin(self) -> None:
        """Take the record as it is for known, unless it was watched before."""
        with opened(self._plan, self._around, make=True) as store:
            merge(store)
            news.begin(store, self._plan.queries, self._around.clock(), self._plan.thresholds, self._plan.backlog)

    def _round(self, all_of_them: bool) -> tuple[datetime, datetime | None]:
        """Read what is due, some feeds after others, and tell what is new in between, so that a slow one does not hold up what is known.

        Args:
            all_of_them: whether what is not due is read, too, unless it failed or its host wants to be left alone.

        Returns:
            When the next feed is due, and when there is more to tell, if there is.
        """
        due = deque(self._due(all_of_them))
        resting: set[str] = set()
        while True:
            wake = self._look(self._gather(self._visit(due, resting)))
            again = tell(self._plan, self._around)
            if not due or self._around.stopped():
                return wake, again

    def _visit(self, due: deque[Feed], resting: set[str]) -> list[Visit]:
        """Read some of the feeds that are due, for no longer than a minute or two and no more than memory should hold.

        Args:
            resting: hosts that want to be left alone; their feeds are passed over.
        """
        visited: list[Visit] = []
        begun = self._around.clock()
        while due and not self._around.stopped():
            feed = due.popleft()
            if feeds.origin(feed.address) in resting:
                continue
            visited.append(visit(feed, self._fetcher, self._known, self._around.stopped))
            if visited[-1].fault and visited[-1].fault.later:
                resting.add(feeds.origin(feed.address))
            held = sum(len(one.entries) for one in visited)
            if held >= _AT_ONCE or self._around.clock() - begun > _IN_BETWEEN:
                break
        return visited

    def _due(self, all_of_them: bool) -> list[Feed]:
        """What is to be read now."""
        now = self._around.clock()
        sources = self._plan.sources()
        with opened(self._plan, self._around) as store:
            if sources != self._sources:
                feeds.enlist(store, sources, now, self._plan.every)
                self._sources = sources
            self._seen.clear()
            self._seen.update(visits(store))
            recent = "SELECT digest FROM readings JOIN reports USING (report, version) WHERE gathered > ?"
            self._known.digests = {row["digest"] for row in store.rows(recent, [now - _RECENT])}
            return [f for f in feeds.watched(store) if f.due <= now or (all_of_them and not f.failures and not (f.held and f.held > now))]

    def _gather(self, visited: Sequence[Visit]) -> list[Visit]:
        """Code what visits gave and write down how the feeds stand; gives the visits that were taken into the record as a whole."""
        if not visited or self._around.stopped():
            return []
        with opened(self._plan, self._around) as store:
            for one in visited:
                _leave_known(store, one)
            failed = self._take(store, visited)
            if self._around.stopped():
                return []
            for one in visited:
                if one.url and (one.failed or one.unfinished):
                    self._fetcher.forget(one.url)
            remember(store, self._seen)
            whole = [one for one in visited if not (one.fault or one.unfinished or one.resting) and (one.url or one.files)]
            settle_failures(store, [one.feed.address for one in whole], failed)
            self._note(store, visited)
        return list(visited)

    def _take(self, store: Store, visited: Sequence[Visit]) -> list[InputError]:
        """Code what visits gave; gives what could not be."""
        at = visited[0]

        def found() -> Iterator[Found]:
            nonlocal at
            for at in visited:
                for one in at.found():
                    if self._around.stopped():
                        return
                    yield one

        failures: list[InputError] = []
        new = failed = 0
        manifest = note(store, self._around.rests_on()) if any(one.entries or one.files for one in visited) else UNKNOWN
        for state in gather(store, found(), self._around.code, manifest, failures.append):
            at.new, at.failed = at.new + state.new - new, at.failed + state.failed - failed
            new, failed = state.new, state.failed
        return failures

    def _note(self, store: Store, visited: Sequence[Visit]) -> None:
        """Write down how feeds stand, and say which could not be read."""
        now, every, say = self._around.clock(), self._plan.every, self._around.say
        states = []
        for one in visited:
            if one.fault:
                state = one.feed.failed(now, every, one.fault)
                say(f"{one.fault}; failure {state.failures}, next try at {state.due:%Y-%m-%d %H:%M} UTC")
            else:
                state = one.feed.succeeded(now, every, one.new, one.stamp)
                if one.feed.failures:
                    say(f"{one.feed.address}: read again, after {counted(one.feed.failures, 'failure')}")
            if one.held:
                state = state.held_by(now, one.held)
            if one.unfinished:
                say(f"{one.feed.address}: {one.unfinished}; the rest is read next time")
            states.append(state)
        with store.step():
            feeds.note(store, states)

    def _look(self, taken: Sequence[Visit]) -> datetime:
        """Merge what came in and find what is new; gives the moment when the next feed is due."""
        new, failed = sum(one.new for one in taken), sum(one.failed for one in taken)
        now = self._around.clock()
        with opened(self._plan, self._around) as store:
            if (new or not self._looked) and not self._around.stopped():
                merge(store)
                found = news.look(store, self._plan.queries, now, self._plan.thresholds)
                outbox.forget(store, now)
                self._looked = True
                self._around.say(f"{len(taken):,} read: {counted(new, 'new report')}, {found:,} to tell")
            if failed and failed != self._failed:
                entries = "1 entry" if failed == 1 else f"{failed:,} entries"
                self._around.say(f"{entries} could not be read: dateline ingest --failures --db {self._plan.path}")
            self._failed = failed
            return min((feed.due for feed in feeds.watched(store)), default=now + self._plan.every)


def _leave_known(store: Store, one: Visit) -> None:
    """Take what the record has out of what a feed gave, and what is too much for one visit."""
    store.choose(entry.report.url or entry.report.id for entry in one.entries)
    known = {Key(r["report"], r["version"]) for r in store.rows(f"SELECT report, version FROM reports WHERE report {CHOSEN}")}
    new = [entry for entry in one.entries if Key.of(entry.report) not in known]
    if len(new) > _MOST:
        one.unfinished = f"{len(new):,} new entries, {_MOST} of them taken"
        one.entries = new[:_MOST]
