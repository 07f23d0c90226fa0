"""The lexicon and the codebook prove themselves: every example is run through the coder.

Each group of entries says what it must match (``yes``) and what it must not (``no``); so does each type and mode of the
codebook. A failing example means that an entry, the engine or the example is wrong; none is excused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from dateline.coding import codebook, lexicon
from dateline.coding.coder import Coder
from dateline.model import Report


class Case(NamedTuple):
    """One example: where it stands, its words, and the coding that it must or must not give."""

    where: str
    text: str
    type: str
    mode: str | None
    wanted: bool


@pytest.fixture(scope="module")
def coder(rules: Coder) -> Coder:
    return rules


def lexicon_cases() -> Iterator[Case]:
    for group in lexicon.load().groups:
        if group.effect == "report":
            continue  # reporting verbs make no events
        for wanted, examples in ((True, group.yes), (False, group.no)):
            for example in examples:
                if isinstance(example, str):
                    yield Case(group.file, example, group.type, group.mode if wanted else None, wanted)
                else:
                    yield Case(
                        f"{group.file} {group.effect}", example["text"], example["type"], example.get("mode") if wanted else None, wanted
                    )


def codebook_cases() -> Iterator[Case]:
    for entry in codebook.load().values():
        yield from (Case("codebook", text, entry.type, None, True) for text in entry.yes)
        yield from (Case("codebook", example.text, entry.type, None, False) for example in entry.no)
        for mode in entry.modes:
            yield from (Case("codebook", text, entry.type, mode.name, True) for text in mode.yes)


def codes(coder: Coder, text: str) -> list[tuple[str, str | None]]:
    return [(event.type, event.mode) for event in coder.code(Report("example", text)).events]


@pytest.mark.parametrize("source", [lexicon_cases, codebook_cases])
def test_every_example_is_coded_as_it_says(source: object, coder: Coder) -> None:
    faults = []
    for case in source():  # type: ignore[operator]
        found = codes(coder, case.text)
        given = any(type_ == case.type and case.mode in (None, mode) for type_, mode in found)
        if given != case.wanted:
            faults.append(f"{case.where}: {case.text!r} must {'' if case.wanted else 'not '}give {case.type}/{case.mode}, gave {found}")
    assert not faults, "\n".join(faults)


def test_every_group_has_an_example_that_must_match_and_one_that_must_not() -> None:
    lacking = [
        f"{group.file} {group.type}{group.effect}: {group.entries[0].pattern}"
        for group in lexicon.load().groups
        if not (group.yes and group.no)
    ]
    assert not lacking


def test_the_lexicon_is_broad() -> None:
    entries = list(lexicon.load())
    acts = {(e.trigger, e.type, e.mode, e.pattern) for e in entries if e.type}
    operators = {(e.trigger, e.effect, e.pattern) for e in entries if e.effect}
    assert len(acts) >= 1200
    assert len(operators) >= 150
    assert {e.type for e in entries if e.type} == set(codebook.load())
