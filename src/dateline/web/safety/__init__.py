"""Who may come in, what they may do, and what the server refuses: headers, hosts, users, sessions, forms, rates and bodies.

:func:`install` puts all of it before an application. Endpoints take :func:`current_user`, :func:`require_reviewer` and :func:`limited` as
dependencies, addresses for programs :func:`only_json` besides; templates write ``{{ csrf_field }}`` into each form that posts, and
``{{ csrf_token }}`` where a script sends it as ``X-CSRF-Token``.
"""

from __future__ import annotations

from fastapi import FastAPI

from dateline.web.safety.asking import csrf_field, csrf_token, current_user, limited, only_json, require_reviewer, safety_of, shown
from dateline.web.safety.protecting import Safety, protect
from dateline.web.safety.users import Role, User
from dateline.web.settings import Settings

__all__ = [
    "Role",
    "Safety",
    "User",
    "csrf_field",
    "csrf_token",
    "current_user",
    "install",
    "limited",
    "only_json",
    "protect",
    "require_reviewer",
    "safety_of",
    "shown",
]


def install(app: FastAPI, settings: Settings) -> None:
    """Put the safety before an application as the settings ask.

    Raises:
        InputError: if it would be open to others without users or a token, or a file of these breaks its rules.
    """
    protect(app, host=settings.host, port=settings.port, users=settings.users, token=settings.token, names=settings.names)
