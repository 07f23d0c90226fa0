"""What is to be drawn, before it is known where: small multiples over time, lanes of days, bars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Line:
    """Values of one unit, one a step; ``None`` where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Multiples:
    """One small plot a unit, all over the same steps and on the same scale.

    Attributes:
        title: what is drawn; ``about``: of which events; ``note``: what is left out, empty if nothing.
        measure: ``count`` of events, ``score`` (their sum) or ``mean`` (score); ``label``: the same in words, with its unit.
        by: ``day``, ``week``, ``month``, ``quarter`` or ``year``; ``steps``: first day of each.
    """

    title: str
    about: str
    note: str
    measure: str
    label: str
    by: str
    steps: tuple[date, ...]
    lines: tuple[Line, ...]

    @property
    def signed(self) -> bool:
        """Whether the values are scores, above zero for cooperation and below for conflict."""
        return self.measure != "count"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.lines


@dataclass(frozen=True, slots=True)
class Lane:
    """Events of one kind by day; ``hostile`` are those of conflict."""

    name: str
    hostile: bool
    days: tuple[tuple[date, int], ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(count for _, count in self.days)


@dataclass(frozen=True, slots=True)
class Lanes:
    """Days as marks in lanes, one lane a kind of event; ``title``, ``about`` and ``note`` as of :class:`Multiples`."""

    title: str
    about: str
    note: str
    lanes: tuple[Lane, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.lanes


@dataclass(frozen=True, slots=True)
class Bar:
    """Events of one unit, and the sum of their scores."""

    name: str
    events: int
    score: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Two bars a unit; ``title``, ``about`` and ``note`` as of :class:`Multiples`."""

    title: str
    about: str
    note: str
    bars: tuple[Bar, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.bars


Chart = Multiples | Lanes | Bars


def shortened(name: str, most: int) -> str:
    """A name in one line of so many characters at most.

    >>> shortened("the Supreme Council of\\nthe Armed Forces", 20)
    'the Supreme Council…'
    """
    line = " ".join(name.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
