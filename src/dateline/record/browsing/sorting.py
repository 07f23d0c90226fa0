"""The order that a list of events comes in."""

from __future__ import annotations

from enum import StrEnum


class Sort(StrEnum):
    """The order of a list of events; of equals, the later day first, then by id."""

    NEWEST = "newest"
    OLDEST = "oldest"
    SOURCES = "sources"
    CONFIDENCE = "confidence"
    TOLD = "told"
