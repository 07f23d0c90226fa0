"""Web archives: which records are pages, how their bodies are read, and what is said of archives that break off."""

from __future__ import annotations

import gzip
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ReportError
from dateline.model import Report
from dateline.reading.archives import read_archive
from dateline.reading.unread import Unread, opened

from .findings import Placed, check, damaged, flips, fuzz

STORY = "Norway recalled its ambassador from Belarus on Tuesday, two days after a passenger aircraft was forced to land in Minsk."
MORE = "Belarus rejected the demand. A spokesman for its foreign ministry said that the country would not yield to pressure."
PAGE = f"""<!DOCTYPE html><html><head><title>Norway recalls envoy</title>
<meta property="og:site_name" content="The Daily Post"><meta property="article:published_time" content="2021-05-26T08:30:00+02:00">
</head><body><article><h1>Norway recalls envoy</h1><p>{STORY}</p><p>{MORE}</p></article></body></html>""".encode()
URL = "https://example.org/norway"


def http(body: bytes = PAGE, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    """An HTTP response; an underscore in a header's name is a hyphen."""
    given = {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in given.items() if value), "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def record(block: bytes, kind: str = "response", content: str = "application/http; msgtype=response", url: str = URL) -> bytes:
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:6c9d7a8e-0000-4000-8000-000000000000>",
        "WARC-Date: 2021-05-27T10:00:00Z",
        f"WARC-Target-URI: {url}",
        f"Content-Type: {content}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + block + b"\r\n\r\n"


INFO = record(b"software: a crawler\r\n", "warcinfo", "application/warc-fields", "news.warc.gz")
PAGES = [record(http(), url=f"https://example.org/{n}") for n in range(3)]
RECORDS = [INFO, PAGES[0], record(b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request"), *PAGES[1:]]

# The forms in which an archive may be packed.
FORMS = {
    "plain": b"".join(RECORDS),
    "a member a record": b"".join(map(gzip.compress, RECORDS)),
    "one member": gzip.compress(b"".join(RECORDS)),
    "members that hold several records, and zeros between": b"\0\0\0".join(
        map(gzip.compress, (b"".join(RECORDS[:2]), b"".join(RECORDS[2:])))
    ),
}
forms = pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)


def read(data: bytes, published: date | None = None, start: str = "") -> Placed:
    return [(place, opened(one)) for place, one in read_archive(io.BufferedReader(io.BytesIO(data)), "news.warc", published, start)]


def told(found: Placed) -> list[str]:
    """The URL of each report, the place and fault of each error."""
    return [f"{one.where}: {one.fault}" if isinstance(one, ReportError) else one.url for _, one in found]


@forms
def test_every_page_is_a_report(data: bytes) -> None:
    assert told(read(data)) == [f"https://example.org/{n}" for n in range(3)]


def test_what_a_page_tells() -> None:
    (_, found), *_ = read(record(http()))
    assert found == Report(URL, f"{STORY}\n\n{MORE}", date(2021, 5, 26), "The Daily Post", "Norway recalls envoy", URL)


@pytest.mark.parametrize(
    ("url", "published", "day"),
    [("https://example.org/2021/05/26/norway", None, date(2021, 5, 26)), (URL, date(2020, 1, 1), date(2020, 1, 1)), (URL, None, None)],
    ids=["of its address", "of the user", "of none"],
)
def test_the_day_of_a_page_that_gives_none(url: str, published: date | None, day: date | None) -> None:
    data = record(http(PAGE.replace(b"2021-05-26T08:30:00+02:00", b"")), url=url)
    assert [one.published for _, one in read(data, published) if isinstance(one, Report)] == [day]


def test_a_page_is_known_by_its_bytes_and_by_the_day_that_the_user_gives() -> None:
    def digests(data: bytes, published: date | None = None) -> list[str]:
        return [one.digest for _, one in read_archive(io.BufferedReader(io.BytesIO(data)), "a", published) if isinstance(one, Unread)]

    assert digests(FORMS["plain"]) == digests(FORMS["one member"])
    assert len({*digests(FORMS["plain"]), *digests(FORMS["plain"], date(2020, 1, 1))}) == 6
    assert digests(record(http())) != digests(record(http(PAGE + b" ")))


@forms
def test_reading_is_taken_up_at_any_place(data: bytes) -> None:
    whole = read(data)
    for n, (place, _) in enumerate(whole):
        assert read(data, start=place.partition("@")[2]) == whole[n:]


def test_the_place_is_where_the_record_begins() -> None:
    data = FORMS["a member a record"]
    for n, (place, _) in enumerate(read(data)):
        assert gzip.decompress(data[int(place.partition("@")[2]) :]).startswith(PAGES[n])


@pytest.mark.parametrize("start", ["x", "-1", "1+", "1.5"])
def test_no_such_place(start: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        read(FORMS["plain"], start=start)


@pytest.mark.parametrize(
    "passed",
    [
        pytest.param(record(b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request"), id="request"),
        pytest.param(record(http(), "revisit"), id="revisit"),
        pytest.param(record(PAGE, "resource", "text/html"), id="resource"),
        pytest.param(record(STORY.encode(), "conversion", "text/plain"), id="text of a page"),
        pytest.param(record(b"20210527100000\nexample.org", "response", "text/dns"), id="look-up of a name"),
        pytest.param(record(http(status="301 Moved Permanently")), id="redirect"),
        pytest.param(record(http(status="404 Not Found")), id="error"),
        pytest.param(record(http(b"\xff\xd8\xff\xe0", kind="image/jpeg")), id="picture"),
        pytest.param(record(http(b"{}", kind="application/json")), id="data"),
        pytest.param(record(http(STORY.encode(), kind="")), id="no page, and no type"),
        pytest.param(record(b""), id="nothing"),
        pytest.param(record(http(b"x" * 30 * 2**20, kind="video/mp4")), id="film"),
    ],
)
def test_passed_over(passed: bytes) -> None:
    assert told(read(passed + record(http()))) == [URL]


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(http(kind="text/html"), id="no charset"),
        pytest.param(http(kind="application/xhtml+xml"), id="XHTML"),
        pytest.param(http(kind="TEXT/HTML;Charset=UTF-8"), id="capitals"),
        pytest.param(http(kind=""), id="no type"),
        pytest.param(http().replace(b"\r\n", b"\n"), id="bare line ends"),
        pytest.param(http(cookie="x" * 70_000), id="long headers"),
        pytest.param(http(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), transfer_encoding="chunked"), id="chunked"),
        pytest.param(http(gzip.compress(PAGE), content_encoding="gzip"), id="gzip"),
        pytest.param(http(content_encoding="gzip"), id="unpacked before"),
    ],
)
def test_responses_that_are_pages(block: bytes) -> None:
    assert told(read(record(block))) == [URL]


@pytest.mark.parametrize(
    ("charset", "encoding", "name"),
    [
        ("", "utf-8", "“Săreide”"),
        ("koi8-r", "utf-8", "“Săreide”"),
        ("iso-8859-1", "cp1252", "“Šreide”"),
        ("windows-1250", "cp1250", "“Săreide”"),
        ("nonsense", "cp1252", "“Søreide”"),
        ("undefined", "cp1252", "“Søreide”"),
    ],
)
def test_the_charset_of_the_response(charset: str, encoding: str, name: str) -> None:
    page = PAGE.decode().replace("A spokesman", name).encode(encoding)
    (_, found), *_ = read(record(http(page, kind=f"text/html; charset={charset}")))
    assert isinstance(found, Report)
    assert name in found.text


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        pytest.param(http(b""), "no article found in the page", id="nothing"),
        pytest.param(http(b"<html><body></body></html>"), "no article found in the page", id="no article"),
        pytest.param(http(b"\x89PNG\r\n"), "a picture, not text", id="picture"),
        pytest.param(http(b"GIF89a\0\1\0"), "binary, not text in UTF-8", id="binary"),
        pytest.param(
            http(gzip.compress(PAGE)[:-20], content_encoding="gzip"), "the body of the response breaks off or is damaged", id="cut body"
        ),
        pytest.param(http(b"x" * (20 * 2**20 + 1)), "a page larger than 20 MiB", id="large body"),
        pytest.param(http(gzip.compress(b"x" * (20 * 2**20 + 1)), content_encoding="gzip"), "a page larger than 20 MiB", id="large page"),
    ],
)
def test_a_page_that_cannot_be_read_is_named_and_the_next_is_read(block: bytes, fault: str) -> None:
    first, second = read(record(block) + PAGES[0])
    assert told([first, second]) == [f"news.warc@0 {URL}: {fault}", "https://example.org/0"]
    assert isinstance(first[1], ReportError)
    assert first[1].remedy


