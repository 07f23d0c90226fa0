"""Bodies of HTTP responses as the page that was sent: chunks joined, gzip, deflate and brotli undone."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable

from dateline.errors import ReportError

BODY_LIMIT = 20 * 2**20  # bytes of a page, as it was sent and as it is unpacked
TOO_LARGE = (f"a page larger than {BODY_LIMIT // 2**20} MiB", "give its text as a line of JSON")  # what a ReportError says of it

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_BROKEN = "the body of the response breaks off or is damaged"


def page_of(body: bytes, transfer: str, content: str, where: str) -> bytes:
    """The page in a body.

    Common Crawl and others keep headers as they were sent beside bodies that they have unpacked; so a body that does not unpack and
    begins as a page is one.

    Args:
        body: as it was sent.
        transfer: the header ``Transfer-Encoding``.
        content: the header ``Content-Encoding``; codings that are not known are let be.
        where: for errors.

    Raises:
        ReportError: if the body is broken, or the page too large.
    """
    codings = [coding.strip().lower() for coding in f"{content},{transfer}".split(",")]
    for coding in reversed(codings):
        decode = _DECODERS.get(coding)
        if decode is None:
            continue
        try:
            body = decode(body)
        except (zlib.error, EOFError, OSError) as error:
            if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
                raise ReportError(where, _BROKEN, "fetch the page again") from error
        if len(body) > BODY_LIMIT:
            raise ReportError(where, *TOO_LARGE)
    return body


def _joined(body: bytes) -> bytes:
    """A chunked body as a whole; one that does not begin with a chunk was joined before it was archived."""
    parts: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(body, at):
        size, at = int(chunk[1], 16), chunk.end()
        if size == 0:
            return b"".join(parts)
        if at + size > len(body):
            break
        parts.append(body[at : at + size])
        at += size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    if at == 0:
        return body
    raise EOFError


def _inflated(body: bytes, wbits: int) -> bytes:
    inflate = zlib.decompressobj(wbits)
    data = inflate.decompress(body, BODY_LIMIT + 1)
    if not inflate.eof and len(data) <= BODY_LIMIT:
        raise EOFError
    return data


def _gunzipped(body: bytes) -> bytes:
    return _inflated(body, 31)


def _undeflated(body: bytes) -> bytes:
    """With zlib's frame, as the standard has it, or without, as some servers send it."""
    try:
        return _inflated(body, 15)
    except zlib.error:
        return _inflated(body, -15)


def _unbrotlied(body: bytes) -> bytes:
    from fastwarc.stream_io import BrotliReader

    return BrotliReader(io.BytesIO(body)).read(BODY_LIMIT + 1)


_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "chunked": _joined,
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _undeflated,
    "br": _unbrotlied,
}
