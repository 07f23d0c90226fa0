"""Reports into the record: each coded once, an edited one kept beside its earlier versions, whatever fails written down.

What was gathered is committed in steps of a few reports, so a run that is killed loses the step at hand and nothing else; run again, it
passes over what is there already, pages and entries of feeds without taking them apart again, and ends with the same record as one that was
never killed. Between the steps, while reports are read and coded, the record is left to others.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dateline.errors import InputError, RecordError, ReportError
from dateline.model import Coding, Report
from dateline.reading.unread import Found, Unread, opened
from dateline.record import revisions
from dateline.record.copies import forget
from dateline.record.manifests import UNKNOWN, sign
from dateline.record.rows import Key, claim_row, mention_row, report_row
from dateline.record.settling import settle
from dateline.record.store import CHOSEN, Store

_REPORTS, _SECONDS = 200, 5.0  # a step is committed after so many reports or so long, whichever comes first
_WITHIN = re.compile(r"/|:\d|@\d|, entry \d|$")  # how the place of a failure goes on after the name of its source


@dataclass(slots=True)
class Gathered:
    """What a run has done so far.

    Attributes:
        new: reports that were coded; ``edited``: those of them whose earlier version the record had.
        known: reports that the record had as they are.
        mentions: acts found in the new ones; ``failed``: inputs that could not be read or coded.
    """

    new: int = 0
    edited: int = 0
    known: int = 0
    mentions: int = 0
    failed: int = 0


@dataclass(slots=True)
class Step:
    """What is to be committed next; ``after``: the revision that the record was at when it was left to others."""

    after: revisions.Revision | None = None
    began: float = field(default_factory=time.monotonic)
    codings: list[tuple[Key, Coding]] = field(default_factory=list)
    readings: list[tuple[str, Key]] = field(default_factory=list)
    failures: list[InputError] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether it is time to commit."""
        some = len(self.codings) + len(self.readings) + len(self.failures)
        return some >= _REPORTS or time.monotonic() - self.began > _SECONDS


@dataclass(frozen=True, slots=True)
class _Known:
    """What the record has: reports, their versions, and digests of what these were read from."""

    reports: set[str]
    versions: set[Key]
    digests: set[str]

    @classmethod
    def of(cls, store: Store) -> _Known:
        versions = {Key(row["report"], row["version"]) for row in store.rows("SELECT report, version FROM reports")}
        return cls({key.report for key in versions}, versions, {row["digest"] for row in store.rows("SELECT digest FROM readings")})


def gather(
    store: Store,
    reports: Iterable[Found],
    code: Callable[[Report], Coding | InputError],
    manifest: str = UNKNOWN,
    tell: Callable[[InputError], None] = lambda failure: None,
) -> Generator[Gathered, None, None]:
    """Code reports into a record, one after another; gives the state of the run after each.

    Args:
        reports: as the readers find them, errors among them; what was read before is not read again.
        code: codes one report, or says why it could not be.
        manifest: what it rests on, as :func:`~dateline.record.manifests.note` names it.
        tell: is told what could not be, besides that it is written down.

    Raises:
        RecordError: if the record cannot be written; what was committed before is kept.
    """
    state, step, known = Gathered(), Step(revisions.last(store)), _Known.of(store)
    store.rest()
    try:
        for found in reports:
            if failure := _take(found, known, step, state, code):
                state.failed += 1
                step.failures.append(failure)
                tell(failure)
            if step.full:
                _commit(store, step, manifest)
                step = Step(revisions.last(store))
                store.rest()
            yield state
    except RecordError:
        step = Step(step.after)  # it will not go in now either
        raise
    finally:  # at Ctrl-C too
        _commit(store, step, manifest)


