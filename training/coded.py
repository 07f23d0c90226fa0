"""Coded reports to learn from: our own sheets, and stories of the corpus coded by reference.

``training/own/*.txt`` are sheets in our own words (``sheets.py`` tells the form). ``training/coded/stories.jsonl`` holds stories of
``../shared/corpus`` by report id and offsets, never the text; its rows are read only where the corpus is at hand.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sheets import CodedEvent, CodedParty, Sheet, read

from dateline.model import Report, Span
from dateline.training.gold import CodedReport, Named, Told

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
OWN = ROOT / "training" / "own"
CLUSTERS = ROOT / "training" / "clusters"
STORIES = ROOT / "training" / "coded" / "stories.jsonl"


def own(paths: Iterable[Path] | None = None) -> Iterator[CodedReport]:
    """The reports of our own sheets."""
    for path in sorted(OWN.glob("*.txt")) if paths is None else paths:
        yield from sheet_reports(path.stem, path)


def clusters() -> Iterator[CodedReport]:
    """Reports of several publishers on the same incidents; those of one cluster share their id up to the last hyphen."""
    yield from own(sorted(CLUSTERS.glob("*.txt")))


def sheet_reports(coder: str, text: Path, coding: Path | None = None, only: Collection[str] | None = None) -> Iterator[CodedReport]:
    """The reports of a sheet, with its own codings or those of another file."""
    sheets, faults = read(text) if coding is None else read(text, coding, events_of=coding)
    if faults:
        raise ValueError("\n".join(faults))
    for sheet in sheets:
        if only is None or sheet.id in only:
            yield _located(sheet, "\n".join(sheet.sentences.values()), coder, _consecutive(sheet))


def _consecutive(sheet: Sheet) -> dict[int, Span]:
    spans, begin = {}, 0
    for number, words in sheet.sentences.items():
        spans[number] = Span(begin, begin + len(words))
        begin += len(words) + 1
    return spans


def act_at(coded: CodedReport, type_: str, words: Span) -> int | None:
    """Which coded act of a type some words tell, by its place among the acts: one at the words, else the only one in their sentence."""
    of_type = [n for n, act in enumerate(coded.acts) if act.type == type_]
    at = [n for n in of_type if any(s.overlaps(words) for s in (coded.acts[n].trigger, *coded.acts[n].also))]
    near = [n for n in of_type if coded.acts[n].sentence.overlaps(words)]
    return at[0] if at else near[0] if len(near) == 1 else None


def referred(sheet: Sheet, text: str, coder: str, spans: dict[int, Span]) -> dict[str, Any]:
    """A coded sheet as a row of ``stories.jsonl``: offsets into the story, no words of it."""
    coded = _located(sheet, text, coder, spans)
    return {
        "report": sheet.id,
        "published": str(sheet.published),
        "coder": coder,
        "sentences": [[s.start, s.end] for s in coded.sentences],
        "acts": [_row(text, act) for act in coded.acts],
    }


def stories(path: Path = STORIES) -> Iterator[CodedReport]:
    """The stories coded by reference, each as often as it was coded; none where the corpus is not beside the checkout."""
    if not CORPUS.is_dir():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        story = _corpus(row["corpus"])[row["report"]]
        sentences = tuple(Span(*s) for s in row["sentences"])
        text = story["text"][: sentences[-1].end]
        report = Report(row["report"], text, date.fromisoformat(row["published"]), story.get("source") or "", story.get("title") or "")
        acts = tuple(_act(story["text"], act) for act in row["acts"])  # a party may be named further on only
        yield CodedReport(report, row["coder"], sentences, acts)


@cache
def _corpus(name: str) -> dict[str, dict[str, Any]]:
    with gzip.open(CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {story["id"]: story for story in map(json.loads, lines)}


# ---------------------------------------------------------------------- sheets to offsets


def _located(sheet: Sheet, text: str, coder: str, spans: dict[int, Span]) -> CodedReport:
    report = Report(sheet.id, text, sheet.published, sheet.source, sheet.title)
    return CodedReport(report, coder, tuple(spans.values()), tuple(_locate(event, text, spans) for event in sheet.events))


def _locate(event: CodedEvent, text: str, spans: dict[int, Span]) -> Told:
    sentence = spans[event.sentence]
    trigger = _find(event.trigger, text, sentence)
    assert trigger is not None, event
    named = lambda p: _named(p, text, sentence, trigger)  # noqa: E731
    also = [_find(words, text, spans[number]) for number, words in event.also]
    return Told(
        event.type,
        event.mode,
        event.factuality,
        sentence,
        trigger,
        tuple(map(named, event.actors)),
        tuple(map(named, event.recipients)),
        named(event.speaker) if event.speaker else None,
        event.time,
        event.place,
        tuple(span for span in also if span),
        event.incident,
    )


def _named(party: CodedParty, text: str, sentence: Span, trigger: Span) -> Named:
    span = _find(party.words, text, sentence, near=trigger.start) if party.words else None
    return Named(span, party.name, party.country, party.sector)


def _find(words: str, text: str, within: Span, near: int | None = None) -> Span | None:
    """Where words stand in a stretch of text, whatever white space parts them: whole words first, and the nearest to an offset."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    for bounded in (rf"(?<!\w){pattern}(?!\w)", pattern):
        found = [Span(*m.span()) for m in re.compile(bounded).finditer(text, within.start, within.end)]
        if found:
            return min(found, key=lambda s: abs(s.start - near)) if near is not None else found[0]
    return None


# ---------------------------------------------------------------------- rows


def _row(text: str, act: Told) -> dict[str, Any]:
    def party(named: Named | None) -> dict[str, Any] | None:
        if named is None:
            return None
        at = text.find(named.name)
        return {
            "span": [named.span.start, named.span.end] if named.span else None,
            "name": [at, at + len(named.name)] if at >= 0 else None,
            "country": named.country,
            "sector": named.sector,
        }

    row = asdict(act)
    row |= {key: [getattr(act, key).start, getattr(act, key).end] for key in ("sentence", "trigger")}
    row |= {"actors": list(map(party, act.actors)), "recipients": list(map(party, act.recipients)), "speaker": party(act.speaker)}
    row |= {"time": list(map(str, act.time)) if act.time else None, "also": [[s.start, s.end] for s in act.also]}
    return row


def _act(text: str, row: dict[str, Any]) -> Told:
    def party(one: dict[str, Any] | None) -> Named | None:
        if one is None:
            return None
        span = Span(*one["span"]) if one["span"] else None
        name = text[slice(*one["name"])] if one["name"] else span.of(text) if span else ""
        return Named(span, name, one["country"], one["sector"])

    sides = {side: tuple(filter(None, map(party, row[side]))) for side in ("actors", "recipients")}
    time = tuple(map(date.fromisoformat, row["time"])) if row["time"] else None
    return Told(
        row["type"],
        row["mode"],
        row["factuality"],
        Span(*row["sentence"]),
        Span(*row["trigger"]),
        sides["actors"],
        sides["recipients"],
        party(row["speaker"]),
        (time[0], time[1]) if time else None,
        row["place"],
        tuple(Span(*s) for s in row["also"]),
    )
