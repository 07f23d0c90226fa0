"""Turns at a record that several processes use: each holds it only while it reads or writes, and waits for the others a bounded time.

A process that writes shuts out all others, and one that reads shuts out those that write (the database keeps it so). Within a process
readers go together; when they have held the record for a while, one after another, those who come wait until it was free for a moment, so
that a writer of another process gets in.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import HeldError
from dateline.record.store import Store

_LOOK = 0.01  # seconds after which those who wait look again, since time alone may let them in
_HELD, _FREE = 0.25, 0.04  # seconds that readers may hold it in turn, and that it is left free then


class Turns:
    """Turns of one process at one record; to be shared by its threads.

    Attributes:
        path: of the record.
        wait: seconds to wait for others.
    """

    def __init__(self, path: str | Path, wait: float = 10.0) -> None:
        self.path, self.wait = str(path), wait
        self._change = threading.Condition()
        self._reading, self._writing, self._queue = 0, False, 0
        self._since = self._free_from = 0.0
        self._own = threading.local()

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """The record, to be read; others of this process may read meanwhile, and a thread that has a turn gets another at once.

        Raises:
            RecordError: if it cannot be had in time, or is none.
        """
        until = time.monotonic() + self.wait
        with self._change:
            if not self._mine:
                self._until(self._may_read, until)
            if not self._reading:
                self._since = time.monotonic()
            self._reading += 1
            self._own.turns = self._mine + 1
        try:
            with self._open(until, write=False) as store:
                yield store
        finally:
            with self._change:
                self._own.turns -= 1
                self._reading -= 1
                if not self._reading and time.monotonic() - self._since > _HELD:
                    self._free_from = time.monotonic() + _FREE
                self._change.notify_all()

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The record, to be written; nobody else has it meanwhile.

        Raises:
            RecordError: if it cannot be had in time, or is none.
        """
        until = time.monotonic() + self.wait
        with self._change:
            self._queue += 1
            try:
                self._until(lambda: not self._reading and not self._writing, until)
                self._writing = True
            finally:
                self._queue -= 1
        try:
            with self._open(until, write=True) as store:
                yield store
        finally:
            with self._change:
                self._writing = False
                self._change.notify_all()

    @property
    def _mine(self) -> int:
        """How many turns this thread has."""
        return int(getattr(self._own, "turns", 0))

    def _may_read(self) -> bool:
        now = time.monotonic()
        fresh = now - self._since <= _HELD if self._reading else now >= self._free_from
        return fresh and not self._writing and not self._queue

    def _until(self, may: Callable[[], bool], until: float) -> None:
        while not may():
            left = until - time.monotonic()
            if left <= 0:
                raise HeldError(self.path, f"is in use for more than {self.wait:.0f} seconds", "try again in a moment")
            self._change.wait(min(left, _LOOK))

    def _open(self, until: float, *, write: bool) -> Store:
        return Store.open(self.path, write=write, make=False, wait=max(0.0, until - time.monotonic()))