@pytest.mark.parametrize(("given", "url"), [(f"<{URL}>", URL), ("https://example.org/a b\x85c", "https://example.org/a%20b%C2%85c")])
def test_addresses(given: str, url: str) -> None:
    assert told(read(record(http(), url=given))) == [url]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "news.warc: empty"),
        (gzip.compress(b""), "news.warc: empty"),
        (INFO, "news.warc: no pages in the archive"),
        (b"Not an archive.\n" * 9, "news.warc@0: no WARC record begins here"),
        (gzip.compress(b"Not an archive.\n" * 9), "news.warc@0: no WARC record begins here"),
        (INFO + b"Not a record.\r\n\r\n", "news.warc@0: what follows this record is none"),
        (INFO.replace(b"Content-Length: 21", b"Content-Length: x"), "news.warc@0: the head of this record is damaged or breaks off"),
        (
            INFO.replace(b"Content-Length: 21", b"Content-Length: " + b"9" * 30),
            "news.warc@0: the head of this record is damaged or breaks off",
        ),
        (INFO[:100], "news.warc@0: the head of this record is damaged or breaks off"),
        (INFO[:-10], "news.warc@0: the archive breaks off in this record"),
        (gzip.compress(INFO)[:-9], "news.warc@0: the gzip data break off here"),
        (
            gzip.compress(INFO) + b"junk",
            f"news.warc@{len(gzip.compress(INFO))}: damaged gzip data: Error -3 while decompressing data: incorrect header check",
        ),
    ],
)
def test_archives_that_hold_nothing(data: bytes, expected: str) -> None:
    assert told(read(data)) == [expected]


