"""How a coding shows itself to people: short labels, and HTML for notebooks.

The labels are shared by the command line's tables. Everything that comes from a report is made safe first: control
characters cannot reach a terminal, and markup cannot reach a page.
"""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from dateline.model import Coding, EventMention, Party, Span, TimeSpan

_STYLE = {
    "trigger": "background:#ffd54f;color:#000;border-radius:3px;padding:0 2px",
    "actor": "border-bottom:2px solid #1e88e5",
    "recipient": "border-bottom:2px solid #d81b60",
    "cell": "text-align:left;vertical-align:top;padding:2px 12px 2px 0",
    "text": "white-space:pre-wrap;line-height:1.7;max-width:60em",
}
Mark = tuple[Span, str, str]
"""Words that are set off: where, by which style, and what they are."""
COLUMNS = ("When", "Who → whom", "Type/mode", "Factuality", "Says who", "Words")


def plain(text: str) -> str:
    """One line of text without characters that steer a terminal."""
    if text.isprintable():  # as nearly all are
        return " ".join(text.split())
    kept = (c if c.isprintable() else " " if c.isspace() else "" if unicodedata.category(c) in ("Cf", "Cc") else "\ufffd" for c in text)
    return " ".join("".join(kept).split())


def counted(number: int, noun: str) -> str:
    """So many of what a noun names that takes an s.

    >>> counted(1, "event"), counted(0, "event"), counted(1200, "new report")
    ('1 event', '0 events', '1,200 new reports')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def in_line(left: str, middle: str, right: str) -> tuple[str, str, str]:
    """Three parts of a text as one plain line; the spaces between them stand at the ends of the outer two.

    >>> in_line("France\\n", "condemned", " the test")
    ('France ', 'condemned', ' the test')
    """
    return plain(left) + " " * left[-1:].isspace(), plain(middle), " " * right[:1].isspace() + plain(right)


def when(time: TimeSpan | None) -> str:
    """The days of an event: ``2022-02-03``, ``2022-02``, ``2022`` or ``2022-01-01 to 2022-01-30``."""
    if time is None:
        return ""
    start, end = time.start, time.end
    if start == end:
        return start.isoformat()
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"{start.year:04}"
    if (start.year, start.month, start.day) == (end.year, end.month, 1) and end.day == calendar.monthrange(end.year, end.month)[1]:
        return f"{start:%Y-%m}"
    return f"{start} to {end}"


def codes(party: Party) -> str:
    """Country and sector of a party: ``USA GOV``."""
    return " ".join(filter(None, (party.country, party.sector)))


def name(party: Party) -> str:
    """A party's name with its codes: ``Antony Blinken (USA GOV)``."""
    return f"{plain(party.text)} ({codes(party)})" if codes(party) else plain(party.text)


def names(parties: Sequence[Party]) -> str:
    """Several parties in one line."""
    return ", ".join(name(party) for party in parties)


def label(named: Mapping[str, Any]) -> str:
    """A party or a place of a record with its codes."""
    told = " ".join(filter(None, (named["country"], named.get("sector", ""))))
    return f"{plain(named['text'])} ({told})" if told else plain(named["text"])


def who(event: EventMention) -> str:
    """Actors and, after an arrow, recipients."""
    return f"{names(event.actors)} → {names(event.recipients)}" if event.recipients else names(event.actors)


def what(event: EventMention) -> str:
    """Type and mode: ``ACCUSE/disapprove``."""
    return f"{event.type}/{event.mode}" if event.mode else event.type


def says(event: EventMention) -> str:
    """The cited speaker; empty for the report's own voice."""
    return name(event.attribution.party) if event.attribution else ""


