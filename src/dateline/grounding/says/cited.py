"""One attribution while a report is read: the words found so far, and the tokens that they hang on."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.language.parser import Sentence, Token
from dateline.model import Span


@dataclass(slots=True)
class Cited:
    """Source, cue and content of one attribution.

    Attributes:
        frame: what the content is to the cue: a frame of the lexicon of speech, or the rule that found it.
        kind: ``speech``, ``stance``, ``evidence`` or ``hearsay``.
        sentence, word: where the cue stands, and its head; ``None`` for what no sentence holds (headlines, signatures).
        heads: head tokens of the source.
    """

    frame: str
    kind: str
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    sentence: Sentence | None = None
    word: Token | None = None
    heads: tuple[Token, ...] = ()

    @property
    def at(self) -> int:
        """Offset of the cue."""
        return self.cue[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return max(span.end for span in (*self.source, *self.cue, *self.content))

    def holds(self, offset: int) -> bool:
        """Whether its content covers a character."""
        return any(span.start <= offset < span.end for span in self.content)