@forms
@pytest.mark.parametrize("share", [n / 23 for n in range(1, 23)])
def test_a_cut_off_archive_gives_what_precedes_the_cut_then_one_error(data: bytes, share: float) -> None:
    *pages, (place, error) = read(data[: int(len(data) * share)])
    whole = read(data)
    assert pages == whole[: len(pages)]
    assert isinstance(error, ReportError)
    assert "fetch it again" in error.remedy
    assert read(data, start=place.partition("@")[2]) == whole[len(pages) :]  # once it is whole, reading goes on there


def test_nothing_is_lost_in_silence_wherever_it_is_cut() -> None:
    """Every cut of a plain archive that is not between two records is told; what is short of pages is read fast."""
    records = [
        INFO,
        record(b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request"),
        record(http(status="404 Not Found")),
    ]
    data, ends = b"".join(records), {sum(map(len, records[:n])) for n in range(4)}
    ends |= {end - n for end in ends for n in range(1, 5)}  # the empty lines at the end of a record hold nothing
    for cut in range(1, len(data)):
        (place, found), *rest = read(data[:cut])
        assert isinstance(found, ReportError)
        assert not rest
        assert ("@" in place) == (cut not in ends), cut


class Failing(io.BytesIO):
    """A file on a disk that fails after its first kilobyte."""

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        if self.tell() >= 1024:
            raise OSError(5, "Input/output error")
        return super().readinto(memoryview(buffer)[:1024])


def test_a_disk_that_fails_is_told() -> None:
    *pages, (place, last) = read_archive(io.BufferedReader(Failing(FORMS["plain"])), "news.warc")
    assert told([(place, opened(last))]) == [f"news.warc@{len(INFO)}: cannot be read: Input/output error"]
    assert not pages


@fuzz
@given(data=st.binary(max_size=2000), mark=st.sampled_from([b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08", INFO]))
def test_any_bytes(data: bytes, mark: bytes) -> None:
    check(read(mark + data), "news.warc")


@fuzz
@given(form=st.sampled_from(sorted(FORMS)), cut=st.floats(0, 1), flips=flips)
def test_flipped_bits_and_cuts(form: str, cut: float, flips: list[tuple[float, int]]) -> None:
    check(read(damaged(FORMS[form], flips, cut)), "news.warc")
