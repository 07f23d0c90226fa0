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
from dateline.record.browsing.sorting import Sort
from dateline.web.api.describing import parameters
from dateline.web.asked import MOST, Asked, read
from dateline.web.problems import Problem

_TEXT = r"^[^\x00]*$"
Value = Annotated[str, StringConstraints(max_length=200, pattern=_TEXT)]
"""One value of a condition."""
Real = Literal["occurred", "future", "hypothetical", "negated"]
Cursor = Annotated[
    str, Query(max_length=4000, pattern=r"^[A-Za-z0-9_-]*$", description="Where the page before left off: its `next`; empty for the first")
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of a page")]


def several(about: str, *examples: str) -> Any:
    """A parameter that may have several values, any of which will do."""
    return Query(default_factory=list, max_length=50, description=f"{about}; repeated for any of several", examples=list(examples))


def only_question(
    request: Request,
    who: Annotated[list[Value], several("Actor: a code (USA), sector (GOV), both (USA:GOV), registry id, or words of the name", "USA")],
    whom: Annotated[list[Value], several("Recipient, in the same form", "PRK")],
    type: Annotated[list[Value], several("Type, or TYPE/mode", "ACCUSE", "ACCUSE/allege")],
    place: Annotated[list[Value], several("Country code, or words of the place's name", "Wonsan")],
    says: Annotated[list[Value], several("Who is cited for it, in the form of who", "KOR:MIL")],
    factuality: Annotated[list[Real], several("How real it is told", "occurred")],
    either: Annotated[bool, Query(description="Also with who and whom the other way round")] = False,
    since: Annotated[date | None, Query(description="First day; by the first telling where an event's day is not known")] = None,
    until: Annotated[date | None, Query(description="Last day")] = None,
    text: Annotated[Value, Query(description="Words of a sentence that tells it")] = "",
    confidence: Annotated[float, Query(ge=0, le=1, description="Least confidence")] = 0.0,
) -> Question:
    """The conditions that the record's questions know, all of which must hold."""
    names = ("who", "whom", "type", "place", "says", "factuality", "since", "until", "text", "confidence")
    asked = read((name, value) for name, value in request.query_params.multi_items() if name in names)
    return replace(asked.question, either=either)


def conditions(
    request: Request,
    question: Annotated[Question, Depends(only_question)],
    mode: Annotated[list[Value], several("Mode, of whatever type", "disapprove")],
    country: Annotated[list[Value], several("Country of the place, ISO 3166-1 alpha-3", "MLI")],
    source: Annotated[list[Value], several("Publisher of a telling", "Wire A")],
) -> Asked:
    """All conditions that lists of events know."""
    asked = read((name, value) for name, value in request.query_params.multi_items() if name in ("mode", "country", "source"))
    return replace(asked, question=question)


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
OnlyQuestion = Annotated[Question, Depends(only_question)]


def only_known(request: Request) -> None:
    """Refuse an address with a name that it does not know.

    Raises:
        Problem: 422, which names it.
    """
    known = parameters(request.app, request.scope["route"].path_format, request.method)
    for name in request.query_params:
        if name not in known:
            raise Problem(422, f"{name!r} is no parameter here", f"there are {', '.join(known)}" if known else "there are none", name)
