"""Actors and dyads: what they do and undergo over time, with whom, and the latest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import InputError
from dateline.grounding.naming.countries import meant
from dateline.record.asking import done_only
from dateline.record.browsing.answers import Line, Step, Way
from dateline.web import naming
from dateline.web.asked import Asked
from dateline.web.charting import STEPS, Figure, classes, main_part, scores, step_for, types, without
from dateline.web.pacing import InTurn
from dateline.web.pages.asking import asked_of
from dateline.web.pages.meaning import meaning
from dateline.web.reach import browser
from dateline.web.showing import segment
from dateline.web.templating import page

router = APIRouter(route_class=InTurn)
_LONGEST = 200  # characters of a name


@router.get("/actors")
def actors(request: Request, who: str = "") -> Response:
    """The page of whoever is named in the form, those who may be meant where that is not one, or who there is."""
    if words := who.strip()[:_LONGEST]:
        found = meaning(browser(request), words)
        return RedirectResponse(f"/actors/{segment(found.one)}", 303) if found.one else page(request, "meant.html", meaning=found)
    facets = {facet.name: facet for facet in browser(request).facets(most=60)}
    return page(request, "actors.html", acting=facets["who"], receiving=facets["whom"])


@router.get("/actors/{code:path}")
def actor(request: Request, code: str, by: str = "") -> Response:
    """All that an actor does and undergoes."""
    if meant(code) not in (None, code):
        return RedirectResponse(f"/actors/{_named(code)}", 308)
    asked, view = _days_of(request), browser(request)
    by = _step(by) or _fitting(view.days(done_only(replace(asked.question, who=(code,), either=True))))
    found = view.actor(code, asked.question, by)
    if not found.events and not (asked.question.since or asked.question.until):
        raise InputError(code, "no such actor in the record", "search for a name, a country's code or a sector")
    drawn, early = main_part(found.steps)
    left_out = without(early, drawn)
    return page(
        request,
        "actor.html",
        actor=found,
        name=_name(code, found.latest),
        asked=asked,
        by=by,
        steps=STEPS,
        scores=scores(f"Sum of scores of what occurred, by {by}: cooperation above the line, conflict below{left_out}", drawn, by),
        classes=classes(f"Events that occurred, by {by} and class{left_out}", drawn, by),
        kinds=types(f"Events that occurred, by {by} and type{left_out}", drawn, by, [value.value for value in found.types]),
    )


@router.get("/dyads")
def between(one: str = "", other: str = "") -> Response:
    """The page of the two parties that are named in the form."""
    if not (one.strip() and other.strip()):
        raise InputError("dyad", "takes two parties", "name both, such as /dyads?one=CHN&other=IND")
    return RedirectResponse(f"/dyads/{_named(one)}/{_named(other)}", 303)


@router.get("/dyads/{one}/{other}")
def dyad(request: Request, one: str, other: str, by: str = "") -> Response:
    """What two parties do to each other."""
    if any(meant(party) not in (None, party) for party in (one, other)):
        return RedirectResponse(f"/dyads/{_named(one)}/{_named(other)}", 308)
    asked, view = _days_of(request), browser(request)
    by = _step(by) or _fitting(view.days(done_only(replace(asked.question, who=(one,), whom=(other,), either=True))))
    found = view.dyad(one, other, asked.question, by)
    drawn, early = main_part(found.steps)
    names = (_name(one, found.latest), _name(other, found.latest))
    itself = _named(one) == _named(other)
    ways = [_way(names[0], names[1], found.forth, by, drawn), _way(names[1], names[0], found.back, by, drawn)]
    return page(
        request,
        "dyad.html",
        dyad=found,
        names=names,
        asked=asked,
        by=by,
        steps=STEPS,
        itself=itself,
        ways=ways[:1] if itself else ways,
        classes=classes(f"Events that occurred, by {by} and class{without(early, drawn)}", drawn, by),
    )


def _named(asked: str) -> str:
    """The segment of a path for a party as somebody names it: a state by its code."""
    return segment(meant(asked.strip()) or asked.strip())


def _way(doer: str, target: str, way: Way, by: str, drawn: Sequence[Step]) -> Figure:
    steps = [step for step in way.steps if step.day >= drawn[0].day] if drawn else []
    return scores(f"{doer} to {target}: sum of scores of what occurred, by {by}", steps, by)


def _fitting(months: Sequence[Step]) -> str:
    drawn, _ = main_part(months)
    return step_for(drawn[0].day, drawn[-1].day + timedelta(30)) if drawn else "month"


def _days_of(request: Request) -> Asked:
    """The days that a page is of; an actor's page has no other conditions."""
    asked = asked_of(request)
    kept = Asked()
    return replace(kept, question=replace(kept.question, since=asked.question.since, until=asked.question.until))


def _step(by: str) -> str:
    if by and by not in STEPS:
        raise InputError("by", f"{by!r} is no step of time", ", ".join(STEPS))
    return by


def _name(code: str, latest: Iterable[Line]) -> str:
    """What a code stands for; of an id of the registry, the name that the latest event has for it."""
    called = naming.party(code)
    if called != code:
        return called
    named = (p.text for line in latest for p in (*line.actors, *line.recipients) if p.entity == code)
    return next(named, called)
