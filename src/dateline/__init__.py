"""Dateline reads news reports and codes the political events they tell.

>>> import dateline
>>> coding = dateline.code("North Korea test-fired a missile on Thursday.", published="2022-02-04")
>>> for event in coding.events:
...     print(event.type, event.mode, event.time.start, [actor.country for actor in event.actors])
MOBILIZE weapons-test 2022-02-03 ['PRK']

For many reports, build one :class:`Coder` and give it reports as they come:

>>> coder = dateline.Coder(dateline.Settings(floor=0.5))
>>> reports = [dateline.Report("a", "France condemned Iran."), dateline.Report("b", "Nothing happened.")]
>>> [len(coding.events) for coding in coder.code_all(reports)]
[1, 0]

Reports are read from files, folders and streams; what cannot be read comes as an error in its place:

>>> [str(error) for error in dateline.read_sources(["missing.txt"])]
['missing.txt: no such file or folder (check the path)']

Spans point at the words, so that every coding can be checked against its text:

>>> text = coding.report.text
>>> event = coding.events[0]
>>> isinstance(coding, dateline.Coding), isinstance(event, dateline.EventMention), isinstance(event.trigger, dateline.Span)
(True, True, True)
>>> event.actors[0].span.of(text), "test-fired" in event.trigger.of(text), event.factuality is dateline.Factuality.OCCURRED
('North Korea', True, True)

A coding in the form that ``dateline code --json`` prints, and what a type means:

>>> dateline.as_record(coding)["events"][0]["actors"][0]["span"]
[0, 11]
>>> dateline.codebook["ACCUSE"].mode("allege").score
-3.5

A record of many reports, as ``dateline ingest`` makes it, is opened to be asked:

>>> with dateline.Record.open(":memory:") as record:
...     len(record.events(who="USA", whom="PRK", since="2022-01-01"))
0

Every error that is raised on purpose is a :class:`DatelineError`:

>>> try:
...     dateline.Coder(dateline.Settings(parser="no_such_pipeline"))
... except dateline.DatelineError as error:
...     print(str(error).partition(" (")[0])
parser 'no_such_pipeline' is not installed
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.coding.codebook import Codebook
    from dateline.coding.coder import Coder, Settings
    from dateline.errors import DatelineError
    from dateline.exchange.native import as_record
    from dateline.model import Coding, EventMention, Factuality, Report, Span
    from dateline.reading.files import read_sources
    from dateline.record.record import Record

    codebook: Codebook

__version__ = "0.1.0"

__all__ = [
    "Coder",
    "Coding",
    "DatelineError",
    "EventMention",
    "Factuality",
    "Record",
    "Report",
    "Settings",
    "Span",
    "__version__",
    "as_record",
    "code",
    "codebook",
    "read_sources",
]

# Where each name lives. It is imported when first asked for: `dateline --help` must not wait for a parser.
_HOMES = {
    "Coder": "dateline.coding.coder",
    "Coding": "dateline.model",
    "DatelineError": "dateline.errors",
    "EventMention": "dateline.model",
    "Factuality": "dateline.model",
    "Record": "dateline.record.record",
    "Report": "dateline.model",
    "Settings": "dateline.coding.coder",
    "Span": "dateline.model",
    "as_record": "dateline.exchange.native",
    "read_sources": "dateline.reading.files",
}


def code(text: str, published: date | str | None = None, source: str = "", title: str = "") -> Coding:
    """Code one report.

    The first call loads the parser and the lexicon, which takes about a second.

    >>> coding = code("France condemned Iran's missile test.", published="2022-02-04")
    >>> coding.events[0].type, coding.events[0].recipients[0].country
    ('ACCUSE', 'IRN')

    Args:
        text: the report as published; a date line or dateline at its head is read as such.
        published: the day of publication, a date or YYYY-MM-DD.
        source: the publisher.
        title: the headline, where the text does not hold it.

    Raises:
        ReportError: if the text is empty or the date impossible.
    """
    from dateline.reading.reports import as_report

    return _coder().code(as_report(text, published, source=source, title=title))


@cache
def _coder() -> Coder:
    from dateline.coding.coder import Coder

    return Coder()


def __getattr__(name: str) -> Any:
    if name == "codebook":
        found: Any = import_module("dateline.coding.codebook").load()
    elif name in _HOMES:
        found = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
