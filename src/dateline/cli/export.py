"""``dateline export``: a record in the forms that other people load."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli import answering, options
from dateline.display import counted

if TYPE_CHECKING:
    from dateline.record.asking import Question


@click.command(short_help="Write events as GDELT, ICEWS, POLECAT, GeoJSON, Stata and more.")
@click.option("--format", "form", metavar="NAME", help="Which form; --list names them.")
@click.option(
    "--to", "target", type=click.Path(path_type=Path), metavar="PATH", help="The file, or for several files the folder, to write."
)
@click.option("--list", "listed", is_flag=True, help="List the forms, and write nothing.")
@options.record
@answering.conditions
@options.registry
@options.as_json
def export(
    form: str | None, target: Path | None, listed: bool, path: str, question: Question, registry: tuple[str, ...], as_json: bool
) -> None:
    """Write the events of a record that meet some conditions in a form that others load, with a manifest beside it.

    Layouts without a column for how real an event is hold only what occurred, unless --factuality says otherwise. What a layout cannot
    hold is left empty, what it does not collect is left out, and both are told. The same record and conditions give the same bytes.
    """
    import json

    from dateline.cli.main import say
    from dateline.cli.progress import Progress
    from dateline.exchange.exporting import FORMATS
    from dateline.exchange.exporting import export as exported

    if listed:
        for name, known in FORMATS.items():
            click.echo(json.dumps({"format": name, "about": known.about}) if as_json else f"{name:16}{known.about}")
        return
    if form is None or target is None:
        raise click.UsageError("name a form and where to write it: dateline export --format gdelt --to events.tsv")

    from dateline.coding.coder import Settings
    from dateline.coding.provenance import provenance
    from dateline.exchange.names import registered
    from dateline.record.store import Store

    with Store.open(path, write=False) as store:
        coder, naming = provenance(Settings(registry=registry)), registered(registry)
        progress = Progress(None, "table" if form in FORMATS and FORMATS[form].folder else "event")
        try:
            done = exported(store, question, form, target, naming, coder, progress.step)
        except KeyboardInterrupt:
            progress.stop("read, nothing written")
    progress.finish()
    for why, number in done.left_out.items():
        say(f"left out: {number:,} {why}")
    if as_json:
        files = [file._asdict() for file in done.files]
        click.echo(json.dumps({"format": form, "to": str(target), "files": files, "left_out": dict(done.left_out)}, ensure_ascii=False))
        return
    for file in done.files:
        click.echo(f"{done.at(file.path)}: {counted(file.rows, 'row')}" if file.rows else f"{done.at(file.path)}")
