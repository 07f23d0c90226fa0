"""The pattern language of the lexicon."""

from __future__ import annotations

import pytest

from dateline.coding.patterns import Entry, PatternError, compile_pattern

CLASSES = {"penalty": ["sanction", "tariff"]}


def entry(pattern: str) -> Entry:
    return compile_pattern(pattern, CLASSES)[0]


@pytest.mark.parametrize(
    ("pattern", "triggers", "pos"),
    [
        ("A condemn R", ["condemn"], "verb"),
        ("A {praise|hail} R", ["hail", "praise"], "verb"),
        ("A's attack on R", ["attack"], "noun"),
        ("R's {arrest|detention} of R", ["arrest", "detention"], "noun"),
        ("A be critical of R", ["critical"], "adj"),
        ("A {carry out|mount} ACT", ["carry", "mount"], "verb"),
        ("it be essential that R ACT", ["essential"], "adj"),
    ],
)
def test_one_entry_an_alternative(pattern: str, triggers: list[str], pos: str) -> None:
    entries = compile_pattern(pattern, CLASSES)
    assert [e.trigger for e in entries] == triggers
    assert {e.pos for e in entries} == {pos}


def test_a_class_stands_for_its_words() -> None:
    assert entry("A impose @penalty on R").complements[0].nouns == {"sanction", "tariff"}


def test_a_particle_is_no_preposition_unless_something_follows_it() -> None:
    assert entry("A lash out at R").particles == {"out"}
    assert entry("A call on R").complements[0].prepositions == {"on"}


def test_a_phrase_that_alone_carries_the_act_is_required() -> None:
    assert entry("A call on R").complements[0].slot.required  # type: ignore[union-attr]
    assert not entry("A impose @penalty on R").complements[1].slot.required  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("pattern", "clause"), [("A refuse to ACT", {"to"}), ("A deny ACT", {"direct"}), ("A accuse R {of|over} ACT", {"of", "over"})]
)
def test_how_an_operator_takes_its_act(pattern: str, clause: set[str]) -> None:
    assert entry(pattern).clause == clause


@pytest.mark.parametrize("pattern", ["", "A", "A impose @nothing on R", "A look at {}"])
def test_what_is_no_pattern_says_so(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(pattern, CLASSES)
