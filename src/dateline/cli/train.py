"""``dateline train``: fine-tune the reader on reports that people have coded or corrected."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli import options
from dateline.display import counted


@click.command(short_help="Fine-tune the reader on reports you have coded or corrected.")
@click.option(
    "--gold", "paths", metavar="FILE", multiple=True, required=True, type=click.Path(path_type=Path),
    help="Coded reports, JSON lines as dateline code --json prints them; may be given again.",
)  # fmt: skip
@click.option(
    "-o", "--output", "folder", metavar="FOLDER", required=True, type=click.Path(path_type=Path), help="Where the model is written."
)
@click.option("--epochs", type=click.IntRange(min=1), default=3, show_default=True, help="How often every report is read.")
@options.parser
@options.as_json
def train(paths: tuple[Path, ...], folder: Path, epochs: int, parser: str | None, as_json: bool) -> None:
    """Fine-tune the reader on reports that you have coded or corrected, and code with it: dateline code --model FOLDER.

    A gold file holds a report a line, in the form that "dateline code --json" prints: correct its events (type, mode, actors, recipients,
    factuality, attribution, trigger, quote), take out what is no event, add what is missing; other fields are not looked at. Every sentence
    without an event counts as one that tells none. One report in five is held out first, to say what it brings.

    Needs the extra: pip install 'dateline[train]'.
    """
    from dateline.cli.main import say
    from dateline.errors import SetupError
    from dateline.language.parser import DEFAULT_PARSER

    try:
        from dateline.training.gold import read_gold
        from dateline.training.tuning import tune
    except ImportError as error:
        raise SetupError(f"training needs {error.name}, which is not installed (pip install 'dateline[train]')") from error

    reports = [report for path in paths for report in read_gold(path)]
    if not any(report.acts for report in reports):
        raise click.UsageError("no event in the gold: there is nothing to learn from")
    tuned = tune(reports, folder, epochs, parser or DEFAULT_PARSER, say)
    if as_json:
        import json
        from dataclasses import asdict

        click.echo(json.dumps(asdict(tuned) | {"model": str(folder)}))
        return
    click.echo(f"{folder}: tuned on {counted(tuned.reports, 'report')}, {counted(tuned.acts, 'event')}")
    if tuned.held_out:
        held_out = counted(tuned.held_out, "report")
        click.echo(f"words that tell an event, F1 on {held_out} held out: {tuned.before:.3f} before, {tuned.after:.3f} after")
    else:
        click.echo("too few reports to hold any out: what it brings was not measured")
