"""One report: its text as published, with what was read from it marked by layer; its earlier versions and what they said otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.model import Report
from dateline.record.reports import Opened, Version, open_report
from dateline.web.differences import Change, differences
from dateline.web.marking import LAYERS, Mark, marks_of, pieces
from dateline.web.reach import layers, turns
from dateline.web.templating import page

router = APIRouter()

_VERSIONS = 20  # that are set against the one after them


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version with what the one after it says otherwise."""

    version: Version
    changes: list[Change]


@router.get("/reports/{report:path}")
def report(request: Request, report: str, version: str = "", layered: bool = False) -> Response:
    """One report, as it is now or in another version; ``layered`` with parties, times, places and speakers, besides the events."""
    with turns(request).reading() as store:
        found = open_report(store, report, version)
    marks = _events(found)
    if layered:
        marks += _besides(layers(request).of(_read(found)), marks)
    return page(
        request,
        "report.html",
        opened=found,
        shown=found.shown,
        text=pieces(found.shown.text, marks),
        marks=sorted(marks, key=lambda m: (m.start, LAYERS.index(m.layer))),
        layers=[layer for layer in LAYERS if any(m.layer == layer for m in marks)],
        layered=layered,
        earlier=_earlier(found),
    )


def _events(found: Opened) -> list[Mark]:
    return [mark for mention in found.mentions for mark in marks_of(mention, str(mention["event"] or ""))]


def _besides(layered: Iterable[Mark], coded: Sequence[Mark]) -> list[Mark]:
    """The marks of layers without parties whose words an act, a party of one or a speaker has already."""
    taken = [(mark.start, mark.stop) for mark in coded]
    return [m for m in layered if m.layer != "party" or not any(m.start < stop and start < m.stop for start, stop in taken)]


def _read(found: Opened) -> Report:
    shown = found.shown
    return Report(found.report, shown.text, shown.published, shown.source, shown.title, shown.url)


def _earlier(found: Opened) -> list[Earlier]:
    pairs = islice(pairwise(found.versions), _VERSIONS)
    return [Earlier(old, differences(old.text, new.text)) for new, old in pairs]
