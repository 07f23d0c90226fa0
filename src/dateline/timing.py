"""How long each stage of the work takes: what ``--profile`` prints."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Timing:
    """Seconds of this process's own work, added up by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what is done inside to a stage; stages do not nest."""
        began = time.process_time()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - began

    def shares(self) -> list[tuple[str, float, float]]:
        """(stage, seconds, share of all), in the order in which the stages first ran."""
        whole = sum(self.seconds.values()) or 1.0
        return [(name, seconds, seconds / whole) for name, seconds in self.seconds.items()]
