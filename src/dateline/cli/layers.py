"""The layers of a report as people read them: one table a layer."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from dateline.cli.tables import Cell, Column, table
from dateline.cli.telling import head
from dateline.display import codes, plain
from dateline.grounding.says.speakers import Citation
from dateline.grounding.when.times import TimeExpression
from dateline.model import Party, Place, Span
from dateline.reading.annotating import Annotation

_ACTORS = (Column("Actor", share=3), Column("Codes", 12, style="cyan"), Column("Because", share=6, style="dim"))
_TIMES = (Column("Time", share=3), Column("Type", 9, style="cyan"), Column("Value", 24), Column("Because", share=5, style="dim"))
_PLACES = (Column("Place", share=3), Column("Where", 30, style="cyan"), Column("Kind", 10), Column("Because", share=5, style="dim"))
_SAYINGS = (Column("Source", share=2), Column("Cue", share=1, style="cyan"), Column("Content", share=5))


def show(page: Console, where: str, annotation: Annotation) -> None:
    """Print one report's layers; an empty layer is named as empty."""
    text = annotation.report.text
    page.print(head(annotation.report, where))
    _layer(page, "actors", _ACTORS, [_actor(party, text) for party in annotation.actors])
    _layer(page, "times", _TIMES, [_time(time) for time in annotation.times])
    _layer(page, "places", _PLACES, [_place(place) for place in annotation.places])
    _layer(page, "attributions", _SAYINGS, [_saying(citation, text) for citation in annotation.attributions])
    for warning in annotation.warnings:
        page.print(Text(f"warning: {warning}", style="yellow"))
    page.print()


def _layer(page: Console, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    page.print(table(columns, rows) if rows else Text(f"no {name}"))


def _actor(party: Party, text: str) -> Sequence[Cell]:
    return (plain(party.span.of(text)), codes(party), plain(party.because))


def _time(time: TimeExpression) -> Sequence[Cell]:
    return (plain(time.text), time.kind, time.value, plain(time.reason))


def _place(place: Place) -> Sequence[Cell]:
    point = f" {place.latitude:.2f}, {place.longitude:.2f}" if place.latitude is not None and place.longitude is not None else ""
    return (plain(place.text), ", ".join(filter(None, (place.admin1, place.country))) + point, place.kind, plain(place.because))


def _saying(citation: Citation, text: str) -> Sequence[Cell]:
    return (_words(citation.source, text), _words(citation.cue, text), _words(citation.content, text))


def _words(spans: Sequence[Span], text: str) -> str:
    return " … ".join(plain(span.of(text)) for span in spans)
