"""What went wrong, as a page that says so and what can be done; programs are told as :mod:`dateline.web.problems` has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import InputError
from dateline.web import problems
from dateline.web.asked import Asked, read
from dateline.web.pages.asking import form
from dateline.web.templating import page
from dateline.web.wording import worded

_CONDITIONS = ("/events", "/timeline", "/map", "/review")
"""Pages with a form of all conditions."""
_DAYS = ("/actors", "/dyads", "/coverage")
"""Addresses with a form of days, and those below them."""
_LONGEST = 1000  # characters of what was refused that are shown again


def install(app: FastAPI) -> None:
    """Have an application tell all that goes wrong on a page."""
    problems.install(app, fault)


def fault(request: Request, error: Exception) -> Response:
    """The page that tells of a fault, with the form by which it can be mended."""
    status = problems.of_error(error).status
    return page(request, "fault.html", status, **_mended(request, error, status))


def _mended(request: Request, error: Exception, status: int) -> dict[str, Any]:
    """What is wrong, and the form that mends it: filled in with what was asked for, the fields at fault with what was written there."""
    path, query = request.url.path, request.query_params.multi_items()
    told: dict[str, Any] = {"faults": [worded(error)], "refused": {}, "mend": ""}
    if request.method != "GET" or status not in (404, 422):
        return told
    if status == 404 and path.startswith(("/actors/", "/dyads/")):
        return told | {"mend": "actor", "refused": {"who": request.path_params.get("code", "")}}
    days, conditions = status == 422 and path.startswith(_DAYS), path in _CONDITIONS
    asked, at_fault = soundly(query if days or conditions else ())
    if at_fault:
        told["faults"] = [worded(one) for one in at_fault]
        told["refused"] = {one.where: _written(query, one.where) for one in at_fault if not getattr(asked.question, one.where, None)}
    if days:
        return told | {"mend": "days", "asked": asked, "path": path}
    return form(asked, path if conditions else "/events") | told | {"mend": "conditions"}


def _written(query: Sequence[tuple[str, str]], name: str) -> str:
    """What was written in a field, as a page can show it."""
    return next((value for key, value in reversed(query) if key == name), "").replace("\0", "")[:_LONGEST]


def soundly(query: Sequence[tuple[str, str]]) -> tuple[Asked, list[InputError]]:
    """What the query of an address asks for, but for what cannot be, and why that cannot; days the wrong way round are turned.

    >>> asked, at_fault = soundly([("who", "USA"), ("since", "yesterday"), ("until", "tomorrow")])
    >>> asked.pairs(), [error.where for error in at_fault]
    ([('who', 'USA')], ['since', 'until'])
    >>> soundly([("since", "2022-02-01"), ("until", "2022-01-01")])[0].pairs()
    [('since', '2022-01-01'), ('until', '2022-02-01')]
    """
    try:
        return read(query), []
    except InputError as error:
        at_fault = [pair for pair in query if pair[0] == error.where]
        if not at_fault:
            return Asked(), [error]
        asked, others = soundly([pair for pair in query if pair[0] != error.where])
        try:
            last = read(at_fault).question.until if error.where == "until" else None
        except InputError:
            last = None
        turned = replace(asked.question, since=last, until=asked.question.since)
        return replace(asked, question=turned) if last else asked, [error, *others]
