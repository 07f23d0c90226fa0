"""A coding as people read it: the report's head, its events as a table, its claims, and what the user should know."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from dateline.cli.tables import NARROW, Cell, Column, table
from dateline.display import codes, plain, says, what, when, words
from dateline.model import Claim, Coding, EventMention, Party, Report

_WIDE = (
    Column("#", 2, style="dim"), Column("When", 10), Column("Who → whom", share=4), Column("Type/mode", 14), Column("Factuality", 12),
    Column("Says who", share=3), Column("Words", share=6),
)  # fmt: skip
_STACKED = (
    Column("#", 2, style="dim"), Column("When", 10), Column("Who → whom", share=4), Column("Type/mode", 14), Column("Words", share=5),
)  # fmt: skip
_WORDS, _FEW_WORDS = 110, 80  # characters of the quote that are shown


def tell(page: Console, where: str, coding: Coding) -> None:
    """Print one report's coding."""
    page.print(head(coding.report, where))
    if coding.events:
        narrow = page.width < NARROW
        row = _stacked if narrow else _row
        page.print(table(_STACKED if narrow else _WIDE, [row(n, event, coding.report.text) for n, event in enumerate(coding.events, 1)]))
    else:
        page.print(Text("no events"))
    for claim in coding.claims:
        page.print(_claim(claim, coding.report.text))
    for warning in coding.warnings:
        page.print(Text(f"warning: {warning}", style="yellow"))
    page.print()


def head(report: Report, where: str) -> Text:
    """Where a report was read, who published it when, and its title."""
    published = str(report.published) if report.published else "undated"
    parts = [plain(where), plain(report.source), published, plain(report.title)]
    return Text(" · ", style="bold").join(Text(part, style="bold") for part in parts if part)


def parties(event: EventMention) -> Text:
    """Actors and recipients, their codes dimmed."""
    shown = _names(event.actors)
    return Text.assemble(shown, " → ", _names(event.recipients)) if event.recipients else shown


def quoted(event: EventMention, text: str, width: int = _WORDS) -> Text:
    """The words that tell an event, the trigger set off."""
    before, trigger, after = words(event, text, width)
    return Text.assemble(before, (trigger, "bold yellow"), after)


def _row(number: int, event: EventMention, text: str) -> Sequence[Cell]:
    return (str(number), when(event.time), parties(event), _what(event), event.factuality.value, says(event), quoted(event, text))


def _stacked(number: int, event: EventMention, text: str) -> Sequence[Cell]:
    """The same in five columns: factuality under the type, the speaker under the words."""
    told = quoted(event, text, _FEW_WORDS)
    if event.attribution:
        told = Text.assemble(told, "\n", (f"says {says(event)}", "italic"))
    return (str(number), when(event.time), parties(event), Text.assemble(_what(event), "\n", (event.factuality.value, "italic")), told)


def _what(event: EventMention) -> Text:
    type_, _, mode = what(event).partition("/")
    return Text.assemble((type_, "bold cyan"), *([f"\n{mode}"] if mode else []))


def _names(some: Sequence[Party]) -> Text:
    shown = [Text.assemble(plain(party.text), *([(f" ({codes(party)})", "dim")] if codes(party) else [])) for party in some]
    return Text(", ").join(shown)


def _claim(claim: Claim, text: str) -> Text:
    told = [claim.kind, "" if claim.number is None else str(claim.number), plain(claim.series), when(claim.window)]
    return Text.assemble(("claim: ", "bold"), plain(claim.span.of(text)), (f" ({', '.join(filter(None, told))})", "dim"))
