"""What the addresses of the API ask: the conditions of the pages, under the same names, described for programs.

A name that an address does not know is refused rather than passed over: ``?typ=ACCUSE`` would else be answered with everything.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request
from pydantic import StringConstraints

from dateline.record.asking import Question
from dateline.record.browsing.narrowing import Sort
from dateline.web.api.describing import parameters
from dateline.web.asked import MOST, Asked, read
from dateline.web.problems import Problem

_TEXT = r"^[^\x00]*$"
Value = Annotated[str, StringConstraints(max_length=200, pattern=_TEXT)]
"""One value of a condition."""
Cursor = Annotated[
    str, Query(max_length=4000, pattern=r"^[A-Za-z0-9_-]*$", description="Where the page before left off: its `next`; empty for the first")
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of a page")]


def _several(about: str, *examples: str) -> Any:
    return Query(max_length=50, description=f"{about}; repeated for any of several", examples=list(examples))


def conditions(
    request: Request,
    who: Annotated[
        list[Value], _several("Actor: a code (USA), sector (GOV), both (USA:GOV), registry id, or words of the name", "USA")
    ] = [],  # noqa: B006
    whom: Annotated[list[Value], _several("Recipient, in the same form", "PRK")] = [],  # noqa: B006
    either: Annotated[bool, Query(description="Also with who and whom the other way round")] = False,
    type: Annotated[list[Value], _several("Type, or TYPE/mode", "ACCUSE", "ACCUSE/allege")] = [],  # noqa: B006
    mode: Annotated[list[Value], _several("Mode, of whatever type", "disapprove")] = [],  # noqa: B006
    country: Annotated[list[Value], _several("Country of the place, ISO 3166-1 alpha-3", "MLI")] = [],  # noqa: B006
    place: Annotated[list[Value], _several("Country code, or words of the place's name", "Wonsan")] = [],  # noqa: B006
    source: Annotated[list[Value], _several("Publisher of a telling", "Wire A")] = [],  # noqa: B006
    says: Annotated[list[Value], _several("Who is cited for it, in the form of who", "KOR:MIL")] = [],  # noqa: B006
    factuality: Annotated[list[Literal["occurred", "future", "hypothetical", "negated"]], _several("How real it is told", "occurred")] = [],  # noqa: B006
    since: Annotated[date | None, Query(description="First day; by the first telling where an event's day is not known")] = None,
    until: Annotated[date | None, Query(description="Last day")] = None,
    text: Annotated[Value, Query(description="Words of a sentence that tells it")] = "",
    confidence: Annotated[float, Query(ge=0, le=1, description="Least confidence")] = 0.0,
) -> Asked:
    """The conditions that events are asked for by, all of which must hold."""
    asked = read((name, value) for name, value in request.query_params.multi_items() if name not in ("cursor", "limit", "sort", "either"))
    return replace(asked, question=replace(asked.question, either=either))


def page(
    asked: Annotated[Asked, Depends(conditions)],
    sort: Annotated[Sort, Query(description="newest or oldest day first, most sources, surest, or told last")] = Sort.NEWEST,
    cursor: Cursor = "",
    limit: Limit = 100,
) -> Asked:
    """A page of the events that are asked for."""
    return replace(asked, sort=sort, cursor=cursor, limit=limit)


Conditions = Annotated[Asked, Depends(conditions)]
Page = Annotated[Asked, Depends(page)]


def only_question(asked: Conditions) -> Question:
    """The conditions as the record's questions have them, for answers that the facets do not narrow.

    Raises:
        Problem: if one of them is asked that only lists of events know.
    """
    for name in ("mode", "country", "source"):
        if getattr(asked.facets, name):
            raise Problem(422, f"{name} does not narrow this answer", _INSTEAD[name], name)
    return asked.question


Ofquestion = Annotated[Question, Depends(only_question)]
_INSTEAD = {
    "mode": "ask type=TYPE/mode",
    "country": "ask place=CODE",
    "source": "ask /api/v1/events, or /api/v1/export as csv, json or parquet",
}


def only_known(request: Request) -> None:
    """Refuse an address with a name that it does not know.

    Raises:
        Problem: 422, which names it.
    """
    known = parameters(request.app, request.scope["route"].path_format, request.method)
    for name in request.query_params:
        if name not in known:
            raise Problem(422, f"{name!r} is no parameter here", f"there are {', '.join(known)}" if known else "there are none", name)
