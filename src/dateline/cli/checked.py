"""Claims that were checked, as people read them: the draft with its claims marked, then each with its verdict and what it rests on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import IO, cast

from rich.text import Text

from dateline.cli.main import say
from dateline.cli.tables import console
from dateline.coding.coder import Coder, Settings
from dateline.display import plain
from dateline.errors import InputError, RecordError, ReportError
from dateline.language.parser import DEFAULT_PARSER
from dateline.model import Coding, Report
from dateline.reading.files import read_sources
from dateline.reading.opening import STDIN
from dateline.record.bounds import Verdict, span
from dateline.record.checking import Finding
from dateline.record.store import Store
from dateline.record.tallying import Fitted

_STYLE = {Verdict.SUPPORTED: "green", Verdict.CONTRADICTED: "red", Verdict.OPEN: "yellow"}
_SHOWN = 12  # events that are cited before the rest is counted
_WIDTH = 90  # characters of an event's words


def read_claims(claim: str, today: date, parser: str | None, registry: tuple[str, ...]) -> tuple[list[Coding], int]:
    """What was read from a claim, or from a file of drafts, and how many of its reports failed.

    The lexicon alone reads: a claim is no story that tells an act, which the learned reader would look for.

    Args:
        today: the day of a claim, and of drafts that have none.

    Raises:
        InputError: if a claim has nothing that can be counted.
    """
    coder = Coder(Settings(parser or DEFAULT_PARSER, registry=registry, learned=False))
    if claim != STDIN and len(claim.split()) != 1 and not os.path.exists(claim):
        coding = coder.code(Report("claim", claim, today))
        if not coding.claims:
            where = " ".join(claim.split())[:60] or "the claim"
            raise InputError(where, "nothing that can be counted", "say which, how many or none of what, since when")
        return [coding], 0
    codings, failed = [], 0
    for report in read_sources([claim]):
        if isinstance(report, ReportError):
            say(str(report))
            failed += 1
            continue
        coding = coder.code(report)
        codings.append(coding if coding.report.published else coder.code(replace(report, published=today)))
    return codings, failed


def last_day(store: Store) -> date:
    """The last day that the record knows of: of an event, a report, or what a list covers.

    Raises:
        RecordError: if it knows of none.
    """
    (row,) = store.rows(
        """
        SELECT greatest(
            (SELECT max("to") FROM events), (SELECT max(published) FROM reports), (SELECT max(covers['to']) FROM lists)
        ) AS last
        """
    )
    if row["last"] is None:
        raise RecordError(store.path, "has nothing to check a claim against", "dateline ingest and dateline import fill it")
    return cast(date, row["last"])


def show(out: IO[str], coding: Coding, findings: Sequence[Finding]) -> None:
    """Print the claims of a text and what the record says of each; a text of more than its one claim is printed first, with them marked."""
    page = console(out)
    text = coding.report.text
    whole = len(findings) == 1 and len(text.strip()) - (coding.claims[0].span.end - coding.claims[0].span.start) < len(text) // 2
    if not whole:
        page.print(_marked(coding, findings))
        page.print()
    if not findings:
        page.print(Text("no claims"))
    for number, finding in enumerate(findings, 1):
        for indent, line in _lines(number if not whole else 0, finding):
            for part in line.wrap(page, page.width - indent):
                page.print(Text(" " * indent) + part)
        page.print()


def _marked(coding: Coding, findings: Sequence[Finding]) -> Text:
    """The text with each claim set off and numbered."""
    text, at, marked = coding.report.text, 0, Text()
    for number, (claim, finding) in enumerate(zip(coding.claims, findings, strict=True), 1):
        begin = max(claim.span.start, at)
        marked.append(_clean(text[at:begin]))
        marked.append(f"{_clean(text[begin : claim.span.end])}", style=f"bold {_STYLE[finding.verdict]}")
        marked.append(f" [{number}: {finding.verdict}]", style=_STYLE[finding.verdict])
        at = max(claim.span.end, at)
    marked.append(_clean(text[at:]).rstrip())
    return marked


def _clean(text: str) -> str:
    return "".join(c for c in text if c.isprintable() or c == "\n")


def _lines(number: int, finding: Finding) -> Iterator[tuple[int, Text]]:
    """A finding, line by line, each with how far it is set in."""
    head = f"[{number}] " if number else ""
    yield 0, Text.assemble((f"{head}{finding.verdict}", f"bold {_STYLE[finding.verdict]}"), f": {plain(finding.statement.words)}")
    yield 2, Text(finding.answer)
    if finding.rule:
        yield 2, Text(f"counted: {finding.rule}; as of {finding.today}", style="dim")
    yield from ((4, _cited(one, finding.zone)) for one in finding.counted[:_SHOWN])
    if len(finding.counted) > _SHOWN:
        yield 4, Text(f"… and {len(finding.counted) - _SHOWN:,} more (--json has all)", style="dim")
    yield from ((4, _cited(one, finding.zone, why)) for one, why in finding.doubtful[:_SHOWN])
    if len(finding.doubtful) > _SHOWN:
        yield 4, Text(f"… and {len(finding.doubtful) - _SHOWN:,} more that may count", style="dim")
    if finding.changes or finding.remarks:
        yield 2, Text("what would change it:")
    yield from ((4, Text.assemble(f"{c.rule}: ", (c.verdict.value, _STYLE[c.verdict]), f"; {c.answer}")) for c in finding.changes)
    yield from ((4, Text(remark)) for remark in finding.remarks)


def _cited(one: Fitted, zone: str, why: str = "") -> Text:
    event, days = one.candidate, one.days(zone)
    when = span(days) if days else "undated"
    doubt = f"  (may count: {why})" if why else ""
    words = plain(event.words)
    return Text.assemble(
        (f"{event.event} {when}  ", "cyan"),
        words[:_WIDTH] + ("…" if len(words) > _WIDTH else ""),
        (f"  {plain(event.source)}{doubt}", "dim"),
    )
