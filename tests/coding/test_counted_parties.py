"""Measures and what they count, where the counted stand before the measure."""

from __future__ import annotations

from dateline.grounding.who.owners import counted_parties
from dateline.model import Report
from dateline.reading.grounded import Grounding


def test_what_is_counted_may_stand_before_the_measure() -> None:
    text = "Of the Kenyan soldiers, dozens fled."
    grounded = Grounding().of(Report("r", text))
    (sentence,) = grounded.sentences
    of, measure = sentence.tokens[0], sentence.tokens[5]
    sentence.tokens[of.head].children.remove(of.i)
    measure.children.append(of.i)  # as the parser hangs the phrase on the measure in longer sentences
    of.head = measure.i
    (party,) = counted_parties(grounded.grounder.actors, sentence, measure)
    assert (party.country, party.sector) == ("KEN", "MIL")
    assert party.span.start < party.span.end
