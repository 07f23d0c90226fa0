"""Bodies of HTTP responses: what servers and crawlers do to a page, and how it is undone."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import ReportError
from dateline.reading.bodies import BODY_LIMIT, page_of

PAGE = b"<!DOCTYPE html><html><body>" + b"".join(b"<p>Paragraph %d of a page.</p>" % n for n in range(40)) + b"</body></html>"


def chunked(body: bytes, size: int = 100) -> bytes:
    chunks = [body[n : n + size] for n in range(0, len(body), size)]
    return b"".join(b"%x;note\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


def bare(body: bytes) -> bytes:
    deflate = zlib.compressobj(wbits=-15)
    return deflate.compress(body) + deflate.flush()


@pytest.mark.parametrize(
    ("body", "transfer", "content"),
    [
        pytest.param(PAGE, "", "", id="as it is"),
        pytest.param(PAGE, "identity", "UTF-8", id="no codings"),
        pytest.param(chunked(PAGE), "chunked", "", id="chunked"),
        pytest.param(chunked(PAGE).replace(b"\r\n", b"\n"), "chunked", "", id="chunked, bare line ends"),
        pytest.param(chunked(PAGE)[:-2] + b"Expires: 0\r\n\r\n", "Chunked", "", id="chunked, headers after"),
        pytest.param(gzip.compress(PAGE), "", "gzip", id="gzip"),
        pytest.param(gzip.compress(PAGE), "", "X-GZIP", id="x-gzip"),
        pytest.param(zlib.compress(PAGE), "", "deflate", id="deflate"),
        pytest.param(bare(PAGE), "", "deflate", id="deflate without its frame"),
        pytest.param(brotli.compress(PAGE), "", "br", id="brotli"),
        pytest.param(chunked(gzip.compress(PAGE)), "chunked", "gzip", id="gzip in chunks"),
        pytest.param(chunked(gzip.compress(PAGE)), "gzip, chunked", "", id="gzip on the way"),
        pytest.param(brotli.compress(gzip.compress(PAGE)), "", "gzip, br", id="twice"),
    ],
)
def test_a_body_is_undone(body: bytes, transfer: str, content: str) -> None:
    assert page_of(body, transfer, content, "a") == PAGE


@pytest.mark.parametrize("coding", ["chunked", "gzip", "deflate", "br"])
@pytest.mark.parametrize("page", [PAGE, b"\xef\xbb\xbf\r\n " + PAGE], ids=["page", "after a mark and blanks"])
def test_a_page_that_was_undone_before_it_was_archived(coding: str, page: bytes) -> None:
    assert page_of(page, "chunked" if coding == "chunked" else "", coding, "a") == page


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        pytest.param(chunked(PAGE)[:-5], "chunked", id="chunks without an end"),
        pytest.param(chunked(PAGE)[:250], "chunked", id="half a chunk"),
        pytest.param(chunked(PAGE).replace(b"\r\n64;", b"\r\nxx;", 1), "chunked", id="no size"),
        pytest.param(gzip.compress(PAGE)[:-4], "gzip", id="cut gzip"),
        pytest.param(gzip.compress(PAGE)[:-8] + bytes(8), "gzip", id="wrong sum"),
        pytest.param(zlib.compress(PAGE)[:-20], "deflate", id="cut deflate"),
        pytest.param(b"\x07" + bare(PAGE), "deflate", id="no deflate"),
        pytest.param(brotli.compress(PAGE)[:-20], "br", id="cut brotli"),
    ],
)
def test_a_broken_body(body: bytes, coding: str) -> None:
    with pytest.raises(ReportError, match="breaks off or is damaged"):
        page_of(body, coding, "", "a")


@pytest.mark.parametrize(("pack", "coding"), [(gzip.compress, "gzip"), (zlib.compress, "deflate"), (brotli.compress, "br")])
def test_a_page_may_not_grow_beyond_the_limit(pack: Callable[[bytes], bytes], coding: str) -> None:
    assert len(page_of(pack(bytes(BODY_LIMIT)), "", coding, "a")) == BODY_LIMIT
    with pytest.raises(ReportError, match="larger than 20 MiB"):
        page_of(pack(bytes(BODY_LIMIT + 1)), "", coding, "a")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    body=st.binary(max_size=300),
    begin=st.sampled_from(
        [b"", b"<html>", b"5\r\n", b"5\r\nabcde\r\n", gzip.compress(PAGE)[:200], brotli.compress(PAGE)[:50], b"\x78\x9c"]
    ),
    transfer=st.sampled_from(["", "chunked", "gzip, chunked"]),
    content=st.sampled_from(["", "gzip", "br", "deflate", "gzip, deflate, br"]),
)
def test_any_body_is_a_page_or_an_error(body: bytes, begin: bytes, transfer: str, content: str) -> None:
    try:
        page_of(begin + body, transfer, content, "a")
    except ReportError as error:
        assert error.remedy
