"""Files and standard input as byte streams, unpacked where they are gzipped."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from dateline.errors import ReportError

STDIN = "-"
GZIP = b"\x1f\x8b"

# How many times their own size gzip data may unpack to, and what is let pass anyway. Text packs to a quarter or a tenth; nothing but
# bytes repeated without end packs to less than the two hundredth part, and would be read for hours.
_TIMES, _FREE = 200, 16 * 2**20


class BlownUpError(Exception):
    """Gzip data unpack to more than any text does."""


# What reading may raise once a stream is open; see :func:`broken_stream`.
BREAKS = (OSError, EOFError, zlib.error, BlownUpError)


def open_file(path: str) -> io.BufferedReader:
    """A file; the position of its ``raw`` tells how far it was read.

    Raises:
        ReportError: if it cannot be opened.
    """
    try:
        return open(path, "rb")  # the caller closes it
    except OSError as error:
        raise broken_stream(path, error) from error


def standard_input() -> IO[bytes]:
    """The standard input, as bytes.

    Raises:
        ReportError: if the process was started without one.
    """
    if sys.stdin is None:
        raise ReportError(name_of(STDIN), "closed", "pipe something into it, or name a file")
    return sys.stdin.buffer


@contextmanager
def buffered(stream: IO[bytes]) -> Iterator[io.BufferedReader]:
    """The stream with a buffer to peek into. It stays the caller's to close."""
    if isinstance(stream, io.BufferedReader):
        yield stream
        return
    reader = io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        yield cast(io.BufferedReader, reader)
    finally:
        reader.detach()


@contextmanager
def unpacked(stream: IO[bytes]) -> Iterator[io.BufferedReader]:
    """The stream with a buffer to peek into, decompressed if it begins as gzip data do. It stays the caller's to close."""
    with buffered(stream) as packed:
        if packed.peek(2)[:2] == GZIP:
            with io.BufferedReader(_Unpacking(packed)) as outer:
                yield cast(io.BufferedReader, outer)
        else:
            yield packed


def watch_size(unpacked: int, packed: int) -> None:
    """Raise :class:`BlownUpError` if so many bytes must not come out of so few."""
    if unpacked > _FREE + _TIMES * packed:
        raise BlownUpError


class _Unpacking(io.RawIOBase):
    """What gzip data hold, as long as it is not out of all proportion."""

    def __init__(self, packed: io.BufferedReader) -> None:
        self._packed = _Counted(packed)
        self._inner = gzip.GzipFile(fileobj=cast(IO[bytes], self._packed))
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._inner.read1(len(buffer))
        buffer[: len(data)] = data
        self._given += len(data)
        watch_size(self._given, self._packed.count)
        return len(data)


class _Counted:
    """A stream, and how many bytes were read from it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.count = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


def broken_stream(where: str, error: Exception) -> ReportError:
    """The error to report when opening fails or reading breaks off: no such file, a truncated archive, a failing disk."""
    if isinstance(error, EOFError):
        return ReportError(where, "the gzip data break off here", "the file is truncated; fetch it again")
    if isinstance(error, (zlib.error, gzip.BadGzipFile)):
        return ReportError(where, f"damaged gzip data: {error}", "fetch the file again")
    if isinstance(error, BlownUpError):
        return ReportError(
            where, f"gzip data that unpack to more than {_TIMES} times their size", "unpack the file if you trust it, and give that"
        )
    if isinstance(error, FileNotFoundError):
        return ReportError(where, "no such file or folder", "check the path")
    return ReportError(where, f"cannot be read: {getattr(error, 'strerror', None) or error}", "check the file and its permissions")


def name_of(source: str) -> str:
    """A source as messages name it."""
    return "standard input" if source == STDIN else source
