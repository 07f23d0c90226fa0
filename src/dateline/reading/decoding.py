"""Bytes to text: UTF-8 first, other marked encodings, then what English news was written in before it."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from dateline.errors import ReportError

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = {b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive or office document", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture"}
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Pages that say the one are written in the other, and browsers read them so.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_AS_UTF8 = "save it as UTF-8, e.g. with iconv -t utf-8"


def decode(data: bytes, where: str, *declared: str) -> str:
    """The text of a file, line ends as ``\\n``.

    Args:
        data: the whole content.
        where: how the user named the file.
        declared: the encodings that the file itself names, as a page does; tried in turn after UTF-8.

    Raises:
        ReportError: if the bytes are no text, or no encoding fits.
    """
    return _decoded(data, where, declared).replace("\r\n", "\n").replace("\r", "\n")


def marked_encoding(head: bytes) -> str:
    """The encoding that the first bytes of a file mark it as; empty if they do not."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), "")


def encoding_of(sample: bytes) -> str:
    """The encoding of before UTF-8 that a text is in; empty if it is UTF-8, or none fits."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        best = _legacy(sample)
        return best.encoding if best else ""
    return ""


def reject_binary(head: bytes, where: str, *, marked: bool = True) -> None:
    """Raise :class:`ReportError` if a file that begins so cannot be text; ``marked``: nor text marked as UTF-16 or UTF-32."""
    for magic, name in _FORMATS.items():
        if head.startswith(magic):
            raise ReportError(where, f"{name}, not text", "extract its text first")
    if b"\0" in head and not (marked and any(head.startswith(mark) for mark, _ in _MARKS)):
        raise ReportError(where, "binary, not text in UTF-8", "give text, HTML pages or JSON lines")


def _decoded(data: bytes, where: str, declared: tuple[str, ...]) -> str:
    reject_binary(data, where)
    if encoding := marked_encoding(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            raise ReportError(where, f"broken {encoding.upper()} at byte {error.start}", _AS_UTF8) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, byte = data.count(b"\n", 0, error.start) + 1, data[error.start]
    fits = (text for name in declared if (text := _as_declared(data, name)))
    text = next(fits, None) or _as_legacy(data)
    if text is None:
        raise ReportError(f"{where}:{line}", f"not UTF-8 (byte 0x{byte:02x}) and no other encoding fits", _AS_UTF8)
    return text


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        name = codecs.lookup(declared).name if declared else ""
        return data.decode(_MEANT.get(name, name)) if name else None
    except (LookupError, ValueError):  # no such encoding, or one that does not fit
        return None


def _as_legacy(data: bytes) -> str | None:
    best = _legacy(data)
    return str(best) if best else None


def _legacy(data: bytes) -> CharsetMatch | None:
    """What the data are in an encoding of before UTF-8; ``None`` if they read as none, or are UTF-8 that was damaged.

    Windows-1252 is tried alone before all others: given the choice, the detector takes the few accents of an English
    text for Baltic or Central European letters.
    """
    if _SEQUENCE.search(data):
        return None
    from charset_normalizer import from_bytes

    return from_bytes(data, cp_isolation=["cp1252"]).best() or from_bytes(data).best()
