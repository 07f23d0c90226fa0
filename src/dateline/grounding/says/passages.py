"""Attribution beyond the sentence: headlines, transcripts, signed quotations, and quotations that go on."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from dateline.grounding.says.cited import Cited
from dateline.grounding.says.quotations import Quotations
from dateline.grounding.says.speech import SpeechLexicon
from dateline.language.parser import Sentence
from dateline.model import Span

_NAME = r"[A-Z][\w.’'&\-]*(?:[ ][A-Z][\w.’'&\-]*){0,3}"
_HEADLINE = re.compile(rf"\s*({_NAME}):[ ]+([^\n]{{15,}})")
_TURN = re.compile(r"(?:^|\n)[ \t“\"]*([A-Z][A-Z.'’\-]+(?:[ ][A-Z][A-Z.'’\-]*){0,3}):[ \t\u00a0]+(?=\S)")
_SIGNED = re.compile(r"\s*[―—–][ \t\u00a0]*([A-Z][^\n―—–]{2,60}?)[. \t]*(?=\n|$)")
_TURN_REACH = 3000  # characters; a speaker's turn as long as this has ended unmarked
_GOES_ON = 3  # words; a shorter quotation on its own is a name or a term
_SPOKEN = frozenset("clause direct inserted announced remainder named asked object object+for object+as".split()) | {
    "according to",
    "as said",
}


def headline(text: str, quotations: Quotations, lexicon: SpeechLexicon) -> list[Cited]:
    """ "Merkel: Europe must act", "Poll: Voters divided" at the head of a report.

    The name must be a document's, or be named again below, or what follows must quote.
    """
    found = _HEADLINE.match(text)
    if not found:
        return []
    last, content = found[1].split()[-1], Span(*found.span(2))
    known = (
        last.lower() in lexicon.lists["documents"] | lexicon.lists["records"]
        or text.find(last, found.end()) > 0
        or quotations.touches(content)
    )
    if not known or found[1].lower() in lexicon.lists["labels"]:
        return []
    return [Cited("headline", "speech", [Span(*found.span(1))], [Span(found.end(1), found.end(1) + 1)], [content])]


def turns(text: str) -> list[Cited]:
    """A transcript's speakers, in capitals before a colon; each has the text up to the next one, the last his paragraph."""
    found: list[Cited] = []
    matches = list(_TURN.finditer(text))
    for n, turn in enumerate(matches):
        end = matches[n + 1].start() if n + 1 < len(matches) else len(text)
        if n + 1 == len(matches) or end - turn.end() > _TURN_REACH:
            end = text.find("\n", turn.end()) if "\n" in text[turn.end() :] else len(text)
        said = text[turn.end() : end].rstrip()
        if " " in said:
            content = Span(turn.end(), turn.end() + len(said))
            found.append(Cited("turn", "speech", [Span(*turn.span(1))], [Span(turn.end(1), turn.end(1) + 1)], [content]))
    return found


def signed(text: str, quotations: Quotations) -> list[Cited]:
    """A quotation with its author's name after a dash, on a line of its own or at the line's end."""
    found: list[Cited] = []
    for quotation in quotations.spans:
        name = _SIGNED.match(text, quotation.end)
        if name:
            found.append(Cited("signed", "speech", [Span(*name.span(1))], [Span(quotation.end, name.start(1))], [quotation]))
    return found


def carry_on(text: str, sentences: list[Sentence], quotations: Quotations, found: list[Cited]) -> list[Cited]:
    """A quotation without a source of its own, right after a sentence that cites somebody, goes on with what he says."""
    found = sorted(found, key=lambda c: c.at)
    ends = sorted(s.end for s in sentences)
    reaches = [_reach(cited, ends) for cited in found]
    for quotation in quotations.spans:
        if quotations.words(quotation) < _GOES_ON or any(span.overlaps(quotation) for c in found for span in c.content):
            continue
        owner = _owner(text, quotations, found, reaches, quotation)
        if owner is not None:
            found[owner] = replace(found[owner], content=[*found[owner].content, quotation])
            reaches[owner] = max(quotation.end, _reach(found[owner], ends))
    return found


def _owner(text: str, quotations: Quotations, found: list[Cited], reaches: list[int], quotation: Span) -> int | None:
    """The index of whom a quotation goes on with: of several in the sentence before, the first who was quoted, else the last."""
    best: int | None = None
    for n, cited in enumerate(found):
        near = reaches[n] <= quotation.start and not text[reaches[n] : quotation.start].strip(" .\n\u00a0")
        if cited.kind == "speech" and cited.frame in _SPOKEN and near:
            quoted = best is not None and reaches[best] == reaches[n] and any(map(quotations.touches, found[best].content))
            best = best if quoted else n
    return best


def _reach(cited: Cited, ends: list[int]) -> int:
    """Where the sentence ends in which an attribution ends."""
    end = cited.end
    following = bisect_left(ends, end)
    return ends[following] if following < len(ends) else end
