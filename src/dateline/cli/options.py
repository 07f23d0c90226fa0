"""Options that several commands take."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import click


class Day(click.ParamType[date]):
    """A calendar day, written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        from dateline.reading.reports import parse_day

        try:
            return parse_day(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write YYYY-MM-DD", param, ctx)


class Column(click.ParamType[tuple[str, str]]):
    """A field of reports and the column of a table that holds it, written FIELD=COLUMN."""

    name = "column"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        from dateline.reading.columns import USUAL

        field, equals, column = value.partition("=")
        if not equals or not column or field not in USUAL:
            self.fail(f"{value!r} names no column; write FIELD=COLUMN, the field one of {', '.join(USUAL)}", param, ctx)
        return field, column


columns = click.option(
    "--column",
    "columns",
    multiple=True,
    type=Column(),
    metavar="FIELD=COLUMN",
    help="Which column of a table holds text, published, id, source, title or url, where it is not called so; may be given again.",
)
published = click.option("--published", type=Day(), metavar="YYYY-MM-DD", help="Publication date of reports that do not give theirs.")
parser = click.option("--parser", metavar="NAME", help="An installed spaCy pipeline to parse with.  [default: the one Dateline comes with]")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
registry = click.option(
    "--registry",
    multiple=True,
    type=click.Path(),
    envvar="DATELINE_REGISTRY",
    metavar="FILE",
    help="A registry file of yours, read beside Dateline's; may be given again.  [env var: DATELINE_REGISTRY]",
)
fast = click.option("--fast", is_flag=True, help="Read by static vectors in place of the transformer: quicker, a little less good.")
model = click.option("--model", metavar="FOLDER", help="A reader of your own, as dateline train writes it, in place of Dateline's.")
record = click.option("--db", "path", metavar="FILE", default="record.duckdb", show_default=True, envvar="DATELINE_DB", help="The record.")
profile = click.option("--profile", is_flag=True, help="Print at the end how long each stage took.")


class Choices(NamedTuple):
    """What a user may choose of how reports are coded; ``cli.running`` makes a coder of it."""

    parser: str | None
    registry: tuple[str, ...]
    fast: bool
    model: str | None


def coding(command: Callable[..., None]) -> Callable[..., None]:
    """The options of how reports are coded, given to the command together as ``choices``."""

    @parser
    @registry
    @fast
    @model
    @functools.wraps(command)
    def with_choices(*, parser: str | None, registry: tuple[str, ...], fast: bool, model: str | None, **others: Any) -> None:
        command(choices=Choices(parser, registry, fast, model), **others)

    return with_choices
