"""``dateline ingest``: gather reports into a record, code them, and merge what they tell into events."""

from __future__ import annotations

import shlex
from datetime import date
from typing import TYPE_CHECKING

import click

from dateline.cli import options
from dateline.display import counted

if TYPE_CHECKING:
    from dateline.cli.progress import Progress
    from dateline.errors import InputError
    from dateline.record.store import Store

_TOLD = 10  # failures that are told as they come; all are listed


@click.command(short_help="Gather reports into a record and merge them into events.")
@click.argument("sources", metavar="SOURCE...", nargs=-1)
@options.record
@options.published
@options.columns
@options.as_json
@options.coding
@click.option("--allow-private", is_flag=True, help="Ask hosts of the own machine and network too, where an address leads there.")
@click.option("--failures", is_flag=True, help="List what could not be read so far, with the reason and the remedy, and gather nothing.")
def ingest(
    sources: tuple[str, ...],
    path: str,
    published: date | None,
    columns: tuple[tuple[str, str], ...],
    as_json: bool,
    allow_private: bool,
    failures: bool,
    choices: options.Choices,
) -> None:
    """Gather reports into a record, code them, and merge what they tell into events.

    SOURCE is what "dateline code" takes, or the address of an RSS or Atom feed (https://…). A report that the record has is passed over, an
    edited one becomes a new version beside its earlier ones, and what cannot be read is written down (--failures). Stop it whenever you
    like, or kill it: run again, it goes on.

    \b
    dateline ingest stories.csv --column text=story --column published=day
    """
    from dateline.cli.output import end
    from dateline.record.store import Store

    if failures:
        with Store.open(path, write=False) as store:
            _failures(store, as_json)
        return
    if not all(sources) or not sources:
        raise click.UsageError("name what is to be read: dateline ingest SOURCE...")
    with Store.open(path, wait=60) as store:
        end(_gather(store, sources, published, dict(columns), as_json, allow_private, choices))


def _gather(
    store: Store,
    sources: tuple[str, ...],
    published: date | None,
    columns: dict[str, str],
    as_json: bool,
    allow_private: bool,
    choices: options.Choices,
) -> int:
    """Gather, merge, say what was done; gives how many inputs failed."""
    import json
    from contextlib import closing
    from dataclasses import asdict

    from dateline.cli import running
    from dateline.cli.interrupting import interrupted_once
    from dateline.cli.main import say
    from dateline.cli.progress import Progress
    from dateline.coding.provenance import provenance
    from dateline.reading.fetching import Fetcher
    from dateline.reading.files import Sources
    from dateline.reading.opening import STDIN
    from dateline.record.gathering import Gathered, gather, remember, settle_failures, visits
    from dateline.record.manifests import note
    from dateline.record.merging import merge

    store.rest()
    running.give_way()
    coder = running.coder_of(choices)
    manifest = note(store, provenance(coder.settings))
    seen = visits(store)
    reading = Sources(sources, published, columns, Fetcher(allow_private=allow_private, keep=seen))
    progress, state = Progress(reading), Gathered()
    failed = _Failed(progress)
    try:
        with (
            interrupted_once(),
            closing(gather(store, reading.found(), running.guarded(coder.code, reading, "coded"), manifest, failed.add)) as run,
        ):
            for now in run:
                state = now
                progress.step()
            remember(store, seen)
            settle_failures(store, [source for source in sources if source != STDIN], failed.all)
            progress.finish()
            merged = merge(store)
    except KeyboardInterrupt:
        progress.stop("gathered; run it again and it goes on")
    if as_json:
        click.echo(json.dumps(asdict(state) | {"events": merged.events}))
    else:
        click.echo(
            f"{store.path}: {counted(state.new, 'new report')} ({state.edited:,} edited), {state.known:,} known; "
            f"{counted(merged.events, 'event')}"
        )
    if state.failed:
        say(f"{counted(state.failed, 'input')} could not be read; dateline ingest --failures --db {shlex.quote(store.path)} lists them")
    return state.failed


class _Failed:
    """What could not be read or coded in a run; the first of it is told as it comes."""

    def __init__(self, progress: Progress) -> None:
        self.all: list[InputError] = []
        self._progress = progress

    def add(self, failure: InputError) -> None:
        """Note a failure."""
        from dateline.cli.main import say

        self.all.append(failure)
        if len(self.all) <= _TOLD:
            self._progress.clear()
            say(str(failure))


def _failures(store: Store, as_json: bool) -> None:
    import json

    rows = store.rows("SELECT * FROM failures ORDER BY place, fault")
    if not rows and not as_json:
        click.echo("no failures")
    for row in rows:
        remedy = f" ({row['remedy']})" if row["remedy"] else ""
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else f"{row['place']}: {row['fault']}{remedy}")
