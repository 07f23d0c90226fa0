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


def install(app: FastAPI) -> None:
    """Have an application tell all that goes wrong on a page."""
    problems.install(app, fault)


def fault(request: Request, error: Exception) -> Response:
    """The page that tells of a fault, with the form by which it can be mended."""
    status = problems.of_error(error).status
    return page(request, "fault.html", status, fault=worded(error), **_form(request, status))


def _form(request: Request, status: int) -> dict[str, Any]:
    """Which form a page of a fault has, filled in with what was asked for, but for what cannot be."""
    path, query = request.url.path, request.query_params.multi_items()
    if request.method != "GET" or status not in (404, 422):
        return {"mend": ""}
    if status == 404 and path.startswith(("/actors/", "/dyads/")):
        return {"mend": "actor", "sought": request.path_params.get("code", "")}
    if status == 422 and path.startswith(_DAYS):
        return {"mend": "days", "asked": asked_soundly(query), "path": path}
    where = path if path in _CONDITIONS else "/events"
    return {"mend": "conditions", **form(asked_soundly(query if path in _CONDITIONS else ()), where)}


def asked_soundly(query: Sequence[tuple[str, str]]) -> Asked:
    """What the query of an address asks for, but for what cannot be; days that stand the wrong way round are turned.

    >>> asked_soundly([("who", "USA"), ("since", "yesterday")]).pairs()
    [('who', 'USA')]
    >>> asked_soundly([("since", "2022-02-01"), ("until", "2022-01-01")]).pairs()
    [('since', '2022-01-01'), ('until', '2022-02-01')]
    """
    try:
        return read(query)
    except InputError as error:
        at_fault = [pair for pair in query if pair[0] == error.where]
        if not at_fault:
            return Asked()
        asked = asked_soundly([pair for pair in query if pair[0] != error.where])
        try:
            last = read(at_fault).question.until if error.where == "until" else None
        except InputError:
            last = None
        turned = replace(asked.question, since=last, until=asked.question.since)
        return replace(asked, question=turned) if last else asked
