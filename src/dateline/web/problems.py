"""What goes wrong, told as RFC 9457 has it (problem+json) to programs, and as a page to people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from dateline.errors import DatelineError, InputError, RecordError, SetupError

API = "/api/"
"""Where programs are answered."""
MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A request that is not answered as it asks.

    Attributes:
        status: of HTTP.
        title: what is wrong, one line.
        remedy: what whoever asked can do about it; may be empty.
        parameter: which part of the request is at fault: a parameter, a header or a field of the body; empty where it is the whole.
        headers: to be sent with it.
    """

    def __init__(self, status: int, title: str, remedy: str = "", parameter: str = "", headers: dict[str, str] | None = None) -> None:
        super().__init__(title)
        self.status, self.title, self.remedy, self.parameter, self.headers = status, title, remedy, parameter, headers or {}

    def as_json(self) -> dict[str, Any]:
        """As RFC 9457 has it, with ``parameter`` and ``remedy`` besides."""
        detail = f"{self.title} ({self.remedy})" if self.remedy else self.title
        told: dict[str, Any] = {"type": "about:blank", "title": self.title, "status": self.status, "detail": detail}
        return told | {name: value for name, value in (("parameter", self.parameter), ("remedy", self.remedy)) if value}

    def response(self) -> Response:
        """For programs."""
        return JSONResponse(self.as_json(), self.status, self.headers, MEDIA_TYPE)


def for_programs(scope: Scope) -> bool:
    """Whether a program asks, rather than somebody with a browser."""
    return str(scope["path"]).startswith(API)


async def refuse(problem: Problem, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request with a problem before any page sees it, so without the look of one."""
    await _refusal(problem, scope)(scope, receive, send)


def _refusal(problem: Problem, scope: Scope) -> Response:
    if for_programs(scope):
        return problem.response()
    if problem.status == 401 and scope["method"] in ("GET", "HEAD") and "hx-request" not in Headers(scope=scope):
        return RedirectResponse(problem.headers["location"], 303)
    title, remedy = escape(problem.title), escape(problem.remedy)
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><h1>{title}</h1><p>{remedy}</p></html>'
    return HTMLResponse(page, problem.status, {name: value for name, value in problem.headers.items() if name != "location"})


_WHERE = dict.fromkeys((404, 405), f"{API}v1/docs says what there is")
_REMEDIES = (("date", "write YYYY-MM-DD"), ("int", "give a whole number"), ("float", "give a number"), ("bool", "write true or false"))


def misplaced(errors: Sequence[Any]) -> Problem:
    """What is wrong with the parameters of a request, told of the first at fault."""
    first = errors[0]
    where, *path = first["loc"]
    name = ".".join(str(part) for part in path if isinstance(part, str)) or str(where)
    expected = first.get("ctx", {}).get("expected")
    remedy = f"one of {expected}" if expected else next((told for kind, told in _REMEDIES if first["type"].startswith(kind)), "")
    return Problem(422, f"{name} cannot be used: {first['msg']}", remedy or f"{API}v1/docs says what {name} can be", name)


def install(app: FastAPI, page: Callable[[Request, Exception], Response] | None = None) -> None:
    """Have an application tell what goes wrong in its endpoints: to programs as problems, to people on a page.

    Args:
        page: makes the page of an error; a plain one without it.
    """

    async def told(request: Request, error: Any) -> Response:
        problem = of_error(error)
        if for_programs(request.scope) or page is None:
            return _refusal(problem, request.scope)
        response = page(request, error)
        response.headers.update(problem.headers)
        return response

    for kind in (Problem, RequestValidationError, HTTPException, DatelineError):
        app.add_exception_handler(kind, told)


def of_error(error: Exception) -> Problem:
    """What an error comes to: 404 what is not there, 422 what was asked wrongly, 503 a record that cannot be had now."""
    match error:
        case Problem():
            return error
        case RequestValidationError():
            return misplaced(error.errors())
        case HTTPException():
            return Problem(error.status_code, str(error.detail), _WHERE.get(error.status_code, ""), headers=dict(error.headers or {}))
        case RecordError():
            return Problem(503, error.fault, error.remedy, headers={"retry-after": "5"})
        case InputError():
            missing = error.fault.startswith("no such") or "has no such" in error.fault
            return Problem(404 if missing else 422, f"{error.where}: {error.fault}", error.remedy, error.where)
        case SetupError():
            return Problem(501, str(error))
    return Problem(500, str(error))
