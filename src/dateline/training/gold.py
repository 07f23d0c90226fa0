"""Coded reports as training takes them, and gold files of the public form read as such."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.coding import codebook
from dateline.errors import InputError
from dateline.model import Factuality, Report, Span


@dataclass(frozen=True, slots=True)
class Named:
    """A party of a coded act: where the act's sentence mentions it (``None`` where it does not), its fullest name, its codes."""

    span: Span | None
    name: str
    country: str
    sector: str


@dataclass(frozen=True, slots=True)
class Told:
    """One coded act; ``also`` holds the triggers of its other tellings, ``incident`` names what other reports tell of too."""

    type: str
    mode: str | None
    factuality: str
    sentence: Span
    trigger: Span
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    speaker: Named | None
    time: tuple[date, date] | None
    place: str
    also: tuple[Span, ...]
    incident: str = ""


@dataclass(frozen=True, slots=True)
class CodedReport:
    """A report, who coded it, the sentences that were coded, and the acts found in them."""

    report: Report
    coder: str
    sentences: tuple[Span, ...]
    acts: tuple[Told, ...]


def read_gold(path: Path) -> Iterator[CodedReport]:
    """The reports of a gold file: JSON lines in the form that ``dateline code --json`` prints, as people have corrected them.

    Raises:
        InputError: at the first line that does not hold, with its number and what to mend.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _report(line, f"{path}:{number}", path.stem)


def _report(line: str, where: str, coder: str) -> CodedReport:
    try:
        row = json.loads(line)
        text, events = row["text"], row["events"]
        published = date.fromisoformat(row["published"]) if row.get("published") else None
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(where, f"no coded report ({error!r})", "write a line as dateline code --json prints it") from error
    report = Report(str(row.get("id") or where), text, published, row.get("source") or "", row.get("title") or "")
    acts = tuple(_act(event, text, f"{where}: event {n}") for n, event in enumerate(events, 1))
    return CodedReport(report, coder, (Span(0, len(text)),), acts)


def _act(event: Mapping[str, Any], text: str, where: str) -> Told:
    type_, mode = str(event.get("type")), event.get("mode")
    known = codebook.load()
    if type_ not in known:
        raise InputError(where, f"type {type_!r} is not in the codebook", "dateline codebook lists the types")
    if mode and mode not in {m.name for m in known[type_].modes}:
        raise InputError(where, f"{type_} has no mode {mode!r}", f"dateline codebook {type_} lists its modes")
    if event.get("factuality") not in {f.value for f in Factuality}:
        raise InputError(where, f"factuality {event.get('factuality')!r}", f"one of {', '.join(f.value for f in Factuality)}")
    quote, trigger = event.get("quote") or "", event.get("trigger") or ""
    begin = text.find(quote) if quote else -1
    if begin < 0:
        raise InputError(where, "its quote is not in the text", "copy the words as they stand")
    sentence = Span(begin, begin + len(quote))
    at = text.find(trigger, sentence.start, sentence.end) if trigger else -1
    if at < 0:
        raise InputError(where, f"its trigger {trigger!r} is not in its quote", "copy the word or words that tell the act")

    def named(side: str) -> tuple[Named, ...]:
        return tuple(_named(party, text, sentence) for party in event.get(side) or ())

    speaker = event.get("attribution")
    return Told(
        type_, mode, event["factuality"], sentence, Span(at, at + len(trigger)),
        named("actors"), named("recipients"),
        _named(speaker, text, sentence) if speaker else None, None, "", (),
    )  # fmt: skip


def _named(party: Mapping[str, Any], text: str, sentence: Span) -> Named:
    """A party of a gold event; where its words stand in the quote, there."""
    name = party.get("text") or ""
    at = text.find(name, sentence.start, sentence.end) if name else -1
    return Named(Span(at, at + len(name)) if at >= 0 else None, name, party.get("country") or "", party.get("sector") or "")
