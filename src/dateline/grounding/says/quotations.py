"""What stands between quotation marks: each quotation as one run, over sentences and paragraphs alike."""

from __future__ import annotations

import re

from dateline.model import Span

_MARK = re.compile(r"“|”|\"|''|``|[‘’'](?!')")
_BREAK = re.compile(r"\n[ \t\r]*\n\s*|(?<=[.?!:;)”\"’'])\n\s*|\n(?=[“\"])")
_DOUBLE = frozenset({"“", "”", '"', "''", "``"})
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0([{—–―-:/")
_SINGLE_REACH = 400  # characters; a longer run between single marks is more likely two apostrophes


class Quotations:
    """The quotations of one text.

    Attributes:
        spans: each as one run, its marks included, in order.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = find_quotations(text)

    def around(self, offset: int) -> Span | None:
        """The quotation that a character stands in."""
        return next((q for q in self.spans if q.start <= offset < q.end), None)

    def after(self, end: int, reach: int) -> Span | None:
        """The quotation that begins within ``reach`` characters after ``end``."""
        return next((q for q in self.spans if end <= q.start <= end + reach), None)

    def before(self, offset: int) -> Span | None:
        """The quotation that ends right before a character, on the same line."""
        return next((q for q in self.spans if q.end <= offset and self.text[q.end : offset] in ("", " ")), None)

    def touches(self, span: Span) -> bool:
        """Whether any quotation shares a character with the span."""
        return any(q.overlaps(span) for q in self.spans)

    def words(self, quotation: Span) -> int:
        """How many words a quotation has."""
        return len(quotation.of(self.text).split())

    def whole(self, spans: list[Span], cue: int) -> list[Span]:
        """The spans, where the first begins or the last ends inside a quotation widened to all of it, over sentences too.

        The quotation that the cue (an offset) stands in itself is left as it is.
        """
        if not spans:
            return spans
        first, last = spans[0], spans[-1]
        for quotation in self.spans:
            if not quotation.start <= cue < quotation.end:
                if quotation.start < first.start < quotation.end:
                    first = Span(quotation.start, first.end)
                if quotation.start < last.end <= quotation.end:
                    last = Span(last.start, quotation.end)
        if len(spans) == 1:
            return [Span(first.start, max(first.end, last.end))]
        return [first, *spans[1:-1], last]


def find_quotations(text: str) -> list[Span]:
    """The quotations of a text, outermost only, marks included, in order.

    A quotation that is left open at a paragraph's end goes on where the next paragraph opens with a mark again, as
    newspapers print it; otherwise it ends with its paragraph. Single marks count where a pair stands in one paragraph.
    """
    found: list[Span] = []
    begin = 0
    for end, following in _paragraphs(text):
        found += _in_paragraph(text, begin, end)
        begin = following
    return _joined(text, found)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Of each paragraph its end and the start of the next."""
    return [*(gap.span() for gap in _BREAK.finditer(text)), (len(text), len(text))]


def _in_paragraph(text: str, begin: int, end: int) -> list[Span]:
    found: list[Span] = []
    opened, opening = -1, ""
    for mark in _MARK.finditer(text, begin, end):
        glyph = mark.group()
        if opened < 0:
            if not _opens(text, mark):
                continue
            if glyph in _DOUBLE:
                opened, opening = mark.start(), glyph
            elif (closing := _single_close(text, mark.end(), end)) and (not found or mark.start() >= found[-1].end):
                found.append(Span(mark.start(), closing))
        elif _closes(text, opening, mark, end):
            found = [*(span for span in found if span.end <= opened), Span(opened, mark.end())]
            opened = -1
    if opened >= 0:
        found = [*(span for span in found if span.end <= opened), Span(opened, end)]
    return found


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark stands where a quotation begins: after a blank, before a word."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if mark.group() in ("“", "``"):
        return True
    return (not before or before in _BEFORE_OPENING) and bool(after) and not after.isspace()


def _closes(text: str, opening: str, mark: re.Match[str], end: int) -> bool:
    """Whether a mark ends the quotation that ``opening`` began: its own kind does, and a straight one does where no curled one follows."""
    glyph = mark.group()
    if opening in "“”":
        return glyph == "”" or (glyph == '"' and "”" not in text[mark.end() : end].split("“")[0])
    return glyph == ("''" if opening == "``" else opening) and not _opens(text, mark)


def _single_close(text: str, begin: int, end: int) -> int:
    """The end of a quotation between single marks; 0 where there is none."""
    for mark in re.finditer(r"[’'](?![\w’'])", text[begin : min(end, begin + _SINGLE_REACH)]):
        at = begin + mark.start()
        possessive = text[at - 1] == "s" and text[at + 1 : at + 2] == " " and re.search(r"[’'](?!\w)", text[at + 1 : end])
        if not possessive:
            return at + 1
    return 0


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Quotations that go on in the next paragraph as one."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last and text[last.end - 1] not in "”\"’'" and not text[last.end : span.start].strip() and _same_marks(text, last, span):
            found[-1] = Span(last.start, span.end)
        else:
            found.append(span)
    return found


def _same_marks(text: str, one: Span, other: Span) -> bool:
    return text[one.start] == text[other.start]