def words(event: EventMention, text: str, width: int) -> tuple[str, str, str]:
    """About ``width`` characters of the quote around the trigger: what is before it, the trigger, what is after.

    The three read on: spaces between them stand at the ends of the outer two.
    """
    left, middle, right = _around(event, text)
    before, trigger, after = plain(left), plain(middle), plain(right)
    room = max(width - len(trigger) - 2, 20)
    ahead = max(min(len(before), room // 3), room - len(after))
    if len(before) > ahead:
        before = "… " + before[-ahead:].partition(" ")[2]
    rest = max(room - len(before), 12)
    if len(after) > rest:
        after = after[:rest].rpartition(" ")[0] + " …"
    return before + " " * left[-1:].isspace(), trigger, " " * right[:1].isspace() + after


def _around(event: EventMention, text: str) -> tuple[str, str, str]:
    quote, trigger = event.quote, event.trigger
    if not quote.covers(trigger):
        return "", trigger.of(text), ""
    return text[quote.start : trigger.start], trigger.of(text), text[trigger.end : quote.end]


def coding_html(coding: Coding) -> str:
    """A report with its events as a table and its text with the words of each event marked."""
    report = coding.report
    head = " · ".join(filter(None, (report.title, report.source, str(report.published or ""))))
    rows = "".join(_row(event, coding.report.text) for event in coding.events)
    table = _table(COLUMNS, rows) if rows else "<p>no events</p>"
    remarks = "".join(f"<li>{escape(plain(c.span.of(report.text)))} <small>({escape(c.kind)} claim)</small></li>" for c in coding.claims)
    remarks += "".join(f"<li>{escape(warning)}</li>" for warning in coding.warnings)
    notes = f"<ul>{remarks}</ul>" if remarks else ""
    text = "".join(_marked(report.text, _marks(coding)))
    return f'<div><p><b>{escape(plain(head))}</b></p>{table}{notes}<div style="{_STYLE["text"]}">{text}</div></div>'


def event_html(event: EventMention) -> str:
    """One event as a table of a single row; its words stand in the report, which a mention does not hold."""
    return _table(COLUMNS[:-1], _row(event, None))


def _table(columns: Sequence[str], rows: str) -> str:
    heads = "".join(f'<th style="{_STYLE["cell"]}">{escape(column)}</th>' for column in columns)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(event: EventMention, text: str | None) -> str:
    cells = [escape(cell) for cell in (when(event.time), who(event), what(event), event.factuality.value, says(event))]
    if text is not None:
        before, trigger, after = (escape(part) for part in words(event, text, 120))
        cells.append(f"{before}<b>{trigger}</b>{after}")
    return "<tr>" + "".join(f'<td style="{_STYLE["cell"]}">{cell}</td>' for cell in cells) + "</tr>"


def event_of_record_html(event: Mapping[str, Any]) -> str:
    """An event of a record with all its mentions, as :func:`dateline.record.looking.look` gives it: who says it in which words, the act and
    its parties marked, and what they disagree on.
    """
    parties = " → ".join(filter(None, (", ".join(label(p) for p in event[side]) for side in ("actors", "recipients"))))
    act = f"{event['type']}/{event['mode']}" if event["mode"] else event["type"]
    days = " to ".join(dict.fromkeys(str(event[end]) for end in ("from", "to") if event[end]))
    place = label(event["place"]) if event["place"] else ""
    head = " · ".join(filter(None, (act, event["factuality"], days, parties, place)))
    differing = "".join(f"<li>{escape(f'{field}: {_values(values)}')}</li>" for field, values in event["disagreements"].items())
    notes = f"<p>disagreed on</p><ul>{differing}</ul>" if differing else ""
    rows = "".join(_telling(mention) for mention in event["mentions"])
    return f"<div><p><b>{escape(plain(head))}</b></p>{notes}{_table(('Source', 'Published', 'Words'), rows)}</div>"


def _values(values: Sequence[Mapping[str, Any]]) -> str:
    return "; ".join(f"{plain(one['value'])} ({', '.join(map(plain, one['said_by']))})" for one in values)


def _telling(mention: Mapping[str, Any]) -> str:
    source = plain(mention["teller"]) + (f", citing {plain(mention['says'])}" if mention["says"] else "")
    text = "".join(mention["words"])
    begin = min(mention["quote"]["start"], mention["trigger"]["start"])
    marks = [(mention["trigger"], "trigger", mention["type"])]
    for side in ("actor", "recipient"):
        marks += [(party, side, f"{side}: {label(party)}") for party in mention[f"{side}s"]]
    here = [m for m in marks if begin <= m[0]["start"] < m[0]["stop"] <= begin + len(text)]  # a party may be named in another sentence
    shown = _apart((Span(place["start"] - begin, place["stop"] - begin), role, title) for place, role, title in here)
    cells = (escape(source), escape(str(mention["published"] or "undated")), "".join(_marked(text, shown)))
    return "<tr>" + "".join(f'<td style="{_STYLE["cell"]}">{cell}</td>' for cell in cells) + "</tr>"


def _marked(text: str, marks: Sequence[Mark]) -> Iterator[str]:
    """A text in escaped pieces, some of them marked."""
    position = 0
    for span, role, title in marks:
        yield escape(text[position : span.start])
        yield f'<span style="{_STYLE[role]}" title="{escape(title)}">{escape(span.of(text))}</span>'
        position = span.end
    yield escape(text[position:])


def _marks(coding: Coding) -> list[Mark]:
    """Triggers and parties of a report."""
    wanted = [(event.trigger, "trigger", f"{what(event)}: {who(event)}") for event in coding.events]
    wanted += [(party.span, "actor", f"actor: {name(party)}") for event in coding.events for party in event.actors]
    wanted += [(party.span, "recipient", f"recipient: {name(party)}") for event in coding.events for party in event.recipients]
    return _apart(wanted)


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """Marks in the order of the text; where some overlap, the first that is given."""
    chosen: list[Mark] = []
    for mark in marks:
        if mark[0].start < mark[0].end and not any(mark[0].overlaps(other[0]) for other in chosen):
            chosen.append(mark)
    return sorted(chosen, key=lambda mark: mark[0])
