"""What went wrong, as a page that says so and what can be done; programs are told as :mod:`dateline.web.problems` has it."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from dateline.web import problems
from dateline.web.templating import page


def install(app: FastAPI) -> None:
    """Have an application tell all that goes wrong on a page."""
    problems.install(app, fault)


def fault(request: Request, status: int, told: str) -> Response:
    """The page that tells of a fault."""
    phrase = HTTPStatus(status).phrase
    return page(request, "fault.html", status, status_code=status, phrase=phrase, told="" if told == phrase else told)
