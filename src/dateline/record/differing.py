"""What is another in one record than in an earlier one: events that came, went or changed, in which field, and why.

Events are the same where they have an id, or the acts that their mentions tell, in common: a mention by its id, else by the words that
express it in the same report.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.record import causes as why
from dateline.record.causes import Cause
from dateline.record.rows import Row
from dateline.record.sides import EARLIER, Side, claims, coded_by, sides, steps
from dateline.record.store import Store
from dateline.record.successors import pair

CAME, WENT, CHANGED, JOINED, PARTED = "came", "went", "changed", "joined", "parted"
_OWN = ("mention", "report", "version", "event", "words", "said")  # columns of a mention that say which it is, not what it tells
_SAME = (("from", "time"), ("to", "time"), ("first_told", "published"))  # columns of events, and of mentions that tell the same
Telling = tuple[Row | None, Row | None]
"""A mention in the earlier record and in the later; ``None`` where there is none."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that is another: of the event, or of one telling of it (``mention``, its id in the later record)."""

    name: str
    before: Any
    after: Any
    mention: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One event, claim or report that is another in the later record.

    Attributes:
        what: event, claim or report.
        kind: came, went, changed; joined: its tellings are of another event now, parted: of another before.
        before, after: its id in the two records; of one that was joined or parted, the other event's; of a report, its version.
        row: as the later record has it, or where it has none the earlier.
        words: the sentence that tells it first; of a report, its name.
    """

    what: str
    kind: str
    before: str | None
    after: str | None
    row: Row
    words: str
    fields: tuple[Field, ...]
    causes: tuple[Cause, ...]


def differences(earlier: str | Path, later: str | Path, without: Collection[str] = ()) -> list[Change]:
    """All in which two records differ: events, claims, then reports, by id.

    Args:
        without: names of fields that are not looked at.

    Raises:
        RecordError: if one of the records cannot be read.
    """
    if Path(earlier).exists() and Path(later).exists() and Path(earlier).samefile(later):
        return []
    with Store.open(later, write=False) as store:
        store.attach(earlier, EARLIER)
        before, after = sides(store)
        found = [*_Comparison(before, after).changes(), *_claims(store, before, after), *_reports(before, after)]
    kept = ((change, tuple(f for f in change.fields if f.name not in without)) for change in found)
    return [
        Change(c.what, c.kind, c.before, c.after, c.row, c.words, fields, c.causes) for c, fields in kept if fields or c.kind != CHANGED
    ]


class _Comparison:
    """The events of two records, each with what it is in the other."""

    def __init__(self, before: Side, after: Side) -> None:
        self._before, self._after = before, after
        self._told = _tellings(before, after)
        self._back = {other: one for one, other in self._told.items()}
        shared = Counter((before.mentions[one]["event"], after.mentions[other]["event"]) for one, other in self._told.items())
        self._same: dict[str, str] = {}
        self._was: dict[str, str] = {}
        self._into: dict[str, str] = {}
        self._from: dict[str, str] = {}
        for one, other in sorted(shared, key=lambda two: (-shared[two], two[0] != two[1], two)):  # that have most in common first
            if one not in self._same and other not in self._was:
                self._same[one], self._was[other] = other, one
            self._into.setdefault(one, other)
            self._from.setdefault(other, one)

    def changes(self) -> Iterator[Change]:
        """The events that are not in both records alike, by id."""
        for event in sorted(self._before.events.keys() | self._after.events.keys()):
            if event in self._after.events and (change := self._later(event)):
                yield change
            if event in self._before.events and event not in self._same:
                yield self._gone(event)

    def _later(self, event: str) -> Change | None:
        """An event of the later record: new, parted from another, changed; ``None`` of one that is as it was."""
        row, words, was = self._after.events[event], _first_words(self._after, event), self._was.get(event)
        if was is None:
            mentions = [self._after.mentions[m] for m in self._after.of[event]]
            pairs: list[Telling] = [(self._before.mentions.get(self._back.get(m["mention"], "")), m) for m in mentions]
            parted_from = self._from.get(event)
            return Change("event", PARTED if parted_from else CAME, parted_from, event, row, words, (), self._causes(pairs))
        pairs = self._pairs(was, event)
        fields = list(_fields(self._before.events[was], row, ()))
        fields += _told_fields(pairs, {field.name for field in fields})
        return Change("event", CHANGED, was, event, row, words, tuple(fields), self._causes(pairs)) if fields else None

    def _gone(self, event: str) -> Change:
        """An event of the earlier record that is none of the later one's."""
        into, row, words = self._into.get(event), self._before.events[event], _first_words(self._before, event)
        pairs: list[Telling] = [(self._before.mentions[m], self._after.mentions.get(self._told.get(m, ""))) for m in self._before.of[event]]
        return Change("event", JOINED if into else WENT, event, into, row, words, (), self._causes(pairs))

    def _pairs(self, was: str, event: str) -> list[Telling]:
        """The tellings of an event in both records, side by side."""
        pairs: list[Telling] = []
        for mention in self._before.of[was]:
            other = self._after.mentions.get(self._told.get(mention, ""))
            pairs.append((self._before.mentions[mention], other if other and other["event"] == event else None))
        seen = {other["mention"] for _, other in pairs if other}
        return pairs + [(None, self._after.mentions[m]) for m in self._after.of[event] if m not in seen]

    def _causes(self, pairs: Sequence[Telling]) -> tuple[Cause, ...]:
        """Why tellings differ; where all say the same, why they were grouped otherwise."""
        found: dict[Cause, None] = {}
        for one, other in pairs:  # a telling that the event has in one record alone may be another event's in the other
            one = one or (self._before.mentions.get(self._back.get(other["mention"], "")) if other else None)
            other = other or (self._after.mentions.get(self._told.get(one["mention"], "")) if one else None)
            if _differ(one, other):
                found |= dict.fromkeys(why.of_mention(self._before, self._after, one, other))
        mentions = [m["mention"] for two in pairs for m in two if m]
        return _together(found) or tuple(why.of_grouping(self._before, self._after, mentions))


