"""Logging in and out, where others than this machine may come."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from dateline.web.safety import User, current_user, limited, safety_of
from dateline.web.safety.guard import LOGIN, cookie
from dateline.web.templating import page

router = APIRouter()
_HOME = "/events"


@router.get(LOGIN)
def ask(request: Request, next: str = _HOME) -> Response:
    """The form that asks for a token; whoever is in already goes on."""
    if request.state.user:
        return RedirectResponse(_within(next), 303)
    return page(request, "login.html", next=_within(next), wrong=False)


@router.post(LOGIN, dependencies=[Depends(limited("login"))])
def log_in(request: Request, token: Annotated[str, Form()] = "", next: Annotated[str, Form()] = _HOME) -> Response:
    """Let in whoever has a token, under a new number."""
    safety = safety_of(request)
    user = safety.users.holding(token.strip()) if safety.users else None
    if user is None:
        return page(request, "login.html", 401, next=_within(next), wrong=True)
    safety.sessions.end(request.state.visitor)
    return _go(request, _within(next), safety.sessions.start(user))


@router.post("/logout")
def log_out(request: Request, _: Annotated[User, Depends(current_user)]) -> Response:
    """End the session; the cookie is worth nothing from then on."""
    safety_of(request).sessions.end(request.state.visitor)
    return _go(request, LOGIN, "")


def _go(request: Request, where: str, visitor: str) -> Response:
    answer = RedirectResponse(where, 303)
    answer.headers["set-cookie"] = cookie(safety_of(request).cookie, visitor, request.scope)
    return answer


def _within(address: str) -> str:
    """An address here: what would lead elsewhere leads home.

    >>> [_within(a) for a in ("/events?who=USA", "//evil.example.org", "https://evil.example.org", "/\\\\\\\\evil", "", "/\\tx")]
    ['/events?who=USA', '/events', '/events', '/events', '/events', '/events']
    """
    sound = address.startswith("/") and address[1:2] not in ("/", "\\") and address.isprintable()
    return address if sound else _HOME
