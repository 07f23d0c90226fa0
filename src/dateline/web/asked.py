"""What an address asks for: the conditions of a page or an answer of the API, out of its query and back into links.

An address says all that a page shows, so a link to it shows the same. Names are those of the command line's options and of
:class:`~dateline.record.asking.Question`; what has several values is repeated: ``?who=USA&who=GBR&type=ACCUSE``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any
from urllib.parse import quote_plus

from dateline.errors import InputError
from dateline.record.asking import Facets, Narrowed, Question
from dateline.record.browsing.sorting import Sort

FACTUALITIES = ("occurred", "future", "hypothetical", "negated")
MOST = 500
"""Rows of one page at most."""
_SEVERAL = ("who", "whom", "type", "mode", "country", "place", "source", "says", "factuality")
_ORDER = (*_SEVERAL, "either", "since", "until", "text", "confidence", "sort", "limit", "cursor")  # so that a page has one address
_RANKS = {name: rank for rank, name in enumerate(_ORDER)}
_ROWS = 50  # of a page, unless it is asked for others
_OF_QUESTION = ("who", "whom", "type", "place", "says", "factuality")
_LONGEST, _VALUES = 200, 50  # characters of a value, values of a name


@dataclass(frozen=True)
class Asked:
    """What is asked for.

    Attributes:
        question: the conditions that the record's questions know.
        facets: modes, countries of the place, publishers.
        cursor: where the page before left off, as that page gave it; empty for the first.
        limit: rows of a page.
    """

    question: Question = field(default_factory=Question)
    facets: Facets = field(default_factory=Facets)
    sort: Sort = Sort.NEWEST
    cursor: str = ""
    limit: int = _ROWS

    @property
    def narrowed(self) -> Narrowed:
        """All conditions as one question to the record itself."""
        question = {each.name: getattr(self.question, each.name) for each in fields(self.question)}
        return Narrowed(**question, facets=self.facets)

    def values(self, name: str) -> tuple[str, ...]:
        """The values asked for under a name of the address, as texts."""
        return tuple(value for key, value in self._pairs if key == name)

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of the address that asks the same; what is as usual is left out."""
        return list(self._pairs)

    @cached_property
    def _pairs(self) -> tuple[tuple[str, str], ...]:
        asked: list[tuple[str, str]] = []
        for name in _SEVERAL:
            asked += [(name, value) for value in getattr(self.question if name in _OF_QUESTION else self.facets, name)]
        question = self.question
        if question.either:
            asked.append(("either", "1"))
        asked += [(name, str(value)) for name in ("since", "until", "text") if (value := getattr(question, name))]
        if question.least:
            asked.append(("confidence", f"{question.least:g}"))
        if self.sort is not Sort.NEWEST:
            asked.append(("sort", self.sort.value))
        if self.limit != _ROWS:
            asked.append(("limit", str(self.limit)))
        if self.cursor:
            asked.append(("cursor", self.cursor))
        return tuple(asked)

    @cached_property
    def _written(self) -> list[tuple[str, str]]:
        """Names, each with itself and its value as an address writes them: a page has a hundred links that keep most of them."""
        return [(name, _written(name, value)) for name, value in self._pairs]

    def link(self, path: str = "", **changes: Any) -> str:
        """The address under which ``path`` asks the same, but for some changes: a value or several by name, ``None`` to leave it out.

        A change of the conditions begins again at the first page.

        >>> read([("who", "USA"), ("type", "ACCUSE"), ("cursor", "x")]).link("/events", type=None, since="2022-01-01")
        '/events?who=USA&since=2022-01-01'
        """
        kept = [pair for pair in self._written if pair[0] not in changes and (pair[0] != "cursor" or not changes)]
        for name, value in changes.items():
            if value is not None and value != "":
                kept += [(name, _written(name, str(one))) for one in (value if isinstance(value, tuple | list) else (value,))]
        kept.sort(key=lambda pair: _RANKS.get(pair[0], len(_RANKS)))
        return f"{path}?{'&'.join(map(itemgetter(1), kept))}" if kept else path

    def toggling(self, path: str, name: str) -> Callable[[str], str]:
        """What gives the address with one value more, or less where it is asked for already.

        >>> link = read([("who", "USA"), ("text", "talks"), ("cursor", "x")]).toggling("/events", "type")
        >>> link("ACCUSE"), link("AID")
        ('/events?who=USA&type=ACCUSE&text=talks', '/events?who=USA&type=AID&text=talks')
        """
        own = {value: _written(name, value) for value in self.values(name)}
        others = [pair for pair in self._written if pair[0] not in (name, "cursor")]
        before, after = ([pair for key, pair in others if (_RANKS[key] < _RANKS[name]) is earlier] for earlier in (True, False))

        def link(value: str) -> str:
            mine = [pair for had, pair in own.items() if had != value] if value in own else [*own.values(), _written(name, value)]
            kept = "&".join([*before, *mine, *after])
            return f"{path}?{kept}" if kept else path

        return link


