"""What a person may say of a mention, checked and made complete: the columns that can be corrected, and what may stand there.

Parties, times, places and numbers need not be given whole: their words are looked for in the report, codes that are left out are empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dateline.coding import codebook
from dateline.coding.quantities import words as quantity_words
from dateline.errors import InputError
from dateline.grounding.naming.checking import countries, sectors
from dateline.model import Factuality
from dateline.record.anchoring import Row, Span, nearest

FIELDS = ("type", "mode", "factuality", "actors", "recipients", "attribution", "time", "place", "quantities")
"""The columns that can be corrected, in the order of the table."""
WORDS = ("trigger", "quote")
"""What an event that the coder missed needs besides: the words that express it, and the run of text that shows it."""


def complete(fields: Mapping[str, Any], report: Row, trigger: Span, type_: str) -> Row:
    """Values as the table keeps them.

    Args:
        report: ``text`` and ``source`` of the report; ``trigger``: of the mention; words are sought nearest to it.
        type_: of the mention, where the fields do not say.

    Raises:
        InputError: if a value cannot stand there, with what can.
    """
    taken = _Taker(report["text"], report["source"], trigger)
    made: Row = {}
    for name, value in fields.items():
        if name not in _TAKE:
            raise InputError(name, "cannot be corrected", f"one of {', '.join(FIELDS)}")
        made[name] = _TAKE[name](taken, value)
    _check_type(made, type_)
    return made


def find_words(report: Row, name: str, words: str, within: Span | None = None) -> Row:
    """The place of the words of a trigger or quote in a report.

    Raises:
        InputError: if they do not stand there.
    """
    text = report["text"]
    start, stop = (within["start"], within["stop"]) if within else (0, len(text))
    at = text.find(words, start, stop) if words else -1
    if at < 0:
        raise InputError(name, f"{words!r} is not in {'the quote' if within else 'the report'}", "copy the words as they stand")
    return {"start": at, "stop": at + len(words)}


def _check_type(made: Row, type_: str) -> None:
    known, type_ = codebook.load(), made.get("type", type_)
    if type_ not in known:
        raise InputError("type", f"{type_!r} is not in the codebook", "dateline codebook lists the types")
    if made.get("mode") and made["mode"] not in {mode.name for mode in known[type_].modes}:
        raise InputError("mode", f"{type_} has no mode {made['mode']!r}", f"dateline codebook {type_} lists its modes")


class _Taker:
    """Takes values as a person gives them, for one mention of one report."""

    def __init__(self, text: str, source: str, trigger: Span) -> None:
        self._text, self._source, self._trigger = text, source, trigger

    def as_it_is(self, value: Any) -> Any:
        return value

    def factuality(self, value: str) -> str:
        known = [one.value for one in Factuality]
        if value not in known:
            raise InputError("factuality", f"{value!r} is unknown", f"one of {', '.join(known)}")
        return value

    def parties(self, several: list[Row]) -> list[Row]:
        return [self.party(one) for one in several]

    def speaker(self, value: Row | None) -> Row | None:
        return value and self.party(value)

    def party(self, value: Row) -> Row:
        made = {name: value.get(name) or "" for name in ("text", "country", "sector", "entity")}
        if made["country"] and made["country"] not in countries():
            raise InputError(
                made["text"], f"no country has the code {made['country']!r}", "ISO 3166-1 alpha-3, or UNO EUR IGO NGO MNC ISM IMG"
            )
        if made["sector"] and made["sector"] not in sectors():
            raise InputError(made["text"], f"unknown sector {made['sector']!r}", f"one of {', '.join(sorted(sectors()))}")
        return made | self._at(value, made["text"])

    def time(self, value: Row | None) -> Row | None:
        if value is None:
            return None
        first, last = (_day(value[end]) for end in ("from", "to"))
        if last < first:
            raise InputError("time", f"{last} is before {first}", "give the first day first")
        span = "day" if first == last else "range"
        return {"from": str(first), "to": str(last), "text": "", "granularity": span, "zone": ""} | {
            name: value[name] for name in ("text", "granularity", "zone") if value.get(name)
        }

    def place(self, value: Row | None) -> Row | None:
        if value is None:
            return None
        made = {name: value.get(name) or "" for name in ("text", "country", "admin1")}
        if not made["text"]:
            raise InputError("place", "has no name", "give the words of the report")
        if made["country"] and made["country"] not in countries():
            raise InputError("place", f"no country has the code {made['country']!r}", "ISO 3166-1 alpha-3")
        point = {name: value.get(name) for name in ("lat", "lon")}
        return {**made, **point, **{name: value.get(name) or "" for name in ("geonames", "kind", "precision")}}

    def quantities(self, several: list[Row]) -> list[Row]:
        return [self._quantity(one) for one in several]

    def _quantity(self, value: Row) -> Row:
        kinds, best = quantity_words()["kinds"], float(value["best"])
        if value["kind"] not in kinds:
            raise InputError("quantities", f"unknown kind {value['kind']!r}", f"one of {', '.join(kinds)}")
        low, high = (None if (bound := value.get(end, best)) is None else float(bound) for end in ("low", "high"))
        if (low is not None and low > best) or (high is not None and high < best):
            raise InputError("quantities", f"{best:g} is not between its bounds", "low, best, high in this order")
        made = {"kind": value["kind"], "low": low, "best": best, "high": high, "unit": value.get("unit") or ""}
        place = {name: value.get(name, self._trigger[name]) for name in ("start", "stop")}
        return made | place

    def _at(self, value: Row, words: str) -> Row:
        """Where a party stands: where it is said to, else its words next to the trigger; the publisher need not be named in the text."""
        if "start" in value and "stop" in value:
            if not 0 <= value["start"] <= value["stop"] <= len(self._text):
                raise InputError(words, "stands outside of the report", "count characters of its text")
            return {"start": value["start"], "stop": value["stop"]}
        at = nearest(self._text, words, self._trigger["start"])
        if at < 0 and not (words and words == self._source):
            raise InputError(words or "party", "is not in the report" if words else "has no name", "copy the words as they stand")
        return {"start": at, "stop": at + len(words)} if at >= 0 else {"start": 0, "stop": 0}


_TAKE: Mapping[str, Callable[[_Taker, Any], Any]] = {
    "type": _Taker.as_it_is,
    "mode": _Taker.as_it_is,
    "factuality": _Taker.factuality,
    "actors": _Taker.parties,
    "recipients": _Taker.parties,
    "attribution": _Taker.speaker,
    "time": _Taker.time,
    "place": _Taker.place,
    "quantities": _Taker.quantities,
}


def _day(value: date | str) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(value)
    except ValueError as error:
        raise InputError("time", f"{value!r} is no day", "write YYYY-MM-DD") from error
