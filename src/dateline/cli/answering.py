"""What the commands that ask a record have in common: the conditions, and the forms an answer comes in."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from dateline.cli.options import Day
from dateline.display import counted

if TYPE_CHECKING:
    from dateline.drawing.charts import Chart
    from dateline.record.store import Query, Store


class Form(NamedTuple):
    """How the answer is wanted: JSON lines, CSV, a Parquet file, a plot; a table where none of them.

    Attributes:
        plot: the file that it goes to, empty for the terminal.
    """

    as_json: bool
    as_csv: bool
    parquet: str | None
    plot: str | None = None


_CONDITIONS = (
    click.option("--who", multiple=True, metavar="PARTY", help="Actor: code (USA), sector (GOV), both (USA:GOV), name; any of several."),
    click.option("--whom", multiple=True, metavar="PARTY", help="Recipient, in the same form."),
    click.option("--either", is_flag=True, help="Also with who and whom the other way round."),
    click.option("--type", "type_", multiple=True, metavar="TYPE[/MODE]", help="Type, or type and mode; any of several."),
    click.option("--since", type=Day(), metavar="YYYY-MM-DD", help="First day."),
    click.option("--until", type=Day(), metavar="YYYY-MM-DD", help="Last day."),
    click.option("--place", multiple=True, metavar="PLACE", help="Country code, or words of a place's name."),
    click.option("--says", multiple=True, metavar="PARTY", help="Who is cited for it."),
    click.option("--factuality", multiple=True, type=click.Choice(["occurred", "future", "hypothetical", "negated"]), help="How real."),
    click.option("--text", default="", metavar="WORDS", help="Words of a sentence that tells it."),
    click.option("--confidence", "least", type=click.FloatRange(0, 1), default=0.0, metavar="P", help="Least confidence."),
)  # fmt: skip
limit = click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many.")
codes = click.option(
    "--codes",
    default="iso3",
    show_default=True,
    metavar="SYSTEM",
    help="Countries also in cow (Correlates of War) or gw (Gleditsch-Ward); not in plots.",
)
_FORMS = (
    click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line."),
    click.option("--csv", "as_csv", is_flag=True, help="Print CSV; cells that a spreadsheet would take for formulas are made safe."),
    click.option("--parquet", metavar="FILE", help="Write a Parquet file."),
)
_PLOT = click.option(
    "--plot", is_flag=False, flag_value="", metavar="[FILE]", help="Draw it: on the terminal, or into a .png, .svg or .pdf file."
)


def conditions(command: Callable[..., None]) -> Callable[..., None]:
    """The conditions of a question, given to the command together as ``question``."""

    @functools.wraps(command)
    def asked(*, who: Any, whom: Any, either: bool, type_: Any, since: date | None, until: date | None, place: Any, says: Any, factuality: Any, text: str, least: float, **others: Any) -> None:  # fmt: skip # noqa: E501
        from dateline.record.asking import Question

        command(question=Question(who, whom, either, type_, since, until, place, says, factuality, text, least), **others)

    return _with(asked, _CONDITIONS)


def forms(command: Callable[..., None]) -> Callable[..., None]:
    """The forms of an answer, given to the command together as ``form``."""

    @functools.wraps(command)
    def formed(*, as_json: bool, as_csv: bool, parquet: str | None, plot: str | None = None, **others: Any) -> None:
        if sum((as_json, as_csv, parquet is not None, plot is not None)) > 1:
            raise click.UsageError("one of --json, --csv, --parquet and --plot at a time")
        command(form=Form(as_json, as_csv, parquet, plot), **others)

    return _with(formed, _FORMS)


def drawn_too(command: Callable[..., None]) -> Callable[..., None]:
    """The forms of an answer that can be drawn."""
    return _PLOT(forms(command))


def _with(command: Callable[..., None], some: Sequence[Callable[[Callable[..., None]], Callable[..., None]]]) -> Callable[..., None]:
    for option in reversed(some):
        command = option(command)
    return command


def answer(
    path: str,
    query: Query,
    form: Form,
    show: Callable[[Sequence[dict[str, Any]]], None],
    chart: Callable[[Store], Chart] | None = None,
    after: Callable[[Store], None] | None = None,
) -> None:
    """Ask the record of a file, and give the answer in the form that is wanted.

    Args:
        show: prints it for people; ``chart``: makes of it what can be drawn; ``after``: says what else is to be said of it.
    """
    from dateline.record.store import Store

    with Store.open(path, write=False) as store:
        if form.plot is not None and chart:
            _draw(store, chart, form.plot)
            return
        _give(store, query, form, show)
        if after:
            after(store)


def _draw(store: Store, chart: Callable[[Store], Chart], path: str) -> None:
    from dateline.cli.plotting import plot
    from dateline.drawing.writing import kind_of

    if path:
        kind_of(path)  # is told before the record is asked
    plot(chart(store), path)


def _give(store: Store, query: Query, form: Form, show: Callable[[Sequence[dict[str, Any]]], None]) -> None:
    import json

    from dateline.cli.main import say
    from dateline.exchange.sheets import write_csv

    if form.parquet:
        say(f"{form.parquet}: {counted(store.export(query, form.parquet), 'row')}")
        return
    rows = store.ask(query)
    if form.as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
    elif form.as_csv:
        write_csv(sys.stdout, rows, store.columns(query))
    else:
        show(rows)