def _tellings(before: Side, after: Side) -> dict[str, str]:
    """The mention of the later record that tells what each of the earlier one told."""
    told = {mention: mention for mention in before.mentions if mention in after.mentions}
    olds: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    news: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for mention, row in before.mentions.items():
        if mention not in told:
            olds[row["report"], row["version"]][mention] = row
    for mention, row in after.mentions.items():
        if mention not in told:
            news[row["report"], row["version"]].append(row)
    for key, several in olds.items():
        told |= {mention: row["mention"] for mention, row in pair(several, news[key]).items()}
    taken = set(told.values())
    elsewhere = {_sentence(row): mention for mention, row in after.mentions.items() if mention not in taken}
    for mention, row in before.mentions.items():  # the report was edited, but not the sentence
        if mention not in told and (found := elsewhere.pop(_sentence(row), None)):
            told[mention] = found
    return told


def _sentence(row: Row) -> tuple[str, ...]:
    return row["report"], row["type"], row["said"], row["words"]


def _fields(one: Row, other: Row, without: Collection[str], mention: str = "") -> Iterator[Field]:
    for name in one:
        if name not in without and one[name] != other[name]:
            yield Field(name, one[name], other[name], mention)


def _told_fields(pairs: Sequence[Telling], told: Collection[str]) -> Iterator[Field]:
    """What tellings say otherwise: of an event that is told once, only what is not ``told`` of the event itself."""
    known = {*_OWN, "reason"}
    if len(pairs) == 1:
        known |= {*told, *(of_mention for of_event, of_mention in _SAME if of_event in told)}
    for one, other in pairs:
        if one is None or other is None:
            yield Field("telling", one and one["mention"], other and other["mention"])
            continue
        yield from _fields(one, other, known, other["mention"])
        if steps(one) != steps(other):
            yield Field("reason", one["reason"], other["reason"], other["mention"])


def _differ(one: Row | None, other: Row | None) -> bool:
    if one is None or other is None:
        return True
    return steps(one) != steps(other) or any(one[name] != other[name] for name in one if name not in ("event", "reason"))


def _together(causes: Collection[Cause]) -> tuple[Cause, ...]:
    """Causes of one kind as one, with all that they name."""
    by: dict[tuple[str, str, str, str], list[Cause]] = defaultdict(list)
    for cause in causes:
        by[cause.kind, cause.what, cause.before, cause.after].append(cause)
    return tuple(
        Cause(*key, tuple(dict.fromkeys(e for c in same for e in c.entries)), tuple(dict.fromkeys(b for c in same for b in c.by)))
        for key, same in by.items()
    )


def _first_words(side: Side, event: str) -> str:
    """The sentence that tells an event first; it names the event, so it is there wherever the event is."""
    told = side.mentions.get(event) or side.mentions[side.of[event][0]]
    return str(told["said"])


def _claims(store: Store, before: Side, after: Side) -> Iterator[Change]:
    pairs = claims(store)
    keys = {(row["report"], row["version"]) for two in pairs for row in two if row}
    coded = [coded_by(store, side, keys) for side in (f"{EARLIER}.", "")]
    for one, other in pairs:
        row = other or one or {}
        key = row["report"], row["version"]
        kind = CAME if one is None else WENT if other is None else CHANGED
        fields = tuple(_fields(one, other, ("said",))) if one and other else ()
        names = [by.get(key, "") for by in coded]
        reason = why.of_version(key[0], (before.current.get(key[0]), after.current.get(key[0])))
        reason = reason or why.of_manifests(before.parts[names[0]], after.parts[names[1]])
        ids = (row["claim"] if one else None, row["claim"] if other else None)
        yield Change("claim", kind, *ids, row, str(row["said"]), fields, tuple(reason))


def _reports(before: Side, after: Side) -> Iterator[Change]:
    for name in sorted(before.current.keys() | after.current.keys()):
        one, other = before.current.get(name), after.current.get(name)
        if one != other:
            kind = CAME if one is None else WENT if other is None else CHANGED
            yield Change(
                "report",
                kind,
                one,
                other,
                {"report": name},
                name,
                (Field("version", one, other),),
                tuple(why.of_version(name, (one, other))),
            )
