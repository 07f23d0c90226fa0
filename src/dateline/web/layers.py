"""Parties, times, places and speakers of a report, at their words: what ``dateline annotate`` prints, as marks."""

from __future__ import annotations

import threading
from collections import OrderedDict

from dateline.display import name
from dateline.grounding.says.speakers import Citation
from dateline.model import Place, Report
from dateline.reading.annotating import Annotation, annotate
from dateline.reading.grounded import Grounding
from dateline.web.marking import Mark
from dateline.web.naming import precision

_KEPT = 64  # reports whose layers are remembered
_LONGEST = 200_000  # characters of a report that is read again for its layers


class Layers:
    """Reads layers out of reports; loads what that needs when first asked, reads one report at a time, and remembers the last ones."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._grounding: Grounding | None = None
        self._known: OrderedDict[Report, tuple[Mark, ...]] = OrderedDict()

    def of(self, report: Report) -> tuple[Mark, ...]:
        """The marks of a report; none of one that is too long to be read while somebody waits."""
        if len(report.text) > _LONGEST:
            return ()
        with self._lock:
            if report not in self._known:
                self._grounding = self._grounding or Grounding()
                self._known[report] = tuple(_marks(annotate(self._grounding.of(report))))
                if len(self._known) > _KEPT:
                    self._known.popitem(last=False)
            self._known.move_to_end(report)
            return self._known[report]


def _marks(found: Annotation) -> list[Mark]:
    text = found.report.text
    spans = [p.span for p in found.actors]
    outer = [p for p in found.actors if not any(s.covers(p.span) and s != p.span for s in spans)]
    parties = [Mark(p.span.start, p.span.end, "party", name(p)) for p in outer]
    times = [Mark(t.span.start, t.span.end, "time", f"{t.kind.lower()} {t.value}") for t in found.times]
    places = [Mark(p.span.start, p.span.end, "place", _where(p)) for p in found.places if p.use == "place"]
    return [*parties, *times, *places, *(mark for citation in found.attributions for mark in _cited(citation, text))]


def _where(place: Place) -> str:
    at = "" if place.latitude is None or place.longitude is None else f"{place.latitude:.2f}, {place.longitude:.2f}"
    lies = ", ".join(filter(None, (place.admin1, place.country)))
    return f"{precision(place.precision) or 'place'}: " + "; ".join(filter(None, (lies, at, place.because)))


def _cited(citation: Citation, text: str) -> list[Mark]:
    content = " ".join(span.of(text) for span in citation.content)
    said = f"{content[:157]}…" if len(content) > 160 else content
    return [Mark(span.start, span.end, "speaker", f"says: {said}" if said else "is cited") for span in citation.source]
