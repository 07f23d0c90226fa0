"""Pages in turn: where more are asked for at once than there are processors, what is due first goes first.

Were all made at once, they would hold each other up, and the least would take as long as the dearest. So as many are made at a time as
there are processors, and the others wait. Each is due some time after it was asked for, lists sooner than pictures, since people search
step by step and look at what they found; what has waited long is due before what has just come, so that none waits for ever (earliest
deadline first: Liu and Layland 1973).
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

    @asynccontextmanager
    async def turn(self, within: float) -> AsyncIterator[None]:
        """Wait until it is one's turn, which is due within so many seconds; then be at work."""
        await self._come(within)
        try:
            yield
        finally:
            self._next()

    async def _come(self, within: float) -> None:
        if self._free:
            self._free -= 1
            return
        own: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (self._clock() + within, next(self._numbers), own))
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

    within = 0.4
    """Seconds after which it is due."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""
        answer = super().get_route_handler()

        async def answered(request: Request) -> Response:
            async with cast(Pace, request.app.state.pace).turn(self.within):
                return await answer(request)

        return answered


class ListInTurn(InTurn):
    """A list that is searched step by step, and so is due sooner."""

    within = 0.1
