"""Fit the table that says which words tell a known act of the report again; ``data/models/retelling.toml``.

    python training/fit_retelling.py

Rests on clusters of reports in our own words in which every telling is marked (``clusters/*.txt``), as the shipped coder reads them, which
has not seen them. A word at no marked telling tells none of the events.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import coded
import fit_weighing
from sklearn.model_selection import GroupKFold

from dateline.coding.coder import Coder
from dateline.coding.retelling import ECHO_FEATURES, TABLE, echo_features, may_echo
from dateline.coding.table import Table
from dateline.model import Span
from dateline.training.gold import CodedReport

MODELS = Path(__file__).parent.parent / "src" / "dateline" / "data" / "models"
FLOOR = 0.25
"""B-cubed F1 over all tellings of the clusters, merged by a table that has not seen them, is 0.694 at 0.4, 0.700 at 0.3, 0.698 at 0.25: of
those about as good the lowest, since what is missed here is found nowhere else."""


@dataclass(frozen=True, slots=True)
class Row:
    """A word and an event: what they share, and whether it tells it again."""

    report: str
    word: tuple[int, int]
    features: dict[str, float]
    same: bool


def rows(coder: Coder, reports: Sequence[CodedReport]) -> Iterator[Row]:
    """Every word compared with every event that it may tell."""
    for coded_report in reports:
        events, echoes = coder.echoes(coded_report.report)
        incidents = [_incident((e.trigger, *e.retold), e.type, coded_report) for e in events]
        text = coded_report.report.text
        for echo in echoes.among(events):
            told = _incident((echo.token.span,), "", coded_report)
            for event, incident in zip(events, incidents, strict=True):
                if may_echo(echo, event) and incident:
                    word = (echo.token.start, echo.token.end)
                    yield Row(coded_report.report.id, word, echo_features(echo, event, events, echoes, text), told == incident)


def _incident(spans: Sequence[Span], type_: str, coded_report: CodedReport) -> str:
    """The incident that is told at some words; failing that, the only one of the type in the sentence of the first."""
    acts = coded_report.acts
    at = [a.incident for a in acts if any(s.overlaps(t) for s in (a.trigger, *a.also) for t in spans)]
    near = [a.incident for a in acts if a.type == type_ and a.sentence.overlaps(spans[0])]
    return at[0] if at else near[0] if len(near) == 1 else ""


def main() -> None:
    found = list(rows(Coder(), list(coded.clusters())))
    words: dict[tuple[str, tuple[int, int]], list[tuple[float, bool]]] = {}
    for train, test in GroupKFold(5).split(found, groups=[row.report.rpartition("-")[0] for row in found]):
        table = Table(*fit_weighing.fit([(found[n].features, found[n].same) for n in train]))
        for n in test:
            words.setdefault((found[n].report, found[n].word), []).append((table.probability(found[n].features), found[n].same))
    best = sorted((max(pairs) for pairs in words.values()), reverse=True)
    tellings = sum(any(same for _, same in pairs) for pairs in words.values())
    print(f"retelling: {len(found)} pairs of {len(words)} words, {tellings} of them tellings", flush=True)
    for floor in (0.2, 0.25, 0.3, 0.4, 0.5):
        taken = [same for p, same in best if p >= floor]
        right = sum(taken)
        print(
            f"at {floor}: {len(taken)} taken, {right / max(len(taken), 1):.2f} of them right, {right / max(tellings, 1):.2f} of all found"
        )
    weights, bias = fit_weighing.fit([(row.features, row.same) for row in found])
    lines = [
        "# Written by `make train`: how likely a word tells an event of its report again; log-odds a unit of each feature.",
        f"floor = {FLOOR}",
        *fit_weighing.section("retelling", weights, bias, ECHO_FEATURES),
    ]
    (MODELS / f"{TABLE}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
