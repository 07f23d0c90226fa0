"""Whom a name may mean: the actors of the record that are called so, or nearly so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.grounding.naming.countries import called, meant
from dateline.record.asking import Question
from dateline.record.browsing.browser import Browser
from dateline.web import naming

_MOST = 40  # actors that are shown
_LEAST = 3  # letters that a name must share with what is asked for
_CODE = re.compile("[A-Z]{3}(:[A-Z]{3})?")


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody who may be meant: ``code`` as his page has it, and the events in which he takes part."""

    code: str
    name: str
    events: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """Whom a name may mean.

    Attributes:
        exact: whether ``found`` bear the name, or one near it.
        events: in which anybody takes part whose name has the words.
    """

    words: str
    exact: bool
    found: tuple[Meant, ...]
    events: int

    @property
    def one(self) -> str:
        """The code of the only one that can be meant; empty if there are several, or none."""
        if self.exact and len(self.found) == 1:
            return self.found[0].code
        same = [one.code for one in self.found if one.name.casefold() == self.words.casefold()]
        return same[0] if self.exact and len(same) == 1 else ""


def meaning(view: Browser, words: str) -> Meaning:
    """Whom the words of a form may mean: those whose name has them, else those whose name begins like one of the words."""
    code = meant(words) or words
    if total := _events(view, code):
        if code != words or _CODE.fullmatch(code) or not (found := _called(view, words)):
            return Meaning(words, True, (Meant(code, naming.party(code), total),), total)
        return Meaning(words, True, found, total)
    near = next((found for part in _parts(words) if (found := _called(view, part))), ())
    return Meaning(words, False, near, 0)


def _called(view: Browser, words: str) -> tuple[Meant, ...]:
    """Those whose name has some words, whoever takes part in most first."""
    names = {code: name for code, name in called().items() if words.casefold() in name.casefold()}
    for one in view.involved(name=words, limit=_MOST):
        kind, _, state = one.entity.partition(":")
        if kind == "state":
            names.setdefault(state, naming.country(state))
        elif one.key == one.entity:
            names.setdefault(one.key, one.text)
        elif one.country or one.sector:
            names.setdefault(one.key, naming.party(one.key))
        else:  # known by name alone
            names.setdefault(one.text, one.text)
    found = [Meant(code, name, total) for code, name in names.items() if (total := _events(view, code))]
    return tuple(sorted(found, key=lambda one: (-one.events, one.name))[:_MOST])


def _events(view: Browser, code: str) -> int:
    return view.page(Question(who=(code,), either=True), limit=1).total


def _parts(words: str) -> Iterator[str]:
    """What a name may have been meant to be: its longest word, then ever less of the beginnings of its words."""
    several = sorted(re.findall(r"\w{3,}", words), key=len, reverse=True)
    yield from several
    for word in several:
        yield from (word[:end] for end in range(len(word) - 1, max(_LEAST, len(word) // 2) - 1, -1))
