"""Pages in turn: where more are asked for at once than there are processors, what takes little goes before what takes long.

Were all made at once, they would hold each other up, and the least would take as long as the dearest. So as many are made at a time as
there are processors, and the others wait: each so much the longer as it is more work, so that none waits for ever.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from itertools import count
from typing import Any, cast

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

_WAITS, _LONGEST = 25.0, 0.7  # times its own work that a page is due after it was asked for, but seconds at most
_NEWS = 0.1  # what the latest page of a kind weighs in how much work the next is taken to be


class Pace:
    """Whose turn it is. To be used from one event loop.

    Args:
        at_once: how many may be at work; as many as there are processors, if it is not said.
        clock: seconds.
    """

    def __init__(self, at_once: int | None = None, clock: Callable[[], float] = time.perf_counter) -> None:
        self._free, self._clock = at_once or _processors(), clock
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []  # by when each is due
        self._numbers = count()
        self._work: dict[str, float] = {}  # seconds by kind

    @asynccontextmanager
    async def turn(self, kind: str) -> AsyncIterator[None]:
        """Wait until it is one's turn; what is done then is work of a kind."""
        await self._come(kind)
        began = self._clock()
        try:
            yield
        finally:
            took = self._clock() - began
            before = self._work.get(kind, took)
            self._work[kind] = before + _NEWS * (took - before)
            self._next()

    async def _come(self, kind: str) -> None:
        if self._free:
            self._free -= 1
            return
        own: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        due = self._clock() + min(_WAITS * self._work.get(kind, 0.0), _LONGEST)
        heappush(self._waiting, (due, next(self._numbers), own))
        try:
            await own
        except asyncio.CancelledError:
            if not own.cancelled():  # it was this one's turn
                self._next()
            raise

    def _next(self) -> None:
        while self._waiting:
            *_, first = heappop(self._waiting)
            if not first.done():
                first.set_result(None)
                return
        self._free += 1


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class InTurn(APIRoute):
    """A page that is made when it is its turn: of those that are answered from the view alone, which takes a processor and nothing else."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""
        answer, kind = super().get_route_handler(), self.path

        async def answered(request: Request) -> Response:
            async with cast(Pace, request.app.state.pace).turn(kind):
                return await answer(request)

        return answered
