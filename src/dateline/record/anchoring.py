"""Corrections as an anchor keeps them: what people said of one mention, and where the words of it stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.record.undoing import undone

Row = dict[str, Any]
Span = Mapping[str, int]

SPANNED = ("actors", "recipients", "attribution", "quantities")
"""The columns of mentions whose values say where they stand."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a person said of a mention.

    Attributes:
        kind: accept, correct, reject, add or undo.
        fields: by column of mentions, what the person says stands there.
        undoes: the correction that is taken back.
        made: the day, as ISO.
    """

    correction: str
    kind: str
    fields: Mapping[str, Any]
    undoes: str | None
    who: str
    made: str
    reason: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """One mention that people said something of.

    Attributes:
        version, text: those of the report when somebody first did.
        seen: the mention as it was then; ``beside``: types and triggers of the others of its sentence then.
        sayings: all of them, the earliest first.
    """

    anchor: str
    version: str
    text: str
    seen: Row
    beside: Sequence[Row]
    sayings: Sequence[Saying]

    @property
    def in_force(self) -> list[Saying]:
        """What was said and not taken back."""
        taken_back = undone_sayings(self.sayings)
        return [s for s in self.sayings if s.kind != "undo" and s.correction not in taken_back]


def undone_sayings(sayings: Iterable[Saying]) -> set[str]:
    """The corrections that later ones have taken back."""
    return undone((saying.correction, saying.undoes) for saying in sayings)


@dataclass(frozen=True, slots=True)
class Shift:
    """How the spans of one text stand in another, where the sentence around them begins ``by`` characters later."""

    old: str
    new: str
    by: int = 0

    def span(self, span: Span) -> Span | None:
        """Where the words of a span stand now: as far off as the sentence, else next to there; ``None`` if they are no more."""
        words, start = self.old[span["start"] : span["stop"]], span["start"] + self.by
        if not words:  # a speaker whom no words name, such as the publisher
            return span
        if self.new[max(start, 0) : start + len(words)] != words:
            start = nearest(self.new, words, start)
        return {"start": start, "stop": start + len(words)} if start >= 0 else None

    def spans(self, spans: Sequence[Span]) -> list[Span]:
        """Those of some spans whose words stand in the text still."""
        return [{**span, **now} for span in spans if (now := self.span(span))]

    def value(self, value: Any, otherwise: Span) -> Any:
        """A value of one of the columns :data:`SPANNED` with its place in the new text, ``otherwise`` where its words are no more."""
        if isinstance(value, list):
            return [self.value(one, otherwise) for one in value]
        return value and {**value, **(self.span(value) or otherwise)}


def shift(anchor: Anchor, version: str, text: str) -> Shift | str:
    """How an anchor's spans stand in a version of its report, or in words why they do not."""
    if anchor.version == version:
        return Shift(text, text)
    quote = anchor.seen["quote"]
    words = anchor.text[quote["start"] : quote["stop"]]
    times = text.count(words) if words else 0
    if times != 1:
        return (
            f"its sentence stands {times} times in the report as it is now" if times else "its sentence is not in the report as it is now"
        )
    return Shift(anchor.text, text, text.index(words) - quote["start"])


def nearest(text: str, words: str, near: int) -> int:
    """Where words begin that stand nearest to a place; -1 where they do not stand at all, or are none."""
    if not words:
        return -1
    before, after = text.rfind(words, 0, max(near, 0) + len(words)), text.find(words, max(near, 0))
    return min((at for at in (before, after) if at >= 0), key=lambda at: abs(at - near), default=-1)
