"""A feed's text to its entries, one by one, whatever state the feed is in.

Each entry is cut out of the text and read by itself, so that what is broken in one leaves the others whole, and no more
is in memory than the text and one entry. No document type ever reaches a parser, so entities cannot be defined, let alone
blown up. What feedparser gets to see are a few flat elements, well-formed: it knows what they mean in a dozen versions
of RSS and Atom, and its patience with broken XML, which can cost hours, is never asked for.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.entities import html5
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

ENTRY_LIMIT = 8 * 2**20  # characters; as JSON lines

Found = Mapping[str, Any]

_ATOM = "http://www.w3.org/2005/Atom"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PREFIXES: dict[str | None, str] = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "atom": _ATOM,
    "rdf": _RDF,
}
_MEDIA = "http://search.yahoo.com/mrss"

# Fields of an entry that tell something, and their attributes; feedparser is shown no others.
_FIELDS = frozenset(
    "title link guid id pubdate published issued date updated modified description summary abstract content encoded fullitem body".split()
)
_ATTRIBUTES = frozenset({"type", "mode", "rel", "href", "ispermalink"})
_SPACES = 100  # prefixes declared around the entries
_HEAD = 64 * 2**10  # characters before which the feed begins, whatever junk stands before it
_SHORT = 4096  # characters; no attribute, date or identifier that means something is longer
_LONG = frozenset("title description summary abstract content encoded fullitem body".split())

_ROOT = re.compile(r"<(?:([A-Za-z_][\w.-]{0,40}):)?(rss|feed|rdf)(?=[\s>/])[^>]*>", re.I)
_PROLOG = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>)*+", re.S | re.I)
_VERBATIM = r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
_WHOLE = re.compile(f"({_VERBATIM})", re.S)
_REFERENCE = re.compile(r"&(?:#(\d{1,7}|[xX][0-9a-fA-F]{1,6});|(\w{1,40});)?")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXTS = re.compile(
    rf"{_VERBATIM}|<(?P<end>/?)(?P<name>(?:content:|atom:)?(?:title|description|summary|content|encoded))(?=[\s>])[^<>]*>", re.S | re.I
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    Attributes:
        found: what feedparser reads in it; empty if there is a fault.
        fault, remedy: why it cannot be read, and what can be done; empty if it can.
    """

    found: Found
    fault: str = ""
    remedy: str = ""


class Feed:
    """A feed's text, cut into its entries, which count from 1.

    Attributes:
        found: what feedparser reads in the feed apart from its entries: ``title``, with ``title_detail``.
        base: the address that its links start from, as it says itself; empty where it does not.
        whole: whether its end is there; ``breaks_off``: whether the text ends within its last entry.
    """

    def __init__(self, text: str) -> None:
        """Take the text of a feed apart.

        Raises:
            ValueError: if it is none.
        """
        root = _ROOT.search(text, 0, _HEAD)
        if root is None:
            raise ValueError("neither RSS nor Atom")
        self._text, self._kind = text, root[2].lower()
        self._cuts, self.whole = _cut(text, root)
        self.breaks_off = bool(self._cuts) and self._cuts[-1].broken_off
        self._spaces, self.base = dict(_PREFIXES), ""
        titles: list[str] = []
        frame = _element(_mended(_around(text, root.start(), self._cuts)))[0]
        if frame is not None:
            channel = frame if self._kind == "feed" else next((child for child in frame if _name(child)[1] == "channel"), frame)
            self._spaces |= dict([*frame.nsmap.items(), *channel.nsmap.items()][:_SPACES])
            self.base = _short(channel.base)
            titles = [_field(child) for child in channel if _name(child)[1] == "title"][:1]
        self._namespace = self._spaces.get(root[1], "")
        self.found = _understood(self._document(f"<channel>{''.join(titles)}</channel>")).get("feed", {})

    def __len__(self) -> int:
        return len(self._cuts)

    def source(self, number: int) -> str:
        """All that tells what an entry says: its text, and the names that the feed declares around it."""
        cut = self._cuts[number - 1]
        return f"{self._kind} {self._namespace} {sorted(self._spaces.items(), key=str)} {self._text[cut.start : cut.end]}"

    def entry(self, number: int) -> Entry:
        """An entry, read."""
        cut = self._cuts[number - 1]
        if cut.broken_off:
            return Entry({}, "the feed breaks off in it", "fetch the feed again")
        if cut.end - cut.start > ENTRY_LIMIT:
            return Entry({}, f"longer than {ENTRY_LIMIT:,} characters", "give its text as a file of its own")
        xml = _mended(self._text[cut.start : cut.end] + cut.ending)
        element, fault = _element(xml, self._spaces)
        if fault:
            element, still = _element(_with_texts_verbatim(xml), self._spaces)
            if element is None or still:
                return Entry({}, f"not well-formed XML: {fault}", "save the page that it tells of and give that")
        about = quoteattr(_short(element.get(f"{{{_RDF}}}about")))
        fields = "".join(_field(child) for child in element if _tells(child))
        found = _understood(self._document(f"<item rdf:about={about}>{fields}</item>")).get("entries")
        if not found:
            return Entry({}, "not as RSS or Atom have it", "save the page that it tells of and give that")
        return Entry(found[0])

    def _document(self, inner: str) -> bytes:
        """A feed of the same kind with nothing else in it."""
        root = {"rss": 'rss version="2.0"', "rdf": "rdf:RDF"}.get(self._kind, f"feed xmlns={quoteattr(self._namespace)}")
        return f'<{root} xmlns:rdf="{_RDF}">{inner}</{root.split()[0]}>'.encode()


