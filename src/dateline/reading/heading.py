"""What stands before a report's first sentence: date line, photo caption and credit, headline, dateline.

They are read as what they are. The date line gives the publication date, the dateline the reporting city (never the
place of an act), the agency the source; captions are coded as text of their own; headline and credits are not coded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from dateline.datafiles import data, read_toml
from dateline.grounding.naming import registry
from dateline.grounding.where import gazetteer
from dateline.model import Report, Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = (
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH}),?\s+(?P<year2>\d{{4}}))"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]?\s+)?"
_CLOCK = r"(?:[ T,]+\d\d?:\d\d(?::\d\d)?(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s*[A-Z]{2,4})?)?"
# Blanks are taken all at once, possessively: a text may have a hundred thousand of them in a row.
_MARK = r"(?:(?:date|dated|published|posted|updated)\b\s*+(?::\s*+)?(?:on\s++)?)?"
_DATE_LINE = re.compile(rf"\s*+{_MARK}{_WEEKDAY}{_DATE}{_CLOCK}(?=\s)", re.I)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Expressions that need the list of agencies."""

    agency: re.Pattern[str]
    dateline: re.Pattern[str]
    credit: re.Pattern[str]
    lead: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    agency = "|".join(map(re.escape, read_toml(data() / "lexicon" / "heading.toml")["agencies"]))
    capitals = r"[A-Z][A-Z'’.\-]+(?:[ ][A-Z][A-Z'’.\-]+){0,3}"
    titled = rf"[A-Z][\w'’.\-]+(?:[ ][A-Z][\w'’.\-]+){{0,2}}(?=[^\n]{{0,40}}\((?:{agency})\))"
    dateline = (
        rf"(?P<city>{capitals}|{titled})"
        r"(?:\s*+/\s*+[A-Z][A-Z'’. \-]{1,60})?"
        r"(?:,\s*+(?P<region>[A-Z][\w.]+(?:\s[A-Z][\w.]+)?))??"
        rf"(?:,?\s*+(?P<when>{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}))?(?:,\s*+(?P<when_year>\d{{4}}))?"
        r"\s*+(?:\((?P<agency>[A-Za-z][A-Za-z /.]{1,30})\)\s*+)?"
        r"(?:--|—|–|(?<=\s)-(?=\s)|:(?=\s))\s*"
    )
    photo = rf"(?:{agency})(?: Photo)?(?:/[^)\n]{{1,60}})?|[A-Z][\w .]+/(?:{agency}|Getty Images|Pool)[^)\n]{{0,40}}"
    return _Patterns(
        re.compile(agency),
        re.compile(dateline),
        re.compile(rf"(?:(?<=\S)\s++)?\((?:{photo})\)\s*$"),
        re.compile(rf"\((?P<agency>{agency})\)\s*(?:--|—|–|-)?\s*"),
    )


@dataclass(frozen=True, slots=True)
class Heading:
    """A report with its head read off.

    Attributes:
        report: the report, its publication date, source and title filled in where the head gives them.
        segments: the runs of text that are coded: captions, then the body.
        city: the dateline's place as written; empty without one.
        country: ISO3 of the dateline's place; empty where unknown.
        agency: the agency of dateline or credit.
        warnings: what the user should know.
    """

    report: Report
    segments: tuple[Span, ...]
    city: str = ""
    country: str = ""
    agency: str = ""
    warnings: tuple[str, ...] = ()


def read_heading(report: Report) -> Heading:
    """Read date line, caption, headline, dateline and credits off a report's text."""
    text = report.text
    begin, published = _date_line(text, report.published)
    segments: list[Span] = []
    city = region = agency = title = ""
    paragraphs = _paragraphs(text, begin)
    for n, (start, end) in enumerate(paragraphs):
        if n < 6 and not city and (found := _patterns().dateline.match(text, start)) and found.end() < end:
            city, region, agency = found["city"], found["region"] or "", found["agency"] or agency
            published = published or _dateline_day(found["when"], found["when_year"])
            start = found.end()
        elif n < 2 and (found := _patterns().lead.match(text, start)):
            agency, start = found["agency"], found.end()
        elif n < 2 and len(paragraphs) > 1 and not title and _is_headline(text[start:end]):
            title = text[start:end].strip()
            continue
        credit = _patterns().credit.search(text, start, end)
        if credit and credit.end() == end:
            agency = agency or (_patterns().agency.search(credit.group()) or [""])[0]
            end = credit.start()
        if text[start:end].strip():
            segments.append(Span(start, end))
    warnings: tuple[str, ...] = ()
    if published is None:
        warnings = ("no publication date: times stay unresolved (give one with --published or in the report)",)
    known = replace(report, published=published, source=report.source or agency, title=report.title or title)
    return Heading(known, tuple(segments), city, _country(city, region), agency, warnings)


def _date_line(text: str, published: date | None) -> tuple[int, date | None]:
    """Where the text goes on after a date line, and the publication date."""
    found = _DATE_LINE.match(text)
    if not found:
        return 0, published
    bare = found.group().strip()
    marked = re.match(r"(?i)(date|dated|published|posted|updated)\b", bare) is not None
    alone = text[found.end() : found.end() + 1] in ("\n", "\r")
    if not (marked or alone):
        return 0, published
    return found.end(), published or _as_date(found)


def _dateline_day(when: str | None, year: str | None) -> date | None:
    """The day of a dateline that gives its year ("TOKYO, Jan. 30, 2022"); without one it says too little."""
    if not when or not year:
        return None
    found = re.search(_DATE, f"{when}, {year}", re.I)
    return _as_date(found) if found else None


def _as_date(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        month = found["month"] or found["month2"]
        return date(int(found["year"] or found["year2"]), _MONTHS.index(month[:3].lower()) + 1, int(found["day"] or found["day2"]))
    except ValueError:
        return None


def _paragraphs(text: str, begin: int) -> list[tuple[int, int]]:
    found = []
    for match in re.finditer(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]+)*", text[begin:]):
        found.append((begin + match.start(), begin + match.end()))
    return found


def _is_headline(paragraph: str) -> bool:
    """A short first line without a full stop whose words are mostly capitalised, or which is no sentence's beginning."""
    line = paragraph.strip()
    if "\n" in line or len(line) > 140 or len(line.split()) > 20 or line[-1:] in '.?!"”:;)':
        return False
    return len(line.split()) >= 3


def _country(city: str, region: str) -> str:
    """The country of a dateline, by the registry's seats or the gazetteer's biggest place of the name."""
    if not city:
        return ""
    known = registry.load()
    for name in filter(None, (region, region.title(), city, city.title())):
        for entity in known.named(name):
            if entity.kind in ("state", "seat"):
                return entity.rows[0].country
    places = gazetteer.load().named(city)
    return places[0].country if places else ""
