"""Marked pairs to learn the relation from: the marked sentences beside the checkout, and pairs of coded acts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import torch

from dateline.coding.learned.marking import marked_ids
from dateline.coding.learned.wordpieces import WordPieces
from dateline.coding.relating import unmark
from dateline.model import Span
from dateline.training.gold import CodedReport
from dateline.training.network import ROOTS, Marked

_YIELDING = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def marked_rows(path: Path, pieces: WordPieces) -> list[tuple[str, Marked]]:
    """The rows of a file of marked sentences, by id."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = []
    for row in rows:
        marked = unmark(row["marked"])
        ids, source, target = marked_ids(marked.text, marked.sources, marked.targets, pieces)
        found.append((row["id"], Marked(torch.as_tensor(ids), source, target, ROOTS.index(row["root"]))))
    return found


def coded_pairs(reports: Iterable[CodedReport], pieces: WordPieces) -> Iterator[Marked]:
    """Every actor and recipient that one coded sentence names, marked in it."""
    for coded in reports:
        for act in coded.acts:
            if act.factuality == "negated":
                continue
            text = act.sentence.of(coded.report.text)
            for actor in act.actors[:2]:
                for recipient in act.recipients[:2]:
                    if actor.span and recipient.span and not actor.span.overlaps(recipient.span):
                        spans = [Span(s.start - act.sentence.start, s.end - act.sentence.start) for s in (actor.span, recipient.span)]
                        ids, source, target = marked_ids(text, spans[:1], spans[1:], pieces)
                        yield Marked(torch.as_tensor(ids), source, target, ROOTS.index(_YIELDING.get(act.type, act.type)))