def settle_failures(store: Store, sources: Iterable[str], failed: Iterable[InputError]) -> None:
    """Take off the list what could not be read in some sources before and can now that they were read to their ends.

    Args:
        sources: files, folders and addresses, as they were named.
        failed: all that could not be read in them this time.
    """
    still = {(failure.where, failure.fault) for failure in failed}
    gone = [
        f"{row['place']}\x1f{row['fault']}"
        for source in filter(None, (named.rstrip("/") for named in sources))
        for row in store.rows("SELECT place, fault FROM failures WHERE starts_with(place, ?)", [source])
        if _WITHIN.match(row["place"], len(source)) and (row["place"], row["fault"]) not in still
    ]
    with store.step():
        store.choose(gone)
        store.execute(f"DELETE FROM failures WHERE concat(place, chr(31), fault) {CHOSEN}")


def visits(store: Store) -> dict[str, tuple[str, str]]:
    """What was last read at addresses on the web: (ETag, Last-Modified) by address."""
    return {row["address"]: (row["etag"], row["modified"]) for row in store.rows("SELECT * FROM visits")}


def remember(store: Store, seen: Mapping[str, tuple[str, str]]) -> None:
    """Note what was read on the web, once all that it gave is in the record."""
    with store.step():
        store.execute("DELETE FROM visits")
        store.insert("visits", [{"address": a, "etag": e, "modified": m} for a, (e, m) in sorted(seen.items())])


def _take(found: Found, known: _Known, step: Step, state: Gathered, code: Callable[[Report], Coding | InputError]) -> InputError | None:
    """Read and code what the record does not have yet as it is, for the step to commit; gives why it could not be."""
    if isinstance(found, Unread) and found.digest in known.digests:
        state.known += 1
        return None
    report = opened(found)
    if isinstance(report, ReportError):
        return report
    key = Key.of(report)
    if key in known.versions:
        state.known += 1
    else:
        coding = code(report)
        if isinstance(coding, InputError):
            return coding
        state.new, state.edited = state.new + 1, state.edited + (key.report in known.reports)
        state.mentions += len(coding.events)
        step.codings.append((key, coding))
        known.versions.add(key)
        known.reports.add(key.report)
    if isinstance(found, Unread):
        step.readings.append((found.digest, key))
        known.digests.add(found.digest)
    return None


def _commit(store: Store, step: Step, manifest: str) -> None:
    if not step.codings and not step.readings and not step.failures:
        return
    if step.after and not revisions.has(store, step.after):
        raise RecordError(store.path, "is another record than it was", "run it again")
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
    with store.step():
        _drop_known(store, step)
        store.insert("reports", [report_row(key, coding, now) for key, coding in step.codings])
        store.insert("mentions", [mention_row(key, event) for key, coding in step.codings for event in coding.events])
        store.insert("claims", [claim_row(key, claim) for key, coding in step.codings for claim in coding.claims])
        store.insert("readings", [{"digest": digest, **key._asdict()} for digest, key in step.readings])
        store.insert("failures", [{"place": f.where, "fault": f.fault, "remedy": f.remedy} for f in step.failures])
        if coded := [key.report for key, _ in step.codings]:
            sign(store, [key for key, _ in step.codings], manifest)
            forget(store, coded)
            settle_versions(store, coded)
            settle(store, coded)
            revisions.note(store)


def _drop_known(store: Store, step: Step) -> None:
    """Take out what others have put in since it was found not to be there: it stays as they coded it."""
    store.choose(key.report for key, _ in step.codings)
    there = {Key(**row) for row in store.rows(f"SELECT report, version FROM reports WHERE report {CHOSEN}")}
    step.codings = [(key, coding) for key, coding in step.codings if key not in there]


def settle_versions(store: Store, reports: list[str]) -> None:
    """Of each report's versions the one published last is current; of one day, the one that came in last."""
    store.execute(
        """
        UPDATE reports SET current = (reports.version = latest.version)
        FROM (SELECT report, arg_max(version, (coalesce(published, DATE '0001-01-01'), gathered, version)) AS version
              FROM reports WHERE list_contains(?, report) GROUP BY report HAVING count(*) > 1) AS latest
        WHERE reports.report = latest.report AND reports.current <> (reports.version = latest.version)
        """,
        [reports],
    )
