"""Web archives (WARC, as Common Crawl News is kept) to reports: every page that was fetched well is one.

Requests, pictures, redirects, errors and revisits are passed over. One record is held in memory at a time, and taken apart when it is asked
for what it says.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import quote

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading.bodies import BODY_LIMIT, TOO_LARGE, page_of
from dateline.reading.members import members_of
from dateline.reading.opening import broken_stream
from dateline.reading.pages import looks_like_page, read_page
from dateline.reading.reports import as_report
from dateline.reading.unread import Unread, digest_of

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

WARC = b"WARC/"
_HEAD_LIMIT = 2**16  # bytes of HTTP headers
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\S+[ \t]+(\d{3})\b")
_HEADER = re.compile(rb"^([!-9;-~]+)[ \t]*:(.*)", re.M)
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I | re.A)


def read_archive(
    stream: io.BufferedReader, where: str, published: date | None = None, start: str = ""
) -> Iterator[tuple[str, Unread | ReportError]]:
    """The pages of a WARC file, each with its place, ``file@offset``; a page without an article is an error once it is read.

    A report has its URL for identifier. A broken archive gives what precedes the break, then one error.

    Args:
        stream: the file from its first byte on, gzipped or not.
        where: how the user named it.
        published: the publication date of pages that do not give theirs.
        start: the offset of the record to begin with, as a place tells it; needs a stream that can seek.

    Raises:
        ValueError: if ``start`` is no offset.
    """
    from fastwarc.warc import ArchiveIterator

    data = members_of(stream, start)
    records = ArchiveIterator(cast(BinaryIO, data), parse_http=False, stream_detect=False)
    place = f"{where}@{start or 0}"
    read = pages = 0
    fault = ""
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            read += 1
            place = f"{where}@{data.place(record.stream_pos)}"
            page = _page(record)
        except EOFError as error:
            fault = str(error)
            break
        except OSError:
            fault = "what follows this record is none" if read else "no WARC record begins here"
            break
        if page is not None:
            pages += 1
            yield place, Unread(page.digest(published), partial(_report, page, f"{place} {page.url}", published))
    if data.broken:
        place = f"{where}@{data.beyond()}" if data.beyond() else place
        yield place, broken_stream(place, data.broken)
    elif fault:
        yield place, ReportError(place, fault, "the file is truncated or damaged; fetch it again")
    elif not pages:
        yield where, ReportError(where, "no pages in the archive" if read else "empty", "looked for HTTP responses with HTML pages")


@dataclass(frozen=True, slots=True)
class _Fetched:
    """A page as it was sent, with its address and the headers of the response by their names in small letters."""

    url: str
    headers: dict[str, str]
    body: bytes

    def digest(self, published: date | None) -> str:
        """Of all that its report rests on."""
        sent = (self.headers.get(name, "") for name in ("content-type", "transfer-encoding", "content-encoding"))
        return digest_of("archive", self.url, *sent, self.body, str(published or ""))


def _page(record: WarcRecord) -> _Fetched | None:
    """The page of a record; ``None`` if the record is passed over.

    Raises:
        EOFError: if the record is cut off or damaged; says where.
    """
    from fastwarc.warc import WarcRecordType

    length = record.content_length
    if (record.headers.get_bytes(b"Content-Length") or b"").strip() != str(length).encode():
        raise EOFError("the head of this record is damaged or breaks off")
    head = record.reader.read(_HEAD_LIMIT) if record.record_type == WarcRecordType.response and record.is_http else b""
    headers, body = _split(head)
    wanted = _is_page(headers, body)
    rest = record.reader.read(BODY_LIMIT + 1) if wanted else b""
    if len(head) + len(rest) + record.consume() != length:
        raise EOFError("the archive breaks off in this record")
    return _Fetched(_url(record), headers, body + rest) if wanted else None


def _report(page: _Fetched, where: str, published: date | None) -> Report:
    if len(page.body) > BODY_LIMIT:
        raise ReportError(where, *TOO_LARGE)
    headers = page.headers
    data = page_of(page.body, headers.get("transfer-encoding", ""), headers.get("content-encoding", ""), where)
    charset = _CHARSET.search(headers.get("content-type", ""))
    try:
        article = read_page(data, where, charset[1] if charset else "", page.url)
    except ReportError as error:
        raise ReportError(where, error.fault, "if it holds an article, give its text as a line of JSON") from error
    known = {"source": article.source, "title": article.title, "url": page.url}
    return as_report(article.text, article.published, fallback=published, identifier=page.url, where=where, **known)


def _split(head: bytes) -> tuple[dict[str, str], bytes]:
    """The headers of an HTTP response by their names in small letters, its status as ``:status``, and what it has of the body."""
    end = _HEAD_END.search(head)
    lines = head[: end.start()] if end else head
    headers = {name.decode("latin-1").lower(): value.decode("latin-1").strip() for name, value in _HEADER.findall(lines)}
    if status := _STATUS.match(lines):
        headers[":status"] = status[1].decode("ascii")
    return headers, head[end.end() :] if end else b""


def _is_page(headers: dict[str, str], body: bytes) -> bool:
    if headers.get(":status") != "200":
        return False
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in _PAGES or (not kind and looks_like_page(body))


def _url(record: WarcRecord) -> str:
    """The address that was fetched; what would break a line is escaped."""
    url = (record.headers.get_bytes(b"WARC-Target-URI") or b"").decode("utf-8", "replace").strip()
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]", lambda found: quote(found[0]), url.removeprefix("<").removesuffix(">"))
