"""Events: searched and narrowed down, all that the page shows in its address."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dateline.record.browsing.answers import Facet, Value
from dateline.web.asked import Asked
from dateline.web.naming import shown
from dateline.web.pacing import ListInTurn
from dateline.web.pages.asking import Choice, asked_of, form
from dateline.web.reach import browser
from dateline.web.templating import page

router = APIRouter(route_class=ListInTurn)

SORTS = (("newest", "newest"), ("oldest", "oldest"), ("sources", "most sources"), ("confidence", "surest"), ("told", "last told"))
_TITLES = {
    "type": "Type",
    "who": "Who",
    "whom": "Whom",
    "country": "Country of the place",
    "place": "Place",
    "source": "Published by",
    "says": "Says who",
    "mode": "Mode",
    "factuality": "How real",
    "confidence": "Confidence at least",
}
_OPEN = 4  # facets that are open at first
_MANY = 500  # values of the one facet that all is asked of


@dataclass(frozen=True, slots=True)
class Choices:
    """A facet as the page shows it."""

    name: str
    title: str
    values: tuple[Choice, ...]
    more: int
    open: bool


@router.get("/")
def home() -> Response:
    """The first page is that of events."""
    return RedirectResponse("/events", 303)


@router.get("/events")
def events(request: Request) -> Response:
    """Events that meet some conditions."""
    asked, view = asked_of(request), browser(request)
    found = view.page(asked.question, asked.facets, asked.sort, asked.cursor, asked.limit)
    given = {facet.name: facet for facet in view.facets(asked.question, asked.facets)}
    whole = request.query_params.get("all", "")
    if whole in given and given[whole].more:
        given |= {facet.name: facet for facet in view.facets(asked.question, asked.facets, _MANY) if facet.name == whole}
    facets = [_choices(asked, given[name], name == whole or number < _OPEN) for number, name in enumerate(_TITLES) if name in given]
    return page(request, "events.html", page=found, facets=facets, sorts=SORTS, **form(asked, "/events"))


def _choices(asked: Asked, facet: Facet, opened: bool) -> Choices:
    had, link = asked.values(facet.name), asked.toggling("/events", facet.name)
    alone = facet.name == "confidence"  # one value at a time

    def choice(value: Value) -> Choice:
        leads = asked.link("/events", confidence=None if value.chosen else value.value) if alone else link(value.value)
        return Choice(facet.name, value.value, shown(facet.name, value.value), leads, value.count, value.value in had)

    values = tuple(map(choice, facet.values))
    return Choices(facet.name, _TITLES[facet.name], values, facet.more, opened or any(value.chosen for value in values))
