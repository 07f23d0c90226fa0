"""Who asks, and whether a page of ours made them ask: every request goes through here before anything answers it.

What changes something is taken from a form of ours, which brings the visitor's token (synchronizer token), or from a program that shows
its own token. A browser that says the request began elsewhere is refused in any case.
"""

from __future__ import annotations

import base64
import binascii
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request, cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.problems import Problem, for_programs, refuse
from dateline.web.safety.bodies import replay
from dateline.web.safety.hosts import Hosts
from dateline.web.safety.sessions import LASTS, Sessions, new_visitor
from dateline.web.safety.users import User, Users, local

SAFE = ("GET", "HEAD", "OPTIONS")
"""Methods that change nothing."""
FIELD, HEADER = "csrf", "x-csrf-token"
"""Where a form, and a script, bring the visitor's token."""
LOGIN = "/login"
_OPEN = (LOGIN, "/static/")
_ELSEWHERE = Problem(403, "The request comes from a page elsewhere", "open the page here and try again")
_UNKNOWN = Problem(
    401,
    "The token is not known",
    "check it; whoever keeps the users file can give a new one",
    "Authorization",
    {"www-authenticate": "Bearer"},
)


class Guard:
    """Refuses requests of strangers, of pages elsewhere and under names that are not ours; tells the others' endpoints who asks."""

    def __init__(self, app: ASGIApp, hosts: Hosts, users: Users | None, sessions: Sessions, cookie: str) -> None:
        """
        Args:
            users: who may come in; ``None`` where whoever sits at this machine may.
            cookie: its name; servers at other ports of this machine must have others.
        """
        self._app, self._hosts, self._users, self._sessions, self._cookie = app, hosts, users, sessions, cookie
        self._local = local() if users is None else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            try:
                await self._let_in(scope, receive, send)
            except Problem as problem:
                await refuse(problem, scope, receive, send)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if not self._hosts.ours(headers.get("host", "")):
            raise Problem(421, "This server is not called that", "start it with --name NAME if it is", "Host")
        visitor = cookie_parser(headers.get("cookie", "")).get(self._cookie, "")
        scheme, _, shown = headers.get("authorization", "").partition(" ")
        user = self._holder(scheme, shown.strip()) or self._logged_in(visitor) or self._local
        if scope["method"] not in SAFE and scheme.lower() != "bearer":
            receive = await self._ours(scope, headers, visitor, receive)
        if user is None and not str(scope["path"]).startswith(_OPEN):
            raise Problem(401, "Nobody comes in without a token", "log in, or send it: Authorization: Bearer TOKEN", "Authorization",
                          {"www-authenticate": "Bearer", "location": _login(scope)})  # fmt: skip
        new = "" if visitor or for_programs(scope) or str(scope["path"]).startswith("/static/") else new_visitor()
        scope["state"] = {**scope.get("state", {}), "user": user, "visitor": visitor or new}
        await self._app(scope, receive, self._with_cookie(scope, send, new) if new else send)

    def _logged_in(self, visitor: str) -> User | None:
        """Who a visitor logged in as, as long as the token lets in; a session is no way around the file of users."""
        user = self._sessions.user(visitor)
        if user and self._users is not None and not self._users.knows(user):
            self._sessions.end(visitor)
            return None
        return user

    def _holder(self, scheme: str, shown: str) -> User | None:
        """Who shows a token, as ``Bearer TOKEN`` or, as feed readers can, as ``Basic`` with name and token."""
        if self._users is None or not scheme:
            return None
        name = ""
        if scheme.lower() == "basic":
            try:
                name, _, shown = base64.b64decode(shown, validate=True).decode().partition(":")
            except (binascii.Error, UnicodeDecodeError) as error:
                raise _UNKNOWN from error
        elif scheme.lower() != "bearer":
            raise _UNKNOWN
        user = self._users.holding(shown)
        if user is None or (name and name != user.name):
            raise _UNKNOWN
        return user

    async def _ours(self, scope: Scope, headers: Headers, visitor: str, receive: Receive) -> Receive:
        """Make sure that a page of ours made the request, or no page at all."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
        if site not in ("same-origin", "none") or (origin is not None and urlsplit(origin).netloc != headers["host"]):
            raise _ELSEWHERE
        if for_programs(scope):  # whose bodies are JSON, which a page elsewhere cannot send unless we let it (:func:`only_json`)
            return receive
        given = headers.get(HEADER, "")
        if not given:
            body = await _whole(receive)
            receive = replay(body, receive)
            given = await _field(scope, replay(body, receive))
        if not visitor or not self._sessions.is_form_token(visitor, given):
            raise Problem(403, "The form has been open for too long, or the browser takes no cookies", "open the page anew and try again")
        return receive

    def _with_cookie(self, scope: Scope, send: Send, visitor: str) -> Send:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if not any(line.startswith(f"{self._cookie}=") for line in headers.getlist("set-cookie")):
                    headers.append("set-cookie", cookie(self._cookie, visitor, scope))
            await send(message)

        return sent


def cookie(name: str, visitor: str, scope: Scope) -> str:
    """The line that sets a visitor's cookie: no script reads it, and no page elsewhere has it sent with what it posts."""
    secure = "; Secure" if scope["scheme"] == "https" else ""
    return f"{name}={visitor}; Path=/; Max-Age={LASTS:.0f}; HttpOnly; SameSite=Lax{secure}"


def _login(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return f"{LOGIN}?next={quote(scope['path'] + (f'?{query}' if query else ''), safe='')}"


async def _whole(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    while message["type"] == "http.request" and message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
    return body


async def _field(scope: Scope, receive: Receive) -> str:
    """The token that a form brings; empty where it brings none, or is no form."""
    try:
        async with Request(scope, receive).form() as form:
            given = form.get(FIELD, "")
    except HTTPException:
        return ""
    return given if isinstance(given, str) else ""
