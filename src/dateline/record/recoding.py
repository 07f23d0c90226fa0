"""A record's reports coded anew by the coder that is installed, and put in the place of what was coded before, all at once.

What is coded is kept beside the record's own tables and committed in steps, so a run that is killed loses the step at hand; run again with
the same coder, it goes on. Until the last report is coded, whoever asks the record gets what it said before; between the steps it
is left to others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

from dateline.errors import InputError, RecordError
from dateline.model import Coding, Report, content_hash
from dateline.record import manifests, revisions
from dateline.record.gathering import Step, settle_versions
from dateline.record.merging import merge
from dateline.record.rewriting import Brought, bring, prepare
from dateline.record.rows import Key, Row, claim_row, mention_row, report_row
from dateline.record.settling import corrected, lay, settle
from dateline.record.store import CHOSEN, Store

_TABLES = ("reports", "mentions", "claims")  # that a run fills beside the record's own, each under ``recoding_`` and its name
_AT_ONCE = 100  # reports that are read before they are coded
_HEAD = ("published", "source", "title", "warnings")  # what the coder reads off a report's head


@dataclass(frozen=True, slots=True)
class Recoded:
    """What a run did to a record: reports coded anew, what became of their mentions, and the events there are now."""

    reports: int
    mentions: Brought
    events: int


def pending(
    store: Store, manifest: str, since: date | None = None, names: Sequence[str] = (), *, again: bool = False
) -> tuple[list[Key], list[Key]]:
    """The current versions of reports that are to be coded anew, and those of them that a run which was broken off has coded already.

    Lines that no coder has coded, such as those of lists, are passed over.

    Args:
        manifest: of the coder; what it has coded already is passed over, too, unless ``again``.
        since: those published from that day on.
        names: those whose names begin so.

    Raises:
        InputError: if no report's name begins like one of the names.
    """
    rows = store.rows(
        """
        SELECT r.report, r.version, r.published, c.manifest FROM reports r JOIN coded c USING (report, version)
        WHERE r.current ORDER BY r.report
        """
    )
    for name in names:
        if not any(row["report"].startswith(name) for row in rows):
            raise InputError(name, "no report that was coded has a name that begins so", "dateline show names the reports of an event")
    wanted = [
        Key(row["report"], row["version"])
        for row in rows
        if (again or row["manifest"] != manifest)
        and (since is None or (row["published"] is not None and row["published"] >= since))
        and (not names or row["report"].startswith(tuple(names)))
    ]
    _begin(store, manifest)
    done = {Key(**row) for row in store.rows("SELECT report, version FROM recoding_reports")}
    return [key for key in wanted if key not in done], [key for key in wanted if key in done]


def code_anew(store: Store, keys: Sequence[Key], code: Callable[[Report], Coding | InputError]) -> Iterator[Key | InputError]:
    """Code versions of reports and keep what comes of it beside the record; gives each that is done, or why it could not be."""
    step, begun = Step(), _begun(store)
    try:
        for key, report in _read(store, keys):
            coding = code(report)
            if isinstance(coding, InputError):
                step.failures.append(coding)
            else:
                step.codings.append((key, coding))
            if step.full:
                _commit(store, step, begun)
                store.rest()
                step = Step()
            yield coding if isinstance(coding, InputError) else key
    finally:  # at Ctrl-C too
        _commit(store, step, begun)


def _read(store: Store, keys: Sequence[Key]) -> Iterator[tuple[Key, Report]]:
    """Versions of reports, read some at a time, so that the record is left to others while they are coded."""
    for begin in range(0, len(keys), _AT_ONCE):
        reports = [(key, as_read(store, key)) for key in keys[begin : begin + _AT_ONCE]]
        store.rest()
        yield from reports


def put(store: Store, keys: Sequence[Key], manifest: str, *, whole: bool = True) -> Recoded:
    """Put what was coded anew in the place of what was coded before, and merge, in one step.

    People's verdicts and corrections hold; ids that are no more lead to those under which the same acts are told now.

    Args:
        keys: of the versions; those that could not be coded stay as they were.
        whole: whether events that other rules of merging have made are made anew, too.
    """
    with store.step():
        store.execute("CREATE OR REPLACE TEMP TABLE asked (report VARCHAR, version VARCHAR, PRIMARY KEY (report, version))")
        store.insert("asked", [key._asdict() for key in keys])
        there = [
            Key(**row) for row in store.rows("SELECT report, version FROM recoding_reports JOIN asked USING (report, version) ORDER BY ALL")
        ]
        prepare(store, there)
        turned = _put_heads(store)
        store.execute("INSERT INTO wanted SELECT m.* FROM recoding_mentions m JOIN rewritten USING (report, version)")
        store.execute("DELETE FROM anchored WHERE (report, version) IN (SELECT (report, version) FROM rewritten)")
        now = store.rows("SELECT report FROM reports JOIN rewritten USING (report, version) WHERE current")
        lay(store, corrected(store, [row["report"] for row in now]))
        brought = bring(store)
        settle(store, turned)
        _put_claims(store)
        manifests.sign(store, there, manifest)
        if whole and not manifests.is_merged_by(store, manifests.rules()):
            store.execute("INSERT OR IGNORE INTO unsettled SELECT mention FROM mentions JOIN coded USING (report, version)")
            store.execute("DELETE FROM merged_by")
        revisions.note(store)
        merged = merge(store)
        _end(store)
    return Recoded(len(there), brought, merged.events)


def as_read(store: Store, key: Key) -> Report:
    """A version of a report as it was read, before its head gave it a title or a day: that which its version is the hash of."""
    (row,) = store.rows("SELECT * FROM reports WHERE report = ? AND version = ?", key)
    title, published = row["title"], row["published"]
    for head in product((title, ""), (published, None)):
        if content_hash(head[0], str(head[1] or ""), row["text"]) == key.version:
            title, published = head
            break
    return Report(key.report, row["text"], published, row["source"], title, row["url"])


def _begin(store: Store, manifest: str) -> None:
    """Make the tables of a run, unless one that was broken off has left those of the same coder."""
    state = {"manifest": manifest, "schema": store.version()}
    with store.step():
        store.execute("CREATE TABLE IF NOT EXISTS recoding (manifest VARCHAR PRIMARY KEY, schema INTEGER NOT NULL)")
        if store.rows("FROM recoding") == [state]:
            return
        _end(store)
        store.execute("CREATE TABLE recoding (manifest VARCHAR PRIMARY KEY, schema INTEGER NOT NULL)")
        store.insert("recoding", [state])
        for table, key in zip(_TABLES, ("report, version", "mention", "claim"), strict=True):
            store.execute(f"CREATE TABLE recoding_{table} AS FROM {table} LIMIT 0")
            store.execute(f"ALTER TABLE recoding_{table} ADD PRIMARY KEY ({key})")


def _begun(store: Store) -> list[Row]:
    """The run that the tables beside the record are of, if there is one."""
    found = store.rows("SELECT 1 FROM information_schema.tables WHERE table_name = 'recoding'")
    return store.rows("FROM recoding") if found else []


def _end(store: Store) -> None:
    for table in ("recoding", *(f"recoding_{name}" for name in _TABLES)):
        store.execute(f"DROP TABLE IF EXISTS {table}")


def _commit(store: Store, step: Step, begun: list[Row]) -> None:
    if not step.codings and not step.failures:
        return
    if _begun(store) != begun:
        raise RecordError(store.path, "another run has taken the place of this one", "run it again when that is done")
    with store.step():
        store.insert("recoding_reports", [report_row(key, coding, "1970-01-01") for key, coding in step.codings])
        store.insert("recoding_mentions", [mention_row(key, event) for key, coding in step.codings for event in coding.events])
        store.insert("recoding_claims", [claim_row(key, claim) for key, coding in step.codings for claim in coding.claims])
        store.insert("failures", [{"place": f.where, "fault": f.fault, "remedy": f.remedy} for f in step.failures])


def _put_heads(store: Store) -> list[str]:
    """Put what was read off the heads; gives the reports of which another version is current by that."""
    same = " AND ".join(f"r.{name} IS NOT DISTINCT FROM n.{name}" for name in _HEAD)
    changed: list[Row] = store.rows(
        f"""
        SELECT r.report, r.version FROM reports r JOIN recoding_reports n USING (report, version) JOIN rewritten USING (report, version)
        WHERE NOT ({same}) ORDER BY ALL
        """
    )
    if not changed:
        return []
    store.choose(row["report"] for row in changed)
    current = f"SELECT report, version FROM reports WHERE current AND report {CHOSEN}"
    before = {row["report"]: row["version"] for row in store.rows(current)}
    values = ", ".join(f"{name} = n.{name}" for name in _HEAD)
    store.execute(
        f"""
        UPDATE reports SET {values} FROM recoding_reports n JOIN rewritten w USING (report, version)
        WHERE reports.report = n.report AND reports.version = n.version AND reports.report {CHOSEN}
        """
    )
    store.execute(f"INSERT OR IGNORE INTO unsettled SELECT mention FROM mentions WHERE report {CHOSEN}")
    settle_versions(store, list(before))
    return [row["report"] for row in store.rows(current) if before[row["report"]] != row["version"]]


def _put_claims(store: Store) -> None:
    new = "(SELECT c.* FROM recoding_claims c JOIN rewritten USING (report, version))"
    store.execute(
        f"""
        DELETE FROM claims WHERE (report, version) IN (SELECT (report, version) FROM rewritten)
        AND claim NOT IN (SELECT o.claim FROM claims o JOIN {new} n USING (claim) WHERE o IS NOT DISTINCT FROM n)
        """
    )
    store.execute(f"INSERT INTO claims SELECT * FROM {new} WHERE claim NOT IN (SELECT claim FROM claims)")


def is_under_way(path: str | Path) -> bool:
    """Whether a run in a record was broken off.

    Raises:
        RecordError: if it is no record.
    """
    with Store.open(path, write=False) as store:
        return bool(_begun(store))
