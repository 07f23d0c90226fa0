"""``dateline watch``: keep gathering from feeds, and tell what is new."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import answering, options
from dateline.cli.alerts import thresholds
from dateline.cli.queries import file

if TYPE_CHECKING:
    from dateline.errors import InputError
    from dateline.model import Coding, Report
    from dateline.record.alerts.finding import Thresholds
    from dateline.record.asking import Question
    from dateline.record.watching.outbox import Outlet
    from dateline.record.watching.plan import Surroundings
    from dateline.record.watching.queries import Watched

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LEAST = 60  # seconds: nobody is asked more often


class Pause(click.ParamType[timedelta]):
    """A length of time, written 10m, 90s, 2h or 1d."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        if isinstance(value, timedelta):
            return value
        found = re.fullmatch(r"(\d{1,6})([smhd])", value.strip().lower())
        if not found:
            self.fail(f"{value!r} is no length of time; write 10m, 90s, 2h or 1d", param, ctx)
        seconds = int(found[1]) * _UNITS[found[2]]
        if seconds < _LEAST:
            self.fail(f"{value} is too often; no feed is asked more than once a minute", param, ctx)
        return timedelta(seconds=seconds)


@click.command(short_help="Keep gathering from feeds, and tell what is new.")
@click.argument("sources", metavar="SOURCE...", nargs=-1)
@options.record
@answering.conditions
@click.option("--query", "names", multiple=True, metavar="NAME", help="A saved query to watch for; any of several.")
@file
@click.option("--every", type=Pause(), default="10m", show_default=True, metavar="TIME", help="How often each source is read.")
@click.option("--once", is_flag=True, help="Read everything one time, tell what is new, and end.")
@options.as_json
@click.option("--quiet", is_flag=True, help="Tell nothing on standard output.")
@click.option("--atom", metavar="FILE", help="Keep an Atom file of what is told.")
@click.option("--webhook", metavar="URL", envvar="DATELINE_WEBHOOK", help="Post what is told there, as JSON.  [env var: DATELINE_WEBHOOK]")
@click.option(
    "--updates", is_flag=True, help="Tell also what changed materially of events told before: sources, toll, day, place, parties."
)
@click.option("--alerts", is_flag=True, help="Tell also what is out of the ordinary: firsts, new pairs of parties, surges.")
@thresholds
@click.option("--backlog", is_flag=True, help="At the first start, tell also what the record has by then.")
@click.option("--allow-private", is_flag=True, help="Ask and post to hosts of the own machine and network too.")
@click.option("--status", is_flag=True, help="Say how each source and each place of telling stands, and do nothing.")
@options.coding
def watch(path: str, status: bool, as_json: bool, sources: tuple[str, ...], **others: Any) -> None:
    """Keep gathering from feeds, and tell every new event that meets the conditions: by a line each, in an Atom file, to a webhook.

    SOURCE is the address of a feed (https://…), a list of feeds (OPML), or a file or folder as "dateline code" takes them. New is what was
    not told before. Nothing is lost when it is stopped or killed: run again, it goes on. What was told just before it was killed may be
    told twice, with the same id. Ctrl-C stops after the report at hand, a second one at once.
    """
    if status:
        from dateline.cli.standing import show_standing

        show_standing(path, as_json)
        return
    if not sources:
        raise click.UsageError("name what is to be watched: dateline watch SOURCE...")
    if "-" in sources:
        raise click.UsageError("standard input ends and cannot be watched")
    _watch(path, sources, as_json, **others)


def _watch(
    path: str,
    sources: tuple[str, ...],
    as_json: bool,
    question: Question,
    names: tuple[str, ...],
    saved: str,
    every: timedelta,
    once: bool,
    quiet: bool,
    atom: str | None,
    webhook: str | None,
    updates: bool,
    alerts: bool,
    bounds: Thresholds,
    backlog: bool,
    allow_private: bool,
    choices: options.Choices,
) -> None:
    from dataclasses import replace

    from dateline.cli.interrupting import stopping
    from dateline.cli.main import say
    from dateline.cli.outlets import Lines, Outlets
    from dateline.record.watching.listing import Listing
    from dateline.record.watching.plan import Plan
    from dateline.record.watching.rounds import Watch

    stop = Event()
    around = _around(stop, allow_private, once, choices)
    shared: list[Outlet] = [] if quiet else [Lines(as_json)]
    outlets = Outlets(around, allow_private)
    wanted = [
        replace(
            query, updates=query.updates or updates, alerts=query.alerts or alerts,
            outlets=tuple(o.name for o in (*shared, *outlets.of(atom, webhook), *outlets.of(query.atom, query.webhook))),
        )
        for query in _wanted(question, names, saved)
    ]  # fmt: skip
    told = (*shared, *outlets.made.values())
    if not told:
        raise click.UsageError("--quiet leaves nowhere to tell: add --atom FILE or --webhook URL")
    plan = Plan(path, Listing(sources, say), wanted, told, every, bounds, backlog)
    with stopping(stop):
        Watch(plan, around).run(once)


def _wanted(question: Question, names: tuple[str, ...], saved: str) -> list[Watched]:
    """The queries to watch for: the saved ones that are named, and the conditions given, which are none of all where no query is named."""
    from dateline.record.watching.queries import Watched, check, chosen, conditions, read_queries

    check(question, "--type")
    found = chosen(read_queries(saved), names, saved) if names else []
    return [*found, Watched("", question)] if conditions(question) or not found else found


def _around(stop: Event, allow_private: bool, once: bool, choices: options.Choices) -> Surroundings:
    """The clock, the network and the coder, which is loaded at once where the watch goes on: its faults must not wait for the night."""
    from datetime import UTC, datetime
    from functools import cache

    from dateline.cli import running
    from dateline.cli.main import say
    from dateline.coding.provenance import provenance
    from dateline.reading.fetching import Fetcher
    from dateline.reading.files import Sources
    from dateline.record.watching.plan import Surroundings
    from dateline.record.watching.visiting import Stopped

    def rest(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    running.give_way()
    coder = cache(lambda: running.coder_of(choices))
    rests_on = cache(lambda: provenance(coder().settings))
    at = Sources(())
    guarded = running.guarded(lambda report: coder().code(report), at, "coded")

    def code(report: Report) -> Coding | InputError:
        coder()  # outside the guard: where it cannot be loaded, no report is at fault
        at.where = report.url or report.id
        return guarded(report)

    if not once:
        coder()
    now = lambda: datetime.now(UTC).replace(tzinfo=None)  # noqa: E731
    fetcher = lambda seen: Fetcher(allow_private=allow_private, keep=seen, sleep=rest)  # noqa: E731
    return Surroundings(now, stop.wait, stop.is_set, say, code, rests_on, fetcher)
