"""Claims checked against the record: supported, contradicted or not enough, by a rule that is told, with what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from dateline.coding.kinds import load as load_kinds
from dateline.datafiles import data, read_toml
from dateline.grounding.when import zones
from dateline.record.bounds import Bounds, Verdict
from dateline.record.coverage import Covering
from dateline.record.fitting import Fitting
from dateline.record.inquiry import Inquiry
from dateline.record.judging import judge
from dateline.record.series import MANY, candidates, vocabulary
from dateline.record.stating import Statement, said
from dateline.record.store import Store
from dateline.record.tallying import EVENTS, OCCASIONS, PIECES, Fitted, Rule
from dateline.record.twins import paired

_FAILED = "failure"


@dataclass(frozen=True, slots=True)
class Change:
    """Another way to count, and what it gives."""

    rule: str
    verdict: Verdict
    answer: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the record says of a claim.

    Attributes:
        answer: why, in one sentence; ``rule``: how was counted, in words.
        counted: the events that count; ``doubtful``: those that may, each with the reason.
        changes: what other ways to count would give; ``remarks``: what the record lacks.
    """

    statement: Statement
    today: date
    verdict: Verdict
    answer: str
    rule: str
    counted: tuple[Fitted, ...]
    doubtful: tuple[tuple[Fitted, str], ...]
    changes: tuple[Change, ...]
    remarks: tuple[str, ...]
    zone: str = ""


class Checker:
    """Checks claims against one record; what several claims count alike is looked up once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._is_large = store.rows("SELECT count(*) AS n FROM events")[0]["n"] > MANY
        self._known: dict[tuple[object, ...], _Series] = {}

    def check(self, statement: Statement, today: date) -> Finding:
        """Check a claim.

        Args:
            today: the day as of which it is made: nothing after it counts.
        """
        if not statement.type and statement.kind != "breach":
            why = f"which acts of the codebook {statement.series!r} are, its words do not tell"
            return Finding(statement, today, Verdict.OPEN, why, "", (), (), (), ())
        if statement.undated:
            why = f"which days {statement.undated!r} are, the text does not tell"
            return Finding(statement, today, Verdict.OPEN, why, "", (), (), (), ())
        series = self._series(statement, today)
        rule = Rule(_unit(statement), _zone(statement, series.events))
        asked = Inquiry(statement, paired(series.events, rule.zone), rule, series.covering, today, rule.zone)
        verdict, answer = judge(asked)
        remarks = (*series.unheard, *asked.remarks)
        return Finding(
            statement,
            today,
            verdict,
            answer,
            _told(rule, statement),
            tuple(asked.counted),
            tuple(asked.doubtful),
            tuple(_changes(asked, verdict)),
            remarks,
            rule.zone,
        )

    def _series(self, statement: Statement, today: date) -> _Series:
        place = str(statement.place) if statement.place else ""
        days = (statement.window, statement.than, statement.when, today) if self._is_large else ()
        key = (statement.type, statement.mode, statement.actors, statement.recipients, place, statement.terms, *days)
        if key not in self._known:
            among = candidates(self._store, statement, today)
            fitting = Fitting(statement, lambda: vocabulary(self._store, statement))
            unheard = (f"nothing in the record tells of {', '.join(fitting.unheard)}",) if fitting.unheard else ()
            events = [Fitted(candidate, fitting.of(candidate)) for candidate in among]
            self._known[key] = _Series(events, Covering(self._store, statement, fitting.terms), unheard)
        return self._known[key]


@dataclass(frozen=True, slots=True)
class _Series:
    """The events that may be of a series, how well the record covers it, and what nothing tells of."""

    events: Sequence[Fitted]
    covering: Covering
    unheard: tuple[str, ...]


# ------------------------------------------------------------------ rules


@cache
def _rules() -> dict[str, Any]:
    return read_toml(data() / "lexicon" / "claims.toml")


def _unit(statement: Statement) -> str:
    """What counts as one: pieces where the claim counts them, occasions of acts that come in salvoes, else events."""
    head = statement.series.split()[-1] if statement.series else ""
    if statement.kind == "toll" or (head in _rules()["pieces"]["nouns"] and statement.kind not in ("first", "only", "last", "none")):
        return PIECES
    return OCCASIONS if f"{statement.type}/{statement.mode}" in _rules()["occasions"]["acts"] else EVENTS


def _zone(statement: Statement, series: Sequence[Fitted]) -> str:
    """The zone that the claim names, else that of the country where the acts were, else of who did them."""
    if statement.zone and statement.zone != zones.LOCAL:
        return statement.zone
    places = {str(f.candidate.place["country"]) for f in series if f.candidate.place and f.candidate.moment}
    whose = {side.country for side in statement.actors}
    return next((zone for countries in (places, whose) if len(countries) == 1 and (zone := zones.of_country(next(iter(countries))))), "")


_UNITS = {
    OCCASIONS: "launch events: all of one day is one",
    PIECES: "pieces: each missile, shell or other thing fired is one",
    EVENTS: "events as the record tells them apart",
}


def _told(rule: Rule, statement: Statement) -> str:
    """How is counted, in words."""
    acts = f"{statement.type} {statement.mode}".strip() if statement.mode else statement.type
    whose = f" by {statement.whose}" if statement.whose else " by anybody"
    whom = f", done to {said(statement.recipients)}" if statement.recipients else ""
    where = f" in {statement.place['text']}" if statement.place else ""
    narrowed = f", {' and '.join(statement.terms)}" if statement.terms else ""
    told = statement.kind == "toll" and statement.series != "weapons"
    unit = f"{statement.series}, as told with the act" if told else _UNITS[rule.unit]
    zone = f"days of {rule.zone}" if rule.zone else "days as they are told"
    return f"{unit}; {zone}; acts that occurred, {acts}{whose}{whom}{where}{narrowed}"


# ------------------------------------------------------------------ what would change the answer


def _changes(asked: Inquiry, verdict: Verdict) -> Iterator[Change]:
    """The other ways to count that a reader may have meant: by the piece always, others where they give something else."""
    rule = asked.rule
    salvoes = f"{asked.statement.type}/{asked.statement.mode}" in _rules()["occasions"]["acts"]
    if salvoes and asked.statement.kind in ("ordinal", "count", "more", "fewer", "most"):
        unit, words = (PIECES, "counted by the piece") if rule.unit == OCCASIONS else (OCCASIONS, "counted by launch events")
        yield _other(asked, replace(rule, unit=unit), words)[0]
    zone = next((source.zone for source in asked.covering.sources if source.zone), "")
    others = []
    if zone != rule.zone and any(f.candidate.moment for f in asked.series):
        others.append(_other(asked, replace(rule, zone=zone), f"with days of {zone}" if zone else "with days as they are told"))
    if any(_is_failure(f) for f in asked.counted):
        left = [f for f in asked.series if not _is_failure(f)]
        others.append(_other(asked, rule, "without attempts that failed", left))
    yield from (change for change, counts in others if change.verdict is not verdict or counts != asked.counts)


def _other(asked: Inquiry, rule: Rule, words: str, series: Sequence[Fitted] | None = None) -> tuple[Change, list[Bounds]]:
    """What another way to count gives, and how many."""
    other = Inquiry(asked.statement, asked.series if series is None else series, rule, asked.covering, asked.today, asked.zone)
    return Change(words, *judge(other)), other.counts


def _is_failure(one: Fitted) -> bool:
    outcomes = load_kinds().outcomes
    return any(outcomes.get(value.casefold()) == _FAILED for value in one.candidate.details.values())
