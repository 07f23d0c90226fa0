"""What endpoints and templates ask of the safety: who it is, whether that one may, and what a form must bring."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from markupsafe import Markup

from dateline.web.problems import Problem
from dateline.web.safety.guard import FIELD
from dateline.web.safety.protecting import Safety
from dateline.web.safety.users import User


def current_user(request: Request) -> User:
    """Who asks."""
    user: User | None = request.state.user
    if user is None:
        raise Problem(401, "Nobody comes in without a token", "log in", "Authorization", {"www-authenticate": "Bearer"})
    return user


def require_reviewer(user: Annotated[User, Depends(current_user)]) -> User:
    """Who asks, and may correct.

    Raises:
        Problem: 403 of a reader.
    """
    if not user.reviews:
        raise Problem(403, f"{user.name} may read, not correct", "ask whoever keeps the users file for the role reviewer")
    return user


def only_json(request: Request) -> None:
    """Refuse what a program posts if it is no JSON: a page elsewhere can post forms and plain text with no one asking it.

    Raises:
        Problem: 415.
    """
    if request.method == "POST" and request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Problem(415, "The body is no JSON", "send Content-Type: application/json", "Content-Type")


def limited(what: str) -> Callable[[Request], None]:
    """A dependency that grants a request as often as :data:`~dateline.web.safety.rates.DEFAULT` or the settings say.

    Raises:
        Problem: 429, with how long to wait.
    """

    def granted(request: Request) -> None:
        user: User | None = request.state.user
        who = user.name if user else request.client.host if request.client else ""
        if seconds := safety_of(request).rates.wait(what, who):
            wait = str(math.ceil(seconds))
            raise Problem(429, f"Too many requests of this kind ({what})", f"wait {wait} seconds", headers={"retry-after": wait})

    return granted


def csrf_token(request: Request) -> str:
    """What a form of this visitor's must bring."""
    return safety_of(request).sessions.form_token(request.state.visitor)


def csrf_field(request: Request) -> Markup:
    """A hidden field with it, for templates."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, csrf_token(request))


def safety_of(request: Request) -> Safety:
    """What keeps the application that answers a request."""
    safety: Safety = request.app.state.safety
    return safety


def shown(request: Request) -> dict[str, object]:
    """What every template may use.

    ``current_user``; ``logged_in``, whether by a token, so that there is something to log out of; ``csrf_field`` for each form that posts,
    and ``csrf_token`` for scripts.
    """
    user: User | None = request.state.user
    in_by_token = user is not None and safety_of(request).users is not None
    return {"current_user": user, "logged_in": in_by_token, "csrf_field": csrf_field(request), "csrf_token": csrf_token(request)}
