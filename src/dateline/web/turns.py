"""The record for moments, until dateline.record.browsing.turns takes its place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.record.store import Store


class Turns:
    """Opens the record for a moment, one at a time."""

    def __init__(self, path: Path, patience: float = 10.0) -> None:
        self._path, self._patience, self._lock = path, patience, threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """The record, to be read."""
        with self._lock, Store.open(self._path, write=False) as store:
            yield store

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The record, to be written."""
        with self._lock, Store.open(self._path, make=False) as store:
            yield store
