"""How much somebody may send: a body is taken in as a whole, up to a limit, before anything looks at it."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.problems import Problem, refuse

LIMIT = 1_000_000
"""Bytes of a body: a draft to be checked is a tenth of that."""
PATIENCE = 20.0
"""Seconds within which it must have come."""


class Bodies:
    """Refuses bodies that are too long or come too slowly; passes the others on."""

    def __init__(self, app: ASGIApp, limit: int = LIMIT, patience: float = PATIENCE) -> None:
        self._app, self._limit, self._patience = app, limit, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        too_long = Problem(413, "The body is too long", f"send {self._limit:,} bytes at most")
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and len(declared) < 20 and int(declared) > self._limit:
            await refuse(too_long, scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._patience):
                body = await _whole(receive, self._limit)
        except TimeoutError:
            await refuse(Problem(408, "The body came too slowly", f"send it within {self._patience:.0f} seconds"), scope, receive, send)
            return
        if body is None:
            await refuse(too_long, scope, receive, send)
            return
        await self._app(scope, replay(body, receive), send)


async def _whole(receive: Receive, limit: int) -> bytes | None:
    """A body; ``None`` of one that is longer than the limit."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > limit:
            return None
        if message["type"] != "http.request" or not message.get("more_body"):
            return bytes(body)


def replay(body: bytes, receive: Receive) -> Receive:
    """A body as it came, and after it whatever else comes."""
    told = False

    async def again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
