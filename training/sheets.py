"""Coding sheets: reports with numbered sentences, and under them their events, a line each.

    python training/sheets.py check SHEET…      all sheets together: every fault, with file and line; exit status 1 if there is one

A sheet holds reports like this::

    === id | 2022-02-04 | Yonhap | headline (may be empty)
    1: Blinken condemned the launch Thursday.
    2: He called it a threat.
    --
    1 | ACCUSE/disapprove | o | condemned | Blinken:USA:GOV | ^North Korea:PRK: | - | 2022-02-03 | - | 2:called

Fields of an event: sentence number · type/mode (mode may be left out) · factuality (o, f, h, n) · trigger, verbatim from the
sentence · actors · recipients · speaker whom the report cites for it · day or ``from..to`` · country of the place · other
tellings as ``sentence:trigger``. A party is ``words:COUNTRY:SECTOR`` with the words as they stand in that sentence, be it a pronoun;
``words=fullest name:COUNTRY:SECTOR`` where the report has a fuller name elsewhere; ``^fullest name:COUNTRY:SECTOR`` where the sentence does
not mention the party at all. Several parties are parted by ``;``. ``-`` is none. In clusters of reports an event line ends with
`` @ `` and the incident that it tells of. A line that begins with ``~`` is an earlier part of the report: to be read, not coded. What the
coding guide says holds.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dateline.coding import codebook

FACTUALITIES = {"o": "occurred", "f": "future", "h": "hypothetical", "n": "negated"}
SECTORS = frozenset("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()) | {""}


class Fault(ValueError):
    """A line of a sheet that does not hold."""


@dataclass(frozen=True, slots=True)
class CodedParty:
    """A party as coded: its words in the sentence (empty where it is not mentioned there), its fullest name, its codes."""

    words: str
    name: str
    country: str
    sector: str


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event as coded; ``also`` holds (sentence, trigger) of its other tellings."""

    sentence: int
    type: str
    mode: str | None
    factuality: str
    trigger: str
    actors: tuple[CodedParty, ...]
    recipients: tuple[CodedParty, ...]
    speaker: CodedParty | None
    time: tuple[date, date] | None
    place: str
    also: tuple[tuple[int, str], ...]
    incident: str = ""


@dataclass(slots=True)
class Sheet:
    """One report of a sheet, with its events where it was coded."""

    id: str
    published: date | None
    source: str
    title: str
    context: str = ""
    sentences: dict[int, str] = field(default_factory=dict)
    events: list[CodedEvent] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)


def read(*paths: Path, events_of: Path | None = None) -> tuple[list[Sheet], list[str]]:
    """The reports of one or more sheets and their faults; a report named again without a day takes the events that follow.

    With ``events_of`` only the events of that file are read.
    """
    sheets: dict[str, Sheet] = {}
    faults: list[str] = []
    sheet = Sheet("", None, "", "")
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{path}:{number}"
            if not line.strip() or line.startswith("#") or line.strip() == "--":
                continue
            if line.startswith("==="):
                id_, day, source, title = ([p.strip() for p in line[3:].split("|", 3)] + ["", "", ""])[:4]
                if not day and id_ not in sheets:
                    faults.append(f"{where}: no report {id_!r} to take events")
                published = None
                try:
                    published = _day(day) if day else None
                except Fault as error:
                    faults.append(f"{where}: {error}   [{line}]")
                sheet = Sheet(id_, published, source, title) if day else sheets.get(id_, Sheet(id_, None, "", ""))
                sheets[id_] = sheet
            elif line.startswith("~"):
                sheet.context += line[1:]
            elif told := re.match(r"(\d+): (.*)", line):
                sheet.sentences[int(told[1])] = told[2]
            elif events_of in (None, path):
                sheet.lines.append((where, line))
    for sheet in sheets.values():
        for where, line in sheet.lines:
            try:
                sheet.events.append(event(line, sheet))
            except (Fault, ValueError, KeyError) as error:
                faults.append(f"{where}: {error}   [{line}]")
    return list(sheets.values()), faults


