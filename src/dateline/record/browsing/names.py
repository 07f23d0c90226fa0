"""Names as small numbers: every text that many rows share is kept once, under a code that it never loses."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.model import SOMEBODY

Mask = NDArray[np.bool_]
"""Whether each row, or each code, is one that is wanted."""
_APART = "\x1f"  # between the parts of a name, and between names in a row
_SOUGHT = 2000  # words whose bearers are kept
_GROWN = 1.1  # so many times as many names, and they are put in a row anew


class Names:
    """Texts by code, which is their place in the order in which they came; only ever added to.

    >>> names = Names(["GOV"])
    >>> names.code("MIL"), names.code("GOV"), names[1]
    (1, 0, 'MIL')
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts: list[str] = []
        self._codes: dict[str, int] = {}
        self._joined: tuple[int, str, list[int]] = (0, "", [])
        self._sought: dict[str, tuple[int, Sequence[int]]] = {}  # of how many names which have some words
        self._lock = threading.Lock()
        for text in texts:
            self.code(text)

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, code: int) -> str:
        return self.texts[code]

    def code(self, text: str) -> int:
        """The code of a text; a new one if it has none yet."""
        found = self._codes.get(text)
        if found is None:
            found = self._codes[text] = len(self.texts)
            self.texts.append(text)
        return found

    def find(self, text: str) -> int | None:
        """The code of a text, if it has one."""
        return self._codes.get(text)

    def containing(self, words: str) -> Sequence[int]:
        """Codes of the texts in which some words stand, as they are written; of all texts, if the words are none."""
        count = len(self.texts)
        if not words:
            return range(count)
        if _APART in words:
            return ()
        with self._lock:
            known, found = self._sought.pop(words, (0, ()))
        if not known:
            known, found = self._search(words, count)
        if known < count:  # names that came since
            found = [*found, *(code for code in range(known, count) if words in self.texts[code])]
        with self._lock:
            while len(self._sought) >= _SOUGHT:
                del self._sought[next(iter(self._sought))]
            self._sought[words] = (max(known, count), found)
        return found

    def mask(self, codes: Iterable[int]) -> Mask:
        """Whether each code is one of some."""
        wanted = list(codes)
        given = np.zeros(len(self.texts), bool)
        given[wanted] = True
        return given

    def _search(self, words: str, count: int) -> tuple[int, Sequence[int]]:
        """How many texts stand in a row, and the codes of those in which some words stand."""
        known, joined, starts = self._row(count)
        found: list[int] = []
        at = joined.find(words)
        while at >= 0:
            found.append(bisect_right(starts, at) - 1)
            following = found[-1] + 1
            at = joined.find(words, starts[following]) if following < known else -1
        return known, found

    def _row(self, count: int) -> tuple[int, str, list[int]]:
        """Most of the first texts in a row: how many, and where each begins in it."""
        known, joined, starts = self._joined
        if count > _GROWN * known:
            known, starts, at = count, [], 0
            for text in self.texts[:count]:
                starts.append(at)
                at += len(text) + 1
            joined = _APART.join(self.texts[:count])
            self._joined = (known, joined, starts)
        return known, joined, starts


class Column:
    """A number for each of some names, by their codes; only ever added to."""

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._whole = np.empty(0, np.int32)

    def __getitem__(self, code: int) -> int:
        return self._numbers[code]

    def append(self, number: int) -> None:
        """Add that of the next name."""
        self._numbers.append(number)

    @property
    def numbers(self) -> NDArray[np.int32]:
        """All of them."""
        whole = self._whole
        if len(whole) < len(self._numbers):
            whole = self._whole = np.array(self._numbers, np.int32)
        return whole


