"""Files and standard input as byte streams, unpacked where they are gzipped."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from dateline.errors import ReportError

STDIN = "-"
GZIP = b"\x1f\x8b"

# What reading may raise once a stream is open; see :func:`broken_stream`.
BREAKS = (OSError, EOFError, zlib.error)


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
            with gzip.GzipFile(fileobj=packed) as inner, io.BufferedReader(cast(io.RawIOBase, inner)) as outer:
                yield cast(io.BufferedReader, outer)
        else:
            yield packed


def broken_stream(where: str, error: Exception) -> ReportError:
    """The error to report when opening fails or reading breaks off: no such file, a truncated archive, a failing disk."""
    if isinstance(error, EOFError):
        return ReportError(where, "the gzip data break off here", "the file is truncated; fetch it again")
    if isinstance(error, (zlib.error, gzip.BadGzipFile)):
        return ReportError(where, f"damaged gzip data: {error}", "fetch the file again")
    if isinstance(error, FileNotFoundError):
        return ReportError(where, "no such file or folder", "check the path")
    return ReportError(where, f"cannot be read: {getattr(error, 'strerror', None) or error}", "check the file and its permissions")


def name_of(source: str) -> str:
    """A source as messages name it."""
    return "standard input" if source == STDIN else source
