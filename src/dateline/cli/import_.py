"""``dateline import``: events that others have coded, into a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from dateline.cli import options
from dateline.display import counted

if TYPE_CHECKING:
    from dateline.errors import InputError
    from dateline.exchange.eventlists import Resolve
    from dateline.record.citing import Listed
    from dateline.record.lists import EventList
    from dateline.record.store import Store


class Pair(click.ParamType[tuple[str, str]]):
    """A name and what it stands for, written NAME=VALUE."""

    name = "pair"

    def convert(self, value: str | tuple[str, str], param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, equals, told = value.partition("=")
        if not name or not equals:
            self.fail(f"{value!r} is not of the form NAME=VALUE", param, ctx)
        return name, told


class Days(click.ParamType[tuple[date | None, date | None]]):
    """Days from one to another, written FROM..TO; either end may be left open."""

    name = "days"

    def convert(
        self, value: str | tuple[date | None, date | None], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date | None, date | None]:
        if isinstance(value, tuple):
            return value
        first, dots, last = value.partition("..")
        if not dots:
            self.fail(f"{value!r} is not of the form FROM..TO", param, ctx)
        day = options.Day()
        return (day.convert(first, param, ctx) if first else None, day.convert(last, param, ctx) if last else None)


@click.command("import", short_help="Import events that others have coded into a record.")
@click.argument("file")
@options.record
@click.option("--as", "layout", type=click.Choice(["events"]), default="events", show_default=True, help="What FILE is.")
@click.option("--name", metavar="NAME", help="What the record calls the list.  [default: the file's name]")
@click.option("--column", "columns", type=Pair(), multiple=True, metavar="FIELD=COLUMN", help="The column that holds a field.")
@click.option("--set", "same", type=Pair(), multiple=True, metavar="FIELD=VALUE", help="A field where a row does not give it.")
@click.option("--type", "types", type=Pair(), multiple=True, metavar="WORD=TYPE/mode", help="What the list's word for a type stands for.")
@click.option("--zone", default="", metavar="ZONE", help="Time zone that its days and hours are told in: UTC, Asia/Seoul.")
@click.option("--covers", type=Days(), metavar="FROM..TO", help="Days of which the list says to hold all; an end may be left open.")
@click.option("--leaves-out", multiple=True, metavar="KIND", help='Kinds of acts that it says to leave out: "cruise missile".')
@click.option("--everybody", is_flag=True, help="It says to hold what anybody did, not only those whom it names.")
@options.as_json
@options.registry
def import_(
    file: str,
    path: str,
    layout: str,
    name: str | None,
    columns: Sequence[tuple[str, str]],
    same: Sequence[tuple[str, str]],
    types: Sequence[tuple[str, str]],
    zone: str,
    covers: tuple[date | None, date | None] | None,
    leaves_out: tuple[str, ...],
    everybody: bool,
    as_json: bool,
    registry: tuple[str, ...],
) -> None:
    """Import a list of events, such as analysts make by hand: a table (CSV, JSON lines, Parquet) with an event a row.

    \b
    dateline import attacks.csv --column date=day --column who=perpetrator --column place=town \\
        --column killed=deaths --set type=ASSAULT --set country=IRQ

    FIELD is id, date, end, time, who, whom, type, factuality, place, country, lat, lon, words, published, source, url, or a number:
    killed, injured, arrested, displaced, crowd, weapons, money. A column that is called so holds it, if nothing else is said. A date
    may be a day, a month or a year; parties are codes (PRK, USA:GOV) or names, several parted by semicolons; numbers may be 12, 12-15,
    12+. All other columns are kept as details.

    A list that is imported again under its name replaces what it said before. What the list says of itself, what days it covers, whose
    acts it holds and what it leaves out, is what "dateline check" needs to know where its silence means that nothing happened.
    """
    from pathlib import Path

    from dateline.cli.output import end
    from dateline.exchange.eventlists import hash_of, read_events
    from dateline.exchange.shapes import Shape, zone_of
    from dateline.exchange.tablerows import columns as columns_of
    from dateline.record.lists import EventList
    from dateline.record.store import Store

    shape = Shape(dict(columns), dict(same), dict(types), zone_of(zone).key if zone else "")
    shape.check(columns_of(file))
    listing = EventList(name or Path(file).stem, file, hash_of(file), shape.zone, covers, leaves_out, everybody)
    with Store.open(path) as store:
        end(_enter(store, listing, read_events(file, shape, _resolve(registry)), as_json))


def _enter(store: Store, listing: EventList, events: Iterator[Listed | InputError], as_json: bool) -> int:
    """Enter the list, say what was done; gives how many rows are none."""
    import json
    from dataclasses import asdict

    from dateline.cli.main import say
    from dateline.cli.progress import Progress
    from dateline.errors import InputError
    from dateline.record.lists import Entered, enter

    progress, state = Progress(None, "row"), Entered()

    def told() -> Iterator[Listed | InputError]:
        for event in events:
            if isinstance(event, InputError):
                progress.clear()
                say(str(event))
            yield event
            progress.step()

    try:
        for now in enter(store, listing, told()):
            state = now
    except KeyboardInterrupt:
        progress.stop("read, none of them kept")
    progress.finish()
    if as_json:
        click.echo(json.dumps({"list": listing.name} | asdict(state)))
    else:
        gone = f", {state.gone:,} gone" if state.gone else ""
        click.echo(f"{store.path}: {counted(state.new, 'new event')} of {listing.name}, {state.known:,} known{gone}")
    return state.failed


def _resolve(registry: tuple[str, ...]) -> Resolve:
    """Who the cells of a table name; parser and registry load when a cell asks for them."""
    from functools import cache

    from dateline.exchange.eventlists import resolver
    from dateline.grounding.naming.registry import load
    from dateline.grounding.resolver import Resolver
    from dateline.language.parser import DEFAULT_PARSER, Parser
    from dateline.record.citing import Who

    @cache
    def resolving() -> Resolver:
        return Resolver(Parser(DEFAULT_PARSER), load(registry))

    def find(said: str, day: date | None) -> Who:
        found = resolving().resolve(said, day)
        return Who(said, found.country, found.sector, found.actor_id)

    def state(code: str) -> str:
        entity = load(registry).identified(f"state:{code}")
        return entity.name if entity else ""

    return resolver(find, state)
