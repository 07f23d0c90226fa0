"""What is asked of a view beyond a question: exact values that lists are narrowed to, and the order they come in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """The order of a list of events; of equals, the later day first, then by id."""

    NEWEST = "newest"
    OLDEST = "oldest"
    SOURCES = "sources"
    CONFIDENCE = "confidence"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Facets:
    """Exact values, any of which will do; empty ones ask nothing. What a question can ask itself (who, type, place …) is asked there.

    Attributes:
        mode: of an act, under whatever type.
        country: in which it took place, ISO3.
        source: who publishes a telling, as the record names it.
    """

    mode: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