class _Things(Names):
    """Things by code that have a name among their parts, which the unit separator joins; the name comes first."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._lower = Names()  # their names in small letters
        self._bearers: list[list[int]] = []  # by code of that
        self._by: dict[str, list[int]] = {}  # by what else they are found by
        super().__init__(texts)

    def code(self, text: str) -> int:
        """The code of a thing; a new one if it has none yet."""
        known = len(self)
        found = super().code(text)
        if found == known:
            name, *others = parted(text)
            for key in self._keys(*others):
                self._by.setdefault(key, []).append(found)
            if self._lower.find(lowercased(name)) is None:
                self._bearers.append([])  # first, since others may be searching
            self._bearers[self._lower.code(lowercased(name))].append(found)
        return found

    def _keys(self, *others: str) -> Iterable[str]:
        raise NotImplementedError

    def _named(self, words: str) -> list[int]:
        """Those in whose name some words stand, in whatever letters."""
        return [code for name in self._lower.containing(lowercased(words)) for code in self._bearers[name]]


class Parties(_Things):
    """Parties by code; a party is its text, country, sector and entity.

    Attributes:
        keys: what one who takes part is known by, under whatever words: entity, else country and sector, else text in small letters.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.keys = Names()
        self._key_of, self._keying = np.empty(0, np.int32), threading.Lock()
        super().__init__(texts)

    def key_of(self) -> NDArray[np.int32]:
        """By code of a party that of its key."""
        with self._keying:
            new = self.texts[len(self._key_of) :]
            if new:
                self._key_of = np.append(self._key_of, np.array([self.keys.code(_key(*parted(text))) for text in new], np.int32))
            return self._key_of

    def named(self, words: str) -> Mask:
        """Whether some words stand in the name of each party, in whatever letters."""
        return self.mask(self._named(words))

    def wanted(self, wanted: Iterable[str]) -> Mask:
        """Whether each party is one of those that a question wants: as :mod:`dateline.record.asking` tells them."""
        return self.mask(code for one in wanted for code in self._one(one))

    def has_country(self, code: str) -> bool:
        """Whether any party has a code for its country."""
        return f"@{code}" in self._by

    def _keys(self, *others: str) -> Iterable[str]:
        country, sector, entity = others
        return {country, sector, f"@{country}", f"{country}:{sector}", f"={entity}"}

    def _one(self, wanted: str) -> Sequence[int]:
        country, colon, sector = wanted.partition(":")
        if (colon and country.isupper() and sector.isupper()) or (wanted.isupper() and len(wanted) == 3):
            return self._by.get(wanted, ())
        return [*self._by.get(f"={wanted}", ()), *self._named(wanted)]


class Places(_Things):
    """Places by code; a place is its text, country, first-order division, latitude, longitude and precision.

    Attributes:
        names, countries: what places are called and where they lie.
        name_of, country_of: the codes of these by that of a place; -1 for none.
        located: by code of a place, 1 if its position is known, else 0.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.names, self.countries = Names(), Names()
        self.name_of, self.country_of, self.located = Column(), Column(), Column()
        super().__init__(texts)

    def code(self, text: str) -> int:
        """The code of a place; a new one if it has none yet."""
        known = len(self)
        found = super().code(text)
        if found == known:
            name, country, _, latitude, *_ = parted(text)
            self.name_of.append(self.names.code(name) if name else -1)
            self.country_of.append(self.countries.code(country) if country else -1)
            self.located.append(1 if latitude else 0)  # last, since others may be counting
        return found

    def wanted(self, wanted: Iterable[str]) -> Mask:
        """Whether each place is one of those that a question wants: by its country, or words of its name."""
        return self.mask(code for one in wanted for code in (*self._by.get(one, ()), *self._named(one)))

    def called(self, name: str, country: str) -> Iterator[int]:
        """Those that a question for a name, and a country besides if one is given, wants: each once."""
        found = dict.fromkeys((*self._by.get(name, ()), *self._named(name)))
        of = self.countries.find(country)
        return (code for code in found if not country or self.country_of[code] == of)

    def within(self, countries: Iterable[str]) -> Mask:
        """Whether each place lies in one of some countries."""
        return self.mask(code for country in countries for code in self._by.get(country, ()))

    def _keys(self, *others: str) -> Iterable[str]:
        return others[:1]


def _key(text: str, country: str, sector: str, entity: str) -> str:
    return (entity if entity != SOMEBODY else "") or ":".join(filter(None, (country, sector))) or lowercased(text)


def lowercased(text: str) -> str:
    """A text in small letters, letter by letter as the database does it."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) and "ς" not in lowered else "".join(map(_small, text))


def _small(letter: str) -> str:
    return "i" if letter == "İ" else letter.lower()


def joined(*parts: str) -> str:
    """Parts of a name as one text."""
    return _APART.join(parts)


def parted(text: str) -> list[str]:
    """The parts of a name."""
    return text.split(_APART)