def event(line: str, sheet: Sheet) -> CodedEvent:
    """Read one event line.

    Raises:
        Fault: if it does not hold.
    """
    line, _, incident = line.partition(" @ ")
    parts = [part.strip() for part in line.split("|")]
    if not 9 <= len(parts) <= 10:
        raise Fault(f"{len(parts)} fields; wanted 9 or 10")
    if not parts[0].isdigit() or int(parts[0]) not in sheet.sentences:
        raise Fault(f"{sheet.id} has no sentence {parts[0]}")
    number = int(parts[0])
    sentence = sheet.sentences[number]
    type_, _, mode = parts[1].partition("/")
    if mode:
        codebook.load()[type_].mode(mode)
    elif type_ not in codebook.load():
        raise Fault(f"unknown type {type_!r}")
    if parts[2] not in FACTUALITIES:
        raise Fault(f"factuality {parts[2]!r}; wanted one of {' '.join(FACTUALITIES)}")
    _within(parts[3], sentence, "trigger")
    also = tuple(_also(parts[9], sheet)) if len(parts) > 9 and parts[9] not in ("", "-") else ()
    actors = tuple(_parties(parts[4], sentence, sheet))
    if not actors:
        raise Fault("no actor")
    return CodedEvent(
        number,
        type_,
        mode or None,
        FACTUALITIES[parts[2]],
        parts[3],
        actors,
        tuple(_parties(parts[5], sentence, sheet)),
        next(_parties(parts[6], sentence, sheet), None),
        _days(parts[7]),
        "" if parts[8] == "-" else _country(parts[8]),
        also,
        incident.strip(),
    )


def _within(words: str, text: str, what: str) -> None:
    if not words or words not in text:
        raise Fault(f"{what} {words!r} is not in the sentence")


def _also(field_: str, sheet: Sheet) -> Iterator[tuple[int, str]]:
    for telling in field_.split(";"):
        number, _, trigger = telling.strip().partition(":")
        if not number.isdigit() or int(number) not in sheet.sentences:
            raise Fault(f"other telling {telling!r}: wanted sentence:trigger")
        _within(trigger.strip(), sheet.sentences[int(number)], "trigger of another telling")
        yield int(number), trigger.strip()


def _parties(field_: str, sentence: str, sheet: Sheet) -> Iterator[CodedParty]:
    if field_ in ("", "-"):
        return
    whole = " ".join((sheet.title, sheet.context, *sheet.sentences.values()))
    for one in field_.split(";"):
        parts = one.strip().rsplit(":", 2)
        if len(parts) == 2:
            parts.append("")
        if len(parts) != 3:
            raise Fault(f"party {one.strip()!r}: wanted words:COUNTRY:SECTOR")
        words, country, sector = parts[0].strip(), parts[1].strip(), parts[2].strip()
        if sector not in SECTORS:
            raise Fault(f"sector {sector!r}")
        words, _, name = words.partition("=")
        if words.startswith("^"):
            words, name = "", words[1:]
        else:
            _within(words, sentence, "party")
        _within(name or words, whole, "party's name")
        yield CodedParty(words, name or words, _country(country), sector)


def _country(code: str) -> str:
    if code and not re.fullmatch(r"[A-Z]{3}", code):
        raise Fault(f"country {code!r}")
    return code


def _days(field_: str) -> tuple[date, date] | None:
    if field_ in ("", "-"):
        return None
    start, _, end = field_.partition("..")
    first, last = _day(start), _day(end or start)
    if first > last:
        raise Fault(f"time {field_}: ends before it starts")
    return first, last


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Fault(f"{text!r} is no date; wanted YYYY-MM-DD") from error


def main() -> None:
    paths = [Path(name) for name in sys.argv[2:]]
    if sys.argv[1:2] != ["check"] or not paths:
        sys.exit(__doc__)
    sheets, faults = read(*paths)
    for fault in faults:
        print(fault)
    sentences, events = sum(len(s.sentences) for s in sheets), sum(len(s.events) for s in sheets)
    print(f"{len(sheets)} reports, {sentences} sentences, {events} events, {len(faults)} faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
