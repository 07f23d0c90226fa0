"""The bytes of an archive as its parser takes them, with where in the file each of them lies.

A gzipped WARC file is made of gzip members, as a rule one a record, so a record is found again by where its member begins:
``231``, or ``231+4096`` for one that begins so many unpacked bytes further on. In a plain file it is the offset itself.

Nothing is raised while bytes are taken, since the parser does not expect it: what breaks off ends there, and says so in ``broken``.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import deque

from dateline.reading.opening import BREAKS, GZIP, BlownUpError, watch_size

_CHUNK = 2**16
_PLACE = re.compile(r"(\d{1,18})(?:\+(\d{1,18}))?")


class Plain:
    """The bytes of a file that is not packed.

    Attributes:
        broken: what ended them too early; ``None`` if nothing did.
    """

    def __init__(self, stream: io.BufferedReader, begin: int = 0) -> None:
        """``begin``: the offset of the first byte that is given."""
        self.broken: Exception | None = None
        self._stream, self._at = stream, begin
        if begin:
            try:
                stream.seek(begin)
            except OSError as error:
                self.broken = error

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size`` of them; none at the end."""
        if self.broken:
            return b""
        try:
            data = self._stream.read1(size if size > 0 else _CHUNK)
        except BREAKS as error:
            self.broken = error
            return b""
        self._at += len(data)
        return data

    def tell(self) -> int:
        """The position after the bytes given, as the parser counts."""
        return self._at

    def place(self, position: int) -> str:
        """Where in the file a position lies."""
        return str(position)

    def beyond(self) -> str:
        """Empty, as there are no members."""
        return ""


class Members:
    """The unpacked bytes of a gzip file. Positions count from the first byte of the member that reading began with.

    Attributes:
        broken: what ended them too early; ``None`` if nothing did.
    """

    def __init__(self, stream: io.BufferedReader, begin: int = 0, within: int = 0) -> None:
        """``begin``: the offset of a member; ``within``: how many of its unpacked bytes are skipped."""
        self._packed = Plain(stream, begin)
        self.broken: Exception | None = None
        self._member = begin
        self._rest = b""  # packed, and not unpacked yet
        self._inflate = zlib.decompressobj(wbits=31)
        self._fresh = True  # nothing of the member at hand was read
        self._at = 0
        self._starts: deque[tuple[int, int]] = deque([(0, begin)])
        while self._at < within and self.read(within - self._at):
            pass

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size`` of them; none at the end."""
        while not self.broken:
            if self._inflate.eof:
                self._next_member()
            packed = self._rest or self._packed.read(_CHUNK)
            if not packed and (self._fresh or self._packed.broken):
                self.broken = self._packed.broken
                return b""
            try:
                data = self._inflate.decompress(packed, size if size > 0 else _CHUNK)
                watch_size(self._at + len(data) - self._starts[-1][0], self._packed.tell() - self._member)
            except (zlib.error, BlownUpError) as error:
                self.broken = error
                return b""
            self._fresh, self._rest = False, self._inflate.unconsumed_tail
            self._at += len(data)
            if data:
                return data
            if not packed and not self._inflate.eof:
                self.broken = EOFError()
        return b""

    def tell(self) -> int:
        """The position after the bytes given, as the parser counts."""
        return self._at

    def place(self, position: int) -> str:
        """Where in the file a position lies. They are asked for in rising order: what lies before one is forgotten."""
        while len(self._starts) > 1 and self._starts[1][0] <= position:
            self._starts.popleft()
        start, member = self._starts[0]
        return f"{member}+{position - start}" if position > start else str(member)

    def beyond(self) -> str:
        """The place of the member at hand if it begins after the one of the place told last; else empty."""
        return str(self._member) if self._member > self._starts[0][1] else ""

    def _next_member(self) -> None:
        self._rest = self._inflate.unused_data.lstrip(b"\0")  # some writers pad members with zeros
        while not self._rest and (packed := self._packed.read(_CHUNK)):
            self._rest = packed.lstrip(b"\0")
        self._member = self._packed.tell() - len(self._rest)
        self._starts.append((self._at, self._member))
        self._inflate, self._fresh = zlib.decompressobj(wbits=31), True


def members_of(stream: io.BufferedReader, start: str = "") -> Plain | Members:
    """The bytes of an archive, unpacked if they are gzipped, from its beginning or from a place in it.

    Raises:
        ValueError: if there is no such place.
    """
    told = _PLACE.fullmatch(start or "0")
    if told is None:
        raise ValueError(f"no place in an archive: {start!r}")
    if stream.peek(2)[:2] == GZIP:
        return Members(stream, int(told[1]), int(told[2] or 0))
    return Plain(stream, int(told[1]) + int(told[2] or 0))
