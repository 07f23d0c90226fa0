"""Lines that can be taken back: a quote that is not closed must not cost the rows that it seems to hold."""

from __future__ import annotations

from collections import deque
from typing import TextIO

from dateline.errors import ReportError
from dateline.reading.opening import BREAKS, broken_stream

ROW_LIMIT = 8 * 2**20  # characters; no report that may be coded needs more

# How much is read again at most, beside what was read at all: a file that was made to be read again and again must end too.
_TIMES, _FREE = 4, 2**20


class TooLongError(Exception):
    """The row at hand is longer than any report."""


class Lines:
    """The lines of a text, each with its end, as an iterator that can go back to the second line of the row at hand.

    Attributes:
        number: of the line given last.
    """

    def __init__(self, text: TextIO) -> None:
        self.number = 0
        self._text = text
        self._row: list[str] = []
        self._length = 0
        self._waiting: deque[str] = deque()
        self._read = self._read_again = 0
        self._broken: Exception | None = None

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        """The next line.

        Raises:
            TooLongError: if the row becomes longer than may be; the line counts as read.
        """
        line = self._waiting.popleft() if self._waiting else self._fresh()
        if not line:
            raise StopIteration
        self.number += 1
        self._row.append(line)
        self._length += len(line)
        if self._length > ROW_LIMIT:
            raise TooLongError(f"longer than {ROW_LIMIT // 2**20} MiB")
        return line

    def begin(self) -> None:
        """A row begins with the next line."""
        self._row, self._length = [], 0

    def again(self) -> None:
        """Go back to the second line of the row at hand, unless too much has been read again already."""
        lines = self._row[1:]
        size = self._length - len(self._row[0]) if self._row else 0
        if self._read_again + size <= _TIMES * self._read + _FREE:
            self._waiting.extendleft(reversed(lines))
            self.number -= len(lines)
            self._read_again += size

    def sample(self, size: int) -> list[str]:
        """The first lines, of about ``size`` characters; they are given again."""
        length = 0
        while length < size and (line := self._fresh()):
            self._waiting.append(line)
            length += len(line)
        return list(self._waiting)

    def failure(self, where: str) -> ReportError | None:
        """Why the lines ended too early; ``None`` if they did not."""
        if isinstance(self._broken, UnicodeError):
            return ReportError(where, "not in the encoding that its first bytes announce, from here on", "save it as UTF-8")
        return broken_stream(where, self._broken) if self._broken else None

    def _fresh(self) -> str:
        """The next line of the text, cut where it is longer than a row may be; empty at the end."""
        if self._broken:
            return ""
        try:
            line = part = self._text.readline(ROW_LIMIT + 1)
            while len(part) > ROW_LIMIT and not part.endswith(("\n", "\r")):
                part = self._text.readline(ROW_LIMIT + 1)
        except (*BREAKS, UnicodeError) as error:
            self._broken = error
            return ""
        self._read += len(line)
        return line
