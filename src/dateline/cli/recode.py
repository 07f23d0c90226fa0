"""``dateline recode``: code a record's reports anew with what is installed now."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from dateline.cli import options
from dateline.display import counted

if TYPE_CHECKING:
    from dateline.record.recoding import Recoded
    from dateline.record.store import Store


class _Asked(NamedTuple):
    """Which reports are to be coded anew."""

    since: date | None
    names: tuple[str, ...]
    again: bool


@click.command(short_help="Code the reports of a record anew with what is installed now.")
@options.record
@click.option("--since", type=options.Day(), metavar="YYYY-MM-DD", help="Reports published from that day on.")
@click.option("--reports", "names", multiple=True, metavar="NAME", help="Reports whose names begin so; may be given again.")
@click.option("--all", "again", is_flag=True, help="Also what was coded with the very same coder, codebook, registry … already.")
@click.option("--dry-run", is_flag=True, help="Tell what would be another, and change nothing.")
@click.option(
    "--keep", metavar="FILE", help="With --dry-run: keep the record as it would be, to look at; a run that was broken off goes on."
)
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, metavar="N", help="With --dry-run: of each cause.")
@options.as_json
@options.coding
def recode(
    path: str,
    since: date | None,
    names: tuple[str, ...],
    again: bool,
    dry_run: bool,
    keep: str | None,
    limit: int,
    as_json: bool,
    choices: options.Choices,
) -> None:
    """Code the reports of a record anew, as they are now, with the coder that is installed and the options given.

    What people have joined, parted and corrected holds, and ids that are no more lead to those under which the same acts are told. Until
    the last report is coded the record says what it said before. Stop it whenever you like, or kill it: run again with the same options,
    it goes on. Without a change of coder, options or registry there is nothing to do.
    """
    from dateline.cli.output import end
    from dateline.record.store import Store

    asked = _Asked(since, names, again)
    if keep and not dry_run:
        raise click.UsageError("--keep goes with --dry-run")
    if dry_run:
        end(_try(path, keep, asked, choices, limit, as_json))
        return
    with Store.open(path, make=False, wait=60) as store:
        done, failed = _recode(store, asked, choices)
    _tell(path, done, failed, as_json)
    end(failed)


class _Versions:
    """Versions of reports as they are worked through."""

    def __init__(self, total: int) -> None:
        self.done, self._total = 0, total
        self.where = ""

    def total(self) -> int:
        """How many there are."""
        return self._total


def _recode(store: Store, asked: _Asked, choices: options.Choices) -> tuple[Recoded, int]:
    """Code and put in place; gives what was done, and how many reports could not be coded."""
    from dateline.cli import running
    from dateline.cli.main import say
    from dateline.cli.progress import Progress
    from dateline.coding.provenance import provenance
    from dateline.errors import InputError
    from dateline.model import Coding, Report
    from dateline.record.manifests import note
    from dateline.record.recoding import code_anew, pending, put

    store.rest()
    running.give_way()
    coder = running.coder_of(choices)
    manifest = note(store, provenance(coder.settings))
    _compare(store, manifest)
    keys, done = pending(store, manifest, asked.since, asked.names, again=asked.again)
    if done:
        say(f"going on: {len(done):,} of {counted(len(done) + len(keys), 'report')} were coded before")
    versions, failed = _Versions(len(keys)), 0
    guarded = running.guarded(coder.code, versions, "coded anew")
    progress = Progress(versions)

    def code(report: Report) -> Coding | InputError:
        versions.where = report.id
        return guarded(report)

    try:
        for found in code_anew(store, keys, code):
            versions.done += 1
            if isinstance(found, InputError):
                failed += 1
                progress.clear()
                say(f"{found}; it stays as it was")
            progress.step()
    except KeyboardInterrupt:
        progress.stop("coded anew; the record is as it was, run it again to go on")
    progress.finish()
    whole = asked.since is None and not asked.names
    return put(store, sorted([*keys, *done]), manifest, whole=whole), failed


def _compare(store: Store, manifest: str) -> None:
    """Say in what the coder differs from those that coded the record: a registry file that is forgotten should be noticed."""
    from dateline.cli.main import say
    from dateline.record import manifests

    now = manifests.parts(store)[manifest]
    for row in manifests.told(store):
        if row["manifest"] not in (manifest, manifests.UNKNOWN):
            several = f"{row['reports']:,} reports were" if row["reports"] > 1 else "1 report was"
            say(f"{several} coded by another manifest, which differs in {', '.join(manifests.differing(row['parts'], now))}")


def _try(path: str, keep: str | None, asked: _Asked, choices: options.Choices, limit: int, as_json: bool) -> int:
    """Code a copy of the record anew, and tell in what it differs; gives how many reports could not be coded."""
    from tempfile import TemporaryDirectory

    from dateline.cli import differences
    from dateline.record.differing import differences as found
    from dateline.record.keeping import backup
    from dateline.record.recoding import is_under_way
    from dateline.record.store import Store

    with TemporaryDirectory() as folder:
        trial = keep or str(Path(folder) / "trial.duckdb")
        if not (keep and Path(keep).exists() and is_under_way(keep)):
            backup(path, trial)
        with Store.open(trial, make=False) as store:
            _, failed = _recode(store, asked, choices)
        changes = found(path, trial)
    later = keep or "as it would be"
    if as_json:
        differences.print_json(path, later, changes)
    else:
        differences.tell(path, later, changes, limit)
    return failed


def _tell(path: str, done: Recoded, failed: int, as_json: bool) -> None:
    import json
    from dataclasses import asdict

    if as_json:
        click.echo(json.dumps(asdict(done) | {"failed": failed}))
        return
    if not done.reports and not failed:
        click.echo(f"{path}: nothing to code anew (--all codes what this very coder has coded, too); {counted(done.events, 'event')}")
        return
    told = done.mentions
    moved = f", {told.moved:,} of them told under another id" if told.moved else ""
    click.echo(
        f"{path}: {counted(done.reports, 'report')} coded anew; mentions: {told.same:,} as before, "
        f"{told.changed:,} changed, {told.came:,} new, {told.went:,} gone{moved}; {counted(done.events, 'event')}"
    )
