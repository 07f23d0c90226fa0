"""Values of the record as the pages write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from dateline.coding import codebook
from dateline.display import counted, label, plain, when
from dateline.model import Report, Span, TimeSpan
from dateline.reading.heading import read_heading
from dateline.record.applying import PAST, words
from dateline.record.browsing.answers import Line, Shown
from dateline.record.looking import bounds
from dateline.web import marking, naming

_HEADING = 90  # characters of a text that stand for its title
_EVENT = re.compile(r"\bevent ([0-9a-f]{12})\b")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def days(row: Mapping[str, Any]) -> str:
    """The days of an event as exactly as they are known: ``2022-02-03``, ``2022-02``, ``2022``, ``2022-01-01 to 2022-01-30``."""
    if row["from"] is None:
        return "—"
    return when(TimeSpan(row["from"], row["to"] or row["from"], "", Span(0, 0)))


def what(row: Mapping[str, Any]) -> str:
    """Type and mode: ``ACCUSE / disapprove``."""
    return f"{row['type']} / {row['mode']}" if row["mode"] else str(row["type"])


def when_told(line: Line) -> str:
    """The day of an event of a list, as exactly as it is known; of one that no telling dates, when it was told."""
    if line.first is None:
        return iso(line.told)
    return when(TimeSpan(line.first, line.last or line.first, "", Span(0, 0)))


def side(row: Line | Mapping[str, Any]) -> str:
    """Whether a type is one of ``cooperation`` or of ``conflict``."""
    type_ = row.type if isinstance(row, Line) else row["type"]
    book = codebook.load()
    return book[type_].class_.rpartition(" ")[2] if type_ in book else ""


def party_page(one: Shown) -> str:
    """The address of a party's page: of a state that of its country, of who is in the registry his or hers, else of country and sector."""
    return f"/actors/{segment(one.country if one.entity.startswith('state:') else one.asked)}"


def row_page(party: Mapping[str, Any]) -> str:
    """The address of the page of a party that is a row of the record."""
    return party_page(Shown(party["text"], party["country"] or "", party["sector"] or "", party["entity"] or ""))


def on_the_web(address: str) -> bool:
    """Whether an address may be linked: what came with a report could be anything."""
    return address.startswith(("https://", "http://"))


def past(kind: str) -> str:
    """What a kind of correction is called once it is made."""
    return PAST.get(kind, kind).capitalize()


def parties(several: Sequence[Mapping[str, Any]]) -> str:
    """Parties with their codes, one after another."""
    return ", ".join(map(label, several))


def number(value: float | None, digits: int = 0) -> str:
    """A number with its thousands set off; ``—`` for none."""
    if value is None:
        return "—"
    return f"{value:,}" if isinstance(value, int) and not digits else f"{value:,.{digits}f}"


def signed(value: float | None) -> str:
    """A score with its sign; nought has none.

    >>> signed(2.5), signed(-4.0), signed(-0.04)
    ('+2.5', '−4.0', '0.0')
    """
    if value is None:
        return "—"
    return f"{value:+.1f}".replace("-", "−") if tone(value) else "0.0"


def tone(score: float) -> str:
    """Whether a score is of ``cooperation`` or of ``conflict``; empty for one that is nought as it is written.

    >>> tone(2.5), tone(-0.1), tone(0.0)
    ('cooperation', 'conflict', '')
    """
    written = round(score, 1)
    return "cooperation" if written > 0 else "conflict" if written < 0 else ""


def share(value: float) -> str:
    """A probability as the pages write it: two digits."""
    return f"{value:.2f}"


def segment(text: str) -> str:
    """A text as one segment of a path."""
    return quote(text, safe="")


def iso(day: date | None) -> str:
    """A day, or a dash."""
    return str(day) if day else "—"


def headed(rows: Sequence[Sequence[Any]]) -> Markup:
    """Rows of a table of numbers, the first cell of each its head.

    >>> headed([("2022-01-01", 2, -0.5)])
    Markup('<tr><th scope="row">2022-01-01</th><td class="n">2</td><td class="n">-0.5</td></tr>')
    """
    return Markup("".join([f'<tr><th scope="row">{escape(first)}</th>{"".join(map(_cell, others))}</tr>' for first, *others in rows]))


def _cell(value: Any) -> str:
    return f'<td class="n">{value if isinstance(value, int | float) else escape(value)}</td>'


def opening(text: str) -> str:
    """The first words of a report's text, by which it is known where it has no title.

    >>> opening("TOKYO, Jan. 30 (Wire) -- North Korea fired a missile.")
    'North Korea fired a missile.'
    """
    begun = read_heading(Report("", text)).segments
    line = " ".join((begun[0].of(text) if begun else text).split())
    return f"{line[:_HEADING].rsplit(' ', 1)[0]} …" if len(line) > _HEADING else line or "An empty report"


def events_linked(text: str) -> Markup:
    """A sentence in which each event that it names by its id leads there.

    >>> events_linked("that event 0a1b2c3d4e5f is the same < act")
    Markup('that <a href="/events/0a1b2c3d4e5f">event 0a1b2c3d4e5f</a> is the same &lt; act')
    """
    return Markup(_EVENT.sub(r'<a href="/events/\1">\g<0></a>', str(escape(text))))


def whole_days(text: str) -> Markup:
    """A text whose days are not broken at the end of a line."""
    return Markup(_DAY.sub(r"<time>\g<0></time>", str(escape(text))))


FILTERS: dict[str, Callable[..., Any]] = {
    "bounds": bounds,
    "called": naming.party,
    "corrected": words,
    "context": lambda name: name.replace("_", " and "),
    "counted": counted,
    "country": naming.country,
    "days": days,
    "events_linked": events_linked,
    "headed": headed,
    "iso": iso,
    "label": label,
    "layer": lambda layer: marking.NAMES[layer][0],
    "layers": lambda layer: marking.NAMES[layer][1],
    "number": number,
    "opening": opening,
    "party_page": party_page,
    "past": past,
    "plain": plain,
    "precision": naming.precision,
    "publisher": naming.publisher,
    "row_page": row_page,
    "segment": segment,
    "share": share,
    "side": side,
    "signed": signed,
    "tone": tone,
    "web": on_the_web,
    "what": what,
    "when": when_told,
    "whole_days": whole_days,
}
"""What templates may do with a value."""
