"""All of the safety put before an application, in the order in which a request meets it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore

from starlette.applications import Starlette

from dateline.web.safety.bodies import LIMIT, Bodies
from dateline.web.safety.guard import Guard
from dateline.web.safety.headers import Headers
from dateline.web.safety.hosts import Hosts
from dateline.web.safety.rates import DEFAULT, Rate, Rates
from dateline.web.safety.sessions import Sessions
from dateline.web.safety.users import Users, admitted


@dataclass(frozen=True, slots=True)
class Safety:
    """What keeps an application.

    Attributes:
        users: who may come in; ``None`` where whoever sits at this machine may.
        sessions: of those who logged in; ``rates``: how often each has asked for what.
        cookie: the name of the cookie that visitors are known by.
        long_answers: held by the one that is being given.
    """

    users: Users | None
    sessions: Sessions
    rates: Rates
    cookie: str
    long_answers: BoundedSemaphore = field(default_factory=BoundedSemaphore)


def protect(
    app: Starlette,
    *,
    host: str,
    port: int,
    users: Path | None = None,
    token: Path | None = None,
    names: Iterable[str] = (),
    rates: Mapping[str, Rate] | None = None,
    body_limit: int = LIMIT,
) -> Safety:
    """Put the safety before an application, and leave it at ``app.state.safety``.

    Args:
        host, port: where the server listens.
        users: a users file; ``token``: a file with the one token that whoever runs the server comes in with.
        names: names besides its own under which the machine is reached.
        rates: how often somebody may ask for what; other than the usual.
        body_limit: bytes of a body.

    Raises:
        InputError: if others than this machine could come in and nobody says who may, or a file breaks its rules.
    """
    given = [] if host in ("0.0.0.0", "::") else [host]
    safety = Safety(admitted(host, users, token), Sessions(), Rates({**DEFAULT, **(rates or {})}), f"dateline_{port}")
    app.state.safety = safety
    app.add_middleware(Guard, hosts=Hosts([*given, *names]), users=safety.users, sessions=safety.sessions, cookie=safety.cookie)
    app.add_middleware(Bodies, limit=body_limit)
    app.add_middleware(Headers)
    return safety
