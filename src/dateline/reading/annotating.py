"""The four layers of a report: who, when, where, and who says so, each at its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.grounding.grounder import Grounder
from dateline.grounding.says.speakers import Citation
from dateline.grounding.when import times
from dateline.grounding.when.times import TimeExpression
from dateline.language.parser import Sentence, Token
from dateline.model import Party, Place, Report
from dateline.reading.grounded import Grounded

_INSIDE = frozenset({"compound", "amod", "nmod", "punct", "nummod", "quantmod", "npadvmod"})


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was grounded in a report, each layer in text order.

    Attributes:
        actors: every phrase that stands for a party, pronouns too.
        times: every TIMEX3 expression.
        places: every toponym.
        attributions: every source with its cue and what it is cited for.
    """

    report: Report
    actors: tuple[Party, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[Place, ...]
    attributions: tuple[Citation, ...]
    warnings: tuple[str, ...]


def annotate(grounded: Grounded) -> Annotation:
    """The layers of a grounded report."""
    grounder, report = grounded.grounder, grounded.report
    return Annotation(
        report,
        tuple(_parties(grounded.sentences, grounder)),
        tuple(times.annotate(report.text, report.published)),
        grounder.places.toponyms,
        tuple(grounder.speakers.citations),
        grounded.heading.warnings,
    )


def _parties(sentences: list[Sentence], grounder: Grounder) -> Iterator[Party]:
    """Each phrase's party, once a place in the text; of phrases inside a phrase, only those that are somebody else."""
    for sentence in sentences:
        told: set[tuple[int, int, str]] = set()
        for token in sentence.tokens:
            for party in _party(sentence, token, grounder):
                key = (party.span.start, party.span.end, party.key)
                if key not in told:
                    told.add(key)
                    yield party


def _party(sentence: Sentence, token: Token, grounder: Grounder) -> tuple[Party, ...]:
    if token.pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") or (token.dep in _INSIDE and not grounder.names.at(token)):
        return ()
    found = grounder.parties(sentence, token, deed=False)
    if token.pos == "PRON":  # at its own words, not at those of whom it takes up
        return tuple(replace(party, span=token.span) for party in found)
    return tuple(party for party in found if party.span.start <= token.start < party.span.end)
