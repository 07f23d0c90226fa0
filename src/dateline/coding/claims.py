"""Claims: what a report says that can be counted or checked, with what is counted, over which days, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dateline.coding import lexicon
from dateline.coding.acts import Matcher
from dateline.coding.claiming.breaches import breach
from dateline.coding.claiming.counts import count
from dateline.coding.claiming.endings import last
from dateline.coding.claiming.ranks import rank
from dateline.coding.claiming.scene import Scene
from dateline.coding.claiming.silences import silence
from dateline.coding.claiming.superlatives import most
from dateline.coding.claiming.tolls import toll
from dateline.coding.dating import Dating
from dateline.grounding.grounder import Grounder
from dateline.language.parser import Sentence, Token
from dateline.model import Attribution, Claim, EventMention, Report, Span

_FINDERS: Sequence[Callable[[Scene, Token], Claim | None]] = (rank, most, silence, last, toll, count, breach)


def find_claims(
    report: Report, sentences: Sequence[Sentence], events: Sequence[EventMention], dating: Dating, grounder: Grounder
) -> list[Claim]:
    """The claims of a report, in text order."""
    matcher = Matcher(lexicon.load(), grounder)
    told = sorted(events, key=lambda e: e.trigger)
    claims: list[Claim] = []
    for sentence in sentences:
        scene = Scene(report, sentence, told, dating, grounder, matcher)
        found = [(n, claim) for token in sentence.tokens for n, finder in enumerate(_FINDERS) if (claim := finder(scene, token))]
        claims += [_attributed(scene, claim) for claim in _apart([claim for _, claim in sorted(found, key=lambda f: f[0])])]
    return claims


def _apart(found: Sequence[Claim]) -> list[Claim]:
    """One claim for the same words: the rank before the toll before the count; a breach stands beside others."""
    kept: list[Claim] = []
    for claim in found:
        if not any(_says_the_same(other, claim) for other in kept):
            kept.append(claim)
    return sorted(kept, key=lambda c: c.span)


def _says_the_same(one: Claim, other: Claim) -> bool:
    if not one.span.overlaps(other.span) or "breach" in (one.kind, other.kind):
        return False
    if one.kind == other.kind == "toll":
        return one.span == other.span
    if "toll" in (one.kind, other.kind):
        return one.number == other.number
    return one.counted.words == other.counted.words or one.span.covers(other.span) or one.kind == "most"


def _attributed(scene: Scene, claim: Claim) -> Claim:
    """A claim with the act that it is made about, and who makes it."""
    about = scene.about(claim.span)
    here = about is not None and scene.sentence.span.covers(about.trigger)
    saying = scene.grounder.speakers.at(claim.span.start)
    attribution = Attribution(saying.party, saying.cue, saying.because) if saying else None
    return replace(
        claim, span=_trimmed(scene, claim.span), trigger=about.trigger if about is not None and here else None, attribution=attribution
    )


def _trimmed(scene: Scene, span: Span) -> Span:
    """Words without the commas and stops at their ends."""
    words = [t for t in scene.between(span.start, span.end) if t.pos != "PUNCT"]
    return Span(words[0].start, words[-1].end) if words else span