def read(query: Iterable[tuple[str, str]]) -> Asked:
    """What the query of an address asks for; empty values and names of others are passed over.

    Raises:
        InputError: if a value cannot be what its name asks.

    >>> asked = read([("who", "USA"), ("who", ""), ("since", "2022-01-01"), ("confidence", "0.5"), ("theme", "dark")])
    >>> asked.question.who, asked.question.since, asked.question.least
    (('USA',), datetime.date(2022, 1, 1), 0.5)
    """
    given: dict[str, list[str]] = {}
    for name, value in query:
        if value.strip():
            given.setdefault(name, []).append(_short(name, value.strip()))
    several = {name: _distinct(name, given.get(name, ())) for name in _SEVERAL}
    if wrong := [value for value in several["factuality"] if value not in FACTUALITIES]:
        raise InputError("factuality", f"{wrong[0]!r} is none", f"one of {', '.join(FACTUALITIES)}")
    question = Question(
        **{name: several[name] for name in _OF_QUESTION},
        either=_last(given, "either") in ("1", "true", "on", "yes"),
        since=_day(given, "since"),
        until=_day(given, "until"),
        text=_last(given, "text"),
        least=_share(given, "confidence"),
    )
    if question.since and question.until and question.until < question.since:
        raise InputError("until", f"{question.until} is before {question.since}", "give the earlier day first")
    facets = Facets(several["mode"], several["country"], several["source"])
    asked = Asked(question, facets, cursor=_last(given, "cursor"))
    if sort := _last(given, "sort"):
        if sort not in list(Sort):
            raise InputError("sort", f"{sort!r} is none", f"one of {', '.join(Sort)}")
        asked = replace(asked, sort=Sort(sort))
    if limit := _last(given, "limit"):
        if not limit.isascii() or not limit.isdigit() or not 1 <= int(limit) <= MOST:
            raise InputError("limit", f"{limit!r} is no number of rows", f"1 to {MOST}")
        asked = replace(asked, limit=int(limit))
    return asked


def _written(name: str, value: str) -> str:
    return f"{quote_plus(name)}={quote_plus(value)}"


def _short(name: str, value: str) -> str:
    if len(value) > _LONGEST or "\0" in value:
        raise InputError(name, f"longer than {_LONGEST} characters" if "\0" not in value else "holds a zero character", "ask for less")
    return value


def _distinct(name: str, values: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(values))
    if len(found) > _VALUES:
        raise InputError(name, f"more than {_VALUES} values", "ask for fewer")
    return found


def _last(given: Mapping[str, list[str]], name: str) -> str:
    return given[name][-1] if name in given else ""


def _day(given: Mapping[str, list[str]], name: str) -> date | None:
    told = _last(given, name)
    try:
        return date.fromisoformat(told) if told else None
    except ValueError as error:
        raise InputError(name, f"{told!r} is no date", "write YYYY-MM-DD") from error


def _share(given: Mapping[str, list[str]], name: str) -> float:
    told = _last(given, name)
    try:
        share = float(told) if told else 0.0
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise InputError(name, f"{told!r} is no confidence", "a number from 0 to 1")
    return share
