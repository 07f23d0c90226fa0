"""Events: searched and narrowed down, all that the page shows in its address."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dateline.record.browsing.answers import Facet
from dateline.web.asked import Asked, read
from dateline.web.naming import shown
from dateline.web.reach import browser
from dateline.web.templating import page

router = APIRouter()

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
_WRITTEN = ("who", "whom", "place")  # what a field of the form shows where one is asked for; of several, each can be left out above
_OPEN = 4  # facets that are open at first


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be chosen or left: the link that does, and what it leaves then."""

    name: str
    value: str
    shown: str
    link: str
    count: int = 0
    chosen: bool = False


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
    asked = read(request.query_params.multi_items())
    view = browser(request)
    found = view.page(asked.question, asked.facets, asked.sort, asked.cursor, asked.limit)
    given = {facet.name: facet for facet in view.facets(asked.question, asked.facets)}
    facets = [_choices(asked, given[name], number < _OPEN) for number, name in enumerate(_TITLES) if name in given]
    single = {name: values[0] if len(values := asked.values(name)) == 1 else "" for name in _WRITTEN}
    chosen = conditions(asked, "/events")
    return page(request, "events.html", asked=asked, page=found, facets=facets, chosen=chosen, sorts=SORTS, single=single)


def conditions(asked: Asked, path: str) -> list[Choice]:
    """What is asked for, each with the address of a page that leaves it out."""
    left_alone = ("sort", "cursor", "limit")
    return [
        Choice(name, value, shown(name, value), _without(asked, path, name, value))
        for name, value in asked.pairs()
        if name not in left_alone
    ]


def _without(asked: Asked, path: str, name: str, value: str) -> str:
    return asked.link(path, **{name: tuple(v for v in asked.values(name) if v != value)})


def _choices(asked: Asked, facet: Facet, opened: bool) -> Choices:
    values = tuple(
        Choice(
            facet.name,
            v.value,
            shown(facet.name, v.value),
            _link(asked, facet.name, v.value),
            v.count,
            _is_chosen(asked, facet.name, v.value),
        )
        for v in facet.values
    )
    return Choices(facet.name, _TITLES[facet.name], values, facet.more, opened or any(v.chosen for v in values))


def _link(asked: Asked, name: str, value: str) -> str:
    if name == "confidence":  # one at a time
        return asked.link("/events", confidence=None if _is_chosen(asked, name, value) else value)
    return asked.toggled("/events", name, value)


def _is_chosen(asked: Asked, name: str, value: str) -> bool:
    return value in asked.values(name)
