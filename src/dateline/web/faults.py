"""What went wrong, as a page that says so and what can be done."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import DatelineError, InputError, RecordError
from dateline.web.templating import page


def install(app: FastAPI) -> None:
    """Have an application tell all that goes wrong on a page."""

    @app.exception_handler(DatelineError)
    def raised(request: Request, error: DatelineError) -> Response:
        return fault(request, status_of(error), str(error))

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        response = fault(request, error.status_code, error.detail)
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> Response:
        return fault(request, 422, "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors()))


def status_of(error: DatelineError) -> int:
    """The status that tells of an error: 404 what is not there, 422 what was asked wrongly, 503 a record that cannot be had now."""
    if isinstance(error, RecordError):
        return 503
    if isinstance(error, InputError):
        return 404 if error.fault.startswith("no such") or "has no such" in error.fault else 422
    return 500


def fault(request: Request, status: int, told: str) -> Response:
    """The page that tells of a fault."""
    phrase = HTTPStatus(status).phrase
    return page(request, "fault.html", status, status_code=status, phrase=phrase, told="" if told == phrase else told)
