"""Small files of every kind that Dateline reads, whole and as they should be: what :mod:`malformed` damages."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
import zlib
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from random import Random

import duckdb

SENTENCES = (
    "Norway recalled its ambassador from Belarus on Tuesday, two days after an aircraft was forced to land in Minsk.",
    "Belarus rejected the demand and said that it would not yield to pressure from abroad.",
    "The foreign ministers of Kenya and Somalia met in Nairobi to discuss the border – and “nothing else”.",
    "France condemned Iran's missile test; its president, Emmanuel Macron, called for talks at the UN.",
    "Police in São Paulo used tear gas against protesters on 4 February 2022, killing none.",
    "Japan's cabinet approved $1,250,000,000 in aid for Ukraine, Prime Minister Kishida said.",
)
DAYS = ("2022-02-04", "2021-05-26T08:30:00+02:00", "Tue, 25 May 2021 23:30:00 -0500", "20220204", "")


def story(chance: Random) -> list[str]:
    """Some paragraphs."""
    return chance.choices(SENTENCES, k=chance.randint(1, 5))


def paragraphs(text: list[str]) -> str:
    """As HTML has them."""
    return "".join(f"<p>{one}</p>" for one in text)


def rss(chance: Random) -> bytes:
    items = "".join(
        f"<item><title>{escape(text[0][:40])}</title><link>https://example.org/{n}</link><guid isPermaLink='false'>n-{n}</guid>"
        f"<pubDate>{chance.choice(DAYS)}</pubDate><description>{escape(text[0])}</description>"
        f"<content:encoded><![CDATA[{paragraphs(text)}]]></content:encoded></item>"
        for n, text in enumerate(story(chance) for _ in range(chance.randint(1, 4)))
    )
    if chance.random() < 0.3:
        return (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel rdf:about="https://example.org/"><title>Post</title></channel>'
            f"{items}</rdf:RDF>"
        ).encode()
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Daily &amp; Sunday Post</title><link>https://example.org/</link>{items}</channel></rss>"
    ).encode()


def atom(chance: Random) -> bytes:
    entries = "".join(
        f"<entry><title>{escape(text[0][:40])}</title><id>tag:example.org,2021:{n}</id><link href='https://example.org/{n}'/>"
        f"<updated>{chance.choice(DAYS)}</updated><summary>{escape(text[0])}</summary>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{paragraphs(text)}</div></content></entry>"
        for n, text in enumerate(story(chance) for _ in range(chance.randint(1, 4)))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/">'
        f'<title type="html">Post &amp;amp; Mail</title><id>urn:f</id>{entries}</feed>'
    ).encode()


def html(chance: Random) -> bytes:
    text = story(chance)
    linked = json.dumps(
        {"@type": "NewsArticle", "headline": text[0][:40], "datePublished": chance.choice(DAYS), "publisher": {"name": "Post"}}
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{text[0][:40]}</title>
<meta property="og:site_name" content="The Daily Post"><meta property="article:published_time" content="{chance.choice(DAYS)}">
<link rel="canonical" href="https://example.org/2021/05/26/a"><script type="application/ld+json">{linked}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav><article><h1>{text[0][:40]}</h1>
<time datetime="{chance.choice(DAYS)}">25 May 2021</time>{paragraphs(text)}
<table><tr><td>1</td><td>2</td></tr></table><blockquote>{text[0]}</blockquote></article>
<footer>&copy; 2021 Post</footer></body></html>""".encode()


def record(block: bytes, kind: str, content: str, url: str) -> bytes:
    """A WARC record."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:6c9d7a8e-0000-4000-8000-000000000000>\r\n"
    head += f"WARC-Date: 2021-05-27T10:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def response(page: bytes, chance: Random) -> bytes:
    """An HTTP response, packed in one of the ways that servers pack them."""
    packed = chance.choice((b"", b"", b"gzip", b"deflate", b"chunked"))
    body = gzip.compress(page, mtime=0) if packed == b"gzip" else zlib.compress(page) if packed == b"deflate" else page
    if packed == b"chunked":
        half = len(body) // 2
        body = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (half, body[:half], len(body) - half, body[half:])
    header = b"Transfer-Encoding: chunked\r\n" if packed == b"chunked" else b"Content-Encoding: %s\r\n" % packed if packed else b""
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + header + b"\r\n" + body


def records(chance: Random) -> list[bytes]:
    """The records of a small archive."""
    made = [record(b"software: a crawler\r\n", "warcinfo", "application/warc-fields", "news.warc")]
    for n in range(chance.randint(1, 3)):
        url = f"https://example.org/{n}"
        made.append(record(b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request", url))
        made.append(record(response(html(chance), chance), "response", "application/http; msgtype=response", url))
    return made


def warc(chance: Random) -> bytes:
    return b"".join(records(chance))


def table(chance: Random) -> list[dict[str, str]]:
    """The rows of a table of reports."""
    return [
        {"id": str(n), "published": chance.choice(("2022-02-04", "")), "source": "Post", "title": text[0][:40],
         "url": f"https://example.org/{n}", "text": "\n\n".join(text)}
        for n, text in enumerate(story(chance) for _ in range(chance.randint(1, 6)))
    ]  # fmt: skip


def separated(chance: Random) -> bytes:
    rows, out = table(chance), io.StringIO()
    writer = csv.DictWriter(
        out, list(rows[0]), delimiter=chance.choice(",,;\t|"), quoting=chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    )
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def lines(chance: Random) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=chance.random() < 0.5) + "\n" for row in table(chance)).encode()


_COLUMNS = (
    "i AS id, 'story ' || i || ' é' AS text, DATE '2022-02-04' AS date",
    "i AS id, md5(i::VARCHAR)::BLOB AS text, [1, i] AS numbers, {'a': i, 'b': 'x'} AS nested, 1.5::DECIMAL(38, 4) AS decimal",
    "CASE WHEN i % 3 = 0 THEN NULL ELSE 'the same words' END AS text, 20220204 AS published, 'x' AS \"Text\"",
    "'x' AS text, TIMESTAMPTZ '2022-02-04 08:30:00+09' AS date, MAP {'k': [i]} AS map, i % 2 = 0 AS odd, 'a'::ENUM ('a') AS enum",
)


@cache
def tables() -> tuple[bytes, ...]:
    """Parquet files of all compressions, with several groups of rows."""
    made = []
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(":memory:") as base:
        for columns in _COLUMNS:
            for compression in ("snappy", "zstd", "gzip", "uncompressed", "lz4_raw"):
                for rows, version in ((300, "V1"), (5000, "V2"), (0, "V1")):
                    path = Path(folder) / "a.parquet"
                    options = f"FORMAT parquet, COMPRESSION {compression}, ROW_GROUP_SIZE 2048, PARQUET_VERSION {version}"
                    base.execute(f"COPY (SELECT {columns} FROM range({rows}) r(i)) TO '{path}' ({options})")
                    made.append(path.read_bytes())
    return tuple(made)


def parquet(chance: Random) -> bytes:
    return chance.choice(tables())


SEEDS: dict[str, Callable[[Random], bytes]] = {
    "rss": rss, "atom": atom, "html": html, "warc": warc, "warc.gz": warc, "parquet": parquet, "csv": separated, "jsonl": lines,
}  # fmt: skip
"""What makes a file of each kind; the kinds are suffixes."""
