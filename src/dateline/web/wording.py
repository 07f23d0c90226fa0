"""What goes wrong in the words of the pages: what is wrong, what can be done there, and at which field.

Errors are raised where nobody knows who asks, and name remedies of the shell; ``data/pages/faults.toml`` has those of the pages. A remedy
of the shell that has none there is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.datafiles import data, read_toml
from dateline.errors import InputError
from dateline.web.problems import of_error

LABELS: Mapping[str, str] = {
    "type": "Type",
    "mode": "Mode",
    "factuality": "How real",
    "actors": "Who",
    "recipients": "Whom",
    "attribution": "Says who",
    "time": "When",
    "place": "Where",
    "quantities": "Numbers",
    "quote": "The words that show it",
    "trigger": "The word or words of these that express it",
    "reason": "Reason",
    "other": "The other event",
    "since": "From day",
    "until": "To day",
    "who": "Who",
    "whom": "Whom",
    "text": "Words",
    "day": "As of day",
    "draft": "Draft",
}
"""What the pages call the fields of their forms."""
_OF_SHELL = re.compile(r"\bdateline [a-z]|(?<!\w)--[a-z]")


@dataclass(frozen=True, slots=True)
class Worded:
    """What is wrong.

    Attributes:
        heading: in a few words; ``says``: in a sentence; ``remedy``: what can be done about it, may be empty.
        field: of the form, at which it can be mended; empty where none can be named.
    """

    heading: str
    says: str
    remedy: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    fault: re.Pattern[str]
    at: str
    heading: str
    says: str | None
    remedy: str | None
    field: str


def worded(error: Exception, given: Mapping[str, str] | None = None) -> Worded:
    """What is wrong in words of the pages.

    Args:
        given: what stood in the form, by which the field at fault is found.

    >>> worded(InputError("correction", "has no reason", 'say why: --reason "…"'))
    Worded(heading='A reason is needed', says='A reason is needed.', remedy='Say in a few words why.', field='reason')
    >>> worded(InputError("zzz", "is odd", "dateline events lists them")).remedy
    ''
    """
    problem = of_error(error)
    where, fault = (error.where, error.fault) if isinstance(error, InputError) else ("", problem.title)
    field, remedy = _field(where, given or {}), _sentence("" if _OF_SHELL.search(problem.remedy) else problem.remedy)
    said = _sentence(f"{LABELS[where]}: {fault}" if where in LABELS else f"“{where}” {fault}" if where else fault)
    for rule in _rules():
        if rule.at in ("", field) and (match := rule.fault.fullmatch(fault)):
            names = (match.groupdict().get("fields") or "").split(", ")
            named = {"where": f"“{where}”", "fields": ", ".join(LABELS.get(name, name) for name in names)}
            says = said if rule.says is None else rule.says.format(**named)
            return Worded(rule.heading, says, remedy if rule.remedy is None else rule.remedy, rule.field or names[0] or field)
    return Worded(_headings().get(str(problem.status), "Something went wrong"), said, remedy, field)


def _sentence(text: str) -> str:
    """A text with a full stop, begun with a capital letter."""
    return text[:1].upper() + text[1:] + "." * (not text.endswith((".", "?", "!"))) if text else ""


def _field(where: str, given: Mapping[str, str]) -> str:
    """The field that is at fault: the one that is named, or the one that holds the value that is."""
    if where in LABELS:
        return where
    held = (name for name in LABELS for line in given.get(name, "").splitlines() if where and where in (line.strip(), _name(line)))
    return next(held, "")


def _name(line: str) -> str:
    """The name of a party or place as it is written in a form, without its codes."""
    return line.rpartition("=")[0].strip()


@cache
def _content() -> dict[str, Any]:
    return read_toml(data() / "pages" / "faults.toml")


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            re.compile(one["fault"], re.DOTALL), one.get("at", ""), one["heading"], one.get("says"), one.get("remedy"), one.get("field", "")
        )
        for one in _content()["fault"]
    )


def _headings() -> Mapping[str, str]:
    headings: Mapping[str, str] = _content()["headings"]
    return headings
