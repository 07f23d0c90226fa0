"""Progress on standard error, for work of more than a second: count, rate, and the time that is left."""

from __future__ import annotations

import sys
import time
from typing import NoReturn, Protocol

from dateline.cli.main import INTERRUPTED, say
from dateline.display import counted

_PATIENCE = 1.0
_REDRAW = 0.2
_EVERY = 5.0  # seconds between lines where standard error is no terminal


class Extent(Protocol):
    """What is worked on, if its size can be told."""

    @property
    def done(self) -> int:
        """How much of it is done."""

    def total(self) -> int | None:
        """How much there is, in the same unit; ``None`` where that is not known."""


class Progress:
    """Counts what is done and shows the count now and then; the time that is left where the sources' size is known."""

    def __init__(self, sources: Extent | None, noun: str = "report") -> None:
        self.count = 0
        self._sources, self._noun = sources, noun
        self._terminal = sys.stderr.isatty()
        self._started = time.monotonic()
        self._next = self._started + _PATIENCE
        self._total: int | None = None
        self._measured = self._shown = self._drawn = False

    def step(self) -> None:
        """One more is done; shows the count if it is time to."""
        self.count += 1
        now = time.monotonic()
        if now >= self._next:
            self._next = now + (_REDRAW if self._terminal else _EVERY)
            self._show(now)

    def counted(self) -> str:
        """``1 report``, ``2,000 reports``."""
        return counted(self.count, self._noun)

    def clear(self) -> None:
        """Take the line off the terminal, so that output can stand there."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False

    def stop(self, done: str) -> NoReturn:
        """End at once, as the user asked; say how far the work has come, ``done`` being the word for it."""
        self.clear()
        say(f"stopped: {self.counted()} {done}")
        raise SystemExit(INTERRUPTED)

    def finish(self) -> None:
        """Say what was done in what time, if progress was shown at all."""
        self.clear()
        if self._shown:
            seconds = time.monotonic() - self._started
            self._write(f"{self.counted()} in {duration(seconds)}, {self.count / seconds:,.1f} a second\n")

    def _show(self, now: float) -> None:
        if not self._measured:
            self._total, self._measured = self._sources.total() if self._sources else None, True
        seconds, done = now - self._started, self._sources.done if self._sources else 0
        parts = [self.counted(), f"{self.count / seconds:,.1f} a second"]
        if self._total and 0 < done <= self._total:
            parts += [f"{100 * done // self._total} %", f"about {duration(seconds * (self._total - done) / done)} left"]
        self._shown, self._drawn = True, self._terminal
        self._write(("\r\x1b[K" if self._terminal else "") + ", ".join(parts) + ("" if self._terminal else "\n"))

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def duration(seconds: float) -> str:
    """``40 s``, ``3 min 20 s`` or ``2 h 5 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"