def starts_feed(head: str) -> bool:
    """Whether a text that begins so is a feed."""
    prolog = _PROLOG.match(head)
    root = _ROOT.match(head, prolog.end() if prolog else 0)
    if root is None:
        return False
    return root[2].lower() != "rdf" or any(vocabulary in root[0] for vocabulary in ("purl.org/rss/", "my.netscape.com/rdf/"))


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where an entry stands in the text, the end tag that it lacks, and whether the text ends before it does."""

    start: int
    end: int
    ending: str = ""
    broken_off: bool = False


def _cut(text: str, root: re.Match[str]) -> tuple[list[_Cut], bool]:
    """Where the entries stand, and whether the feed is closed."""
    top = re.escape(root[0][1:].split()[0].rstrip("/>"))
    prefix = re.escape(f"{root[1]}:") if root[1] else ""
    one = "entry" if root[2].lower() == "feed" else "item"
    names = rf"(?:(?P<entry>(?:{prefix}|rss:|atom:)?{one})|(?P<frame>channel|{top}))"
    tags = re.compile(rf"{_VERBATIM}|<(?P<end>/?){names}(?=[\s/>])[^>]*>", re.S | re.I)
    cuts: list[_Cut] = []
    opened: re.Match[str] | None = None
    whole = False
    for tag in tags.finditer(text, root.end()):
        if opened is not None and (tag["frame"] or (tag["entry"] and not tag["end"])):  # another begins, or the feed ends, before it does
            cuts.append(_Cut(opened.start(), tag.start(), f"</{opened['entry']}>"))
            opened = None
        if tag["entry"] and tag["end"] and opened is not None:
            cuts.append(_Cut(opened.start(), tag.end()))
            opened = None
        elif tag["entry"] and not tag["end"] and tag[0].endswith("/>"):
            cuts.append(_Cut(tag.start(), tag.end()))
        elif tag["entry"] and not tag["end"]:
            opened = tag
        whole |= bool(tag["end"] and tag["frame"] and tag["frame"].lower() != "channel")
    if opened is not None:
        cuts.append(_Cut(opened.start(), len(text), broken_off=True))
    return cuts, whole


def _around(text: str, start: int, cuts: list[_Cut]) -> str:
    """The text without its entries."""
    ends = [start, *(cut.end for cut in cuts)]
    return "".join(text[end:begin] for end, begin in zip(ends, [*(cut.start for cut in cuts), len(text)], strict=True))


def _mended(xml: str) -> str:
    """XML without what most often breaks it: control characters, bare ampersands, entities of HTML."""
    parts = _WHOLE.split(_FORBIDDEN.sub("", xml))
    parts[::2] = [_REFERENCE.sub(_reference, part) for part in parts[::2]]
    return "".join(parts)


def _reference(found: re.Match[str]) -> str:
    number, name = found[1], found[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        return "" if code > 0x10FFFF or _FORBIDDEN.match(chr(code)) else f"&#{code};"
    if name in ("amp", "lt", "gt", "quot", "apos"):
        return found[0]
    return escape(html5.get(f"{name};", found[0]) if name else "&")


def _with_texts_verbatim(xml: str) -> str:
    """An entry with its title and texts as CDATA: for markup in them that was not escaped and is no XML."""
    parts: list[str] = []
    done, opened = 0, None
    for tag in _TEXTS.finditer(xml):
        if opened is None and tag["name"] and not tag["end"] and not tag[0].endswith("/>"):
            opened = tag
        elif opened is not None and tag["end"] and tag["name"] == opened["name"]:
            inner = xml[opened.end() : tag.start()].replace("<![CDATA[", "").replace("]]>", "")
            parts += (xml[done : opened.start()], f'<{opened["name"]} type="html"><![CDATA[{inner}]]>')
            done, opened = tag.start(), None
    return "".join(parts) + xml[done:]


def _element(xml: str, spaces: Mapping[str | None, str] | None = None) -> tuple[Any, str]:
    """The first element of some XML, as far as it can be read, and what is wrong with it.

    Args:
        spaces: prefixes of namespaces that stand declared around it.
    """
    names = "".join(
        f" xmlns{f':{prefix}' if prefix else ''}={quoteattr(uri)}"
        for prefix, uri in (spaces or {}).items()
        if uri and prefix not in ("xml", "xmlns") and len(uri) < _SHORT
    )
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        around = etree.fromstring(f"<feed{names}>{xml}</feed>".encode(), parser)
    except etree.XMLSyntaxError as error:
        return None, _short(error.msg)
    # A prefix that nobody declared does no harm: such an element is none of ours.
    faults = (error for error in parser.error_log if error.domain_name != "NAMESPACE")
    first = next(around.iterchildren(etree.Element), None)
    return first, next((" ".join(error.message.split()) for error in faults), "" if first is not None else "no element")


def _name(element: Any) -> tuple[str, str]:
    """Namespace and local name, the name in lower case; with its prefix if nobody declared that."""
    namespace, _, name = element.tag.rpartition("}")
    return namespace[1:], name.lower()


def _tells(element: Any) -> bool:
    """Whether an element is a field that a report is made of."""
    namespace, name = _name(element)
    return name in _FIELDS and not namespace.lower().startswith(_MEDIA)


def _field(element: Any) -> str:
    """A field as a flat element: markup inside becomes text that says it is HTML."""
    namespace, name = _name(element)
    attributes = {key.lower(): _short(value) for key, value in element.attrib.items() if key.lower() in _ATTRIBUTES}
    text = element.text or ""
    if len(element):
        for inner in element.iterdescendants(etree.Element):
            inner.tag = _name(inner)[1].rpartition(":")[2]
        text = html.escape(text, quote=False) + "".join(etree.tostring(inner, encoding="unicode", method="html") for inner in element)
        attributes["type"] = "html"
    if name not in _LONG:
        text = _short(text)
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name} xmlns={quoteattr(namespace)}{written}>{escape(text)}</{name}>"


def _short(text: str | None) -> str:
    """An attribute, date, address or identifier; empty if it is too long to be one."""
    return text.strip() if text and len(text) <= _SHORT else ""


def _understood(document: bytes) -> Found:
    """What feedparser makes of a small, well-formed feed; nothing where it trips over what it does not foresee."""
    import feedparser

    try:  # as a file: it would open what bytes name
        found: Found = feedparser.parse(BytesIO(document), sanitize_html=False, resolve_relative_uris=False)
    except (LookupError, TypeError, ValueError, AttributeError):
        return {}
    return found
