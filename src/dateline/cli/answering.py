"""What the commands that ask a record have in common: the conditions, and the forms an answer comes in."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from dateline.cli.options import Day

if TYPE_CHECKING:
    from dateline.record.store import Query, Store


class Form(NamedTuple):
    """How the answer is wanted: JSON lines, CSV, a Parquet file; a table where none of them."""

    as_json: bool
    as_csv: bool
    parquet: str | None


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
_FORMS = (
    click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line."),
    click.option("--csv", "as_csv", is_flag=True, help="Print CSV; cells that a spreadsheet would take for formulas are made safe."),
    click.option("--parquet", metavar="FILE", help="Write a Parquet file."),
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
    def formed(*, as_json: bool, as_csv: bool, parquet: str | None, **others: Any) -> None:
        if sum((as_json, as_csv, parquet is not None)) > 1:
            raise click.UsageError("one of --json, --csv and --parquet at a time")
        command(form=Form(as_json, as_csv, parquet), **others)

    return _with(formed, _FORMS)


def _with(command: Callable[..., None], some: Sequence[Callable[[Callable[..., None]], Callable[..., None]]]) -> Callable[..., None]:
    for option in reversed(some):
        command = option(command)
    return command


def answer(store: Store, query: Query, form: Form, show: Callable[[Sequence[dict[str, Any]]], None]) -> None:
    """Give an answer in the form that is wanted; ``show`` prints it for people."""
    import json

    from dateline.cli.main import say
    from dateline.exchange.sheets import write_csv

    if form.parquet:
        say(f"{form.parquet}: {store.export(query, form.parquet):,} rows")
        return
    rows = store.ask(query)
    if form.as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
    elif form.as_csv:
        write_csv(sys.stdout, rows, store.columns(query))
    else:
        show(rows)
