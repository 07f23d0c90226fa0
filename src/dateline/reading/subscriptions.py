"""Lists of feeds in OPML, as feed readers export them."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from dateline.errors import ReportError
from dateline.reading.files import is_address

_LIMIT = 10 * 2**20  # bytes
_MARKS = (b"<opml", b"<OPML")
_HEAD = 4096  # bytes before which an OPML file begins as one


def is_subscriptions(path: str) -> bool:
    """Whether a file is OPML: by its suffix, or by how it begins."""
    if path.lower().endswith(".opml"):
        return True
    try:
        with open(path, "rb") as file:
            return any(mark in file.read(_HEAD) for mark in _MARKS)
    except OSError:
        return False


def read_subscriptions(path: str) -> tuple[str | ReportError, ...]:
    """The addresses of the feeds that an OPML file lists, in its order, each once, however its outlines are nested.

    What is no web address is an error in its place: a list from elsewhere must not name files of this machine.

    Raises:
        ReportError: if it cannot be read, is no OPML, or lists no feed.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise ReportError(path, error.strerror or "cannot be read", "check the path and your rights to it") from error
    if len(content) > _LIMIT:
        raise ReportError(path, f"larger than {_LIMIT // 2**20} MiB", "give the feeds in several files")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        fault = " ".join(str(error).split()).partition(", line ")[0]
        raise ReportError(f"{path}:{line}" if line else path, f"not XML: {fault}", "export the list of feeds again") from error
    if etree.QName(root).localname.lower() != "opml":
        raise ReportError(path, f"not OPML but <{etree.QName(root).localname}>", "give the list of feeds that your reader exports")
    outlines = (element for element in root.iter(etree.Element) if etree.QName(element).localname.lower() == "outline")
    attributes = ({name.lower(): value.strip() for name, value in outline.attrib.items()} for outline in outlines)
    found = tuple(dict.fromkeys(a["xmlurl"] for a in attributes if a.get("xmlurl")))
    if not found:
        raise ReportError(path, "lists no feed", "an outline names its feed as xmlUrl")
    return tuple(a if is_address(a) else ReportError(path, f"{a} is no web address", "only http:// and https:// are read") for a in found)
