"""What is watched for: conditions under a name, as the command line or a file of saved queries gives them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from dateline.coding import codebook
from dateline.datafiles import read_toml
from dateline.errors import DataError, InputError
from dateline.model import Factuality, content_hash
from dateline.record.asking import Question

_CONDITIONS = {"confidence": "least"} | {f.name: f.name for f in fields(Question) if f.name != "least"}  # as a file has them
_LISTS = frozenset({"who", "whom", "type", "place", "says", "factuality"})
_DAYS = frozenset({"since", "until"})
_REST = {"updates": bool, "alerts": bool, "atom": str, "webhook": str}


@dataclass(frozen=True, slots=True)
class Watched:
    """A query under watch.

    Attributes:
        name: what it is called; empty for conditions of the command line.
        updates: whether events that changed materially are told again; ``alerts``: whether firsts, new pairs and surges are told.
        atom, webhook: a file and an address of its own, besides those that all queries have; empty if it has none.
        outlets: names of all the outlets that it is told to.
    """

    name: str
    question: Question
    updates: bool = False
    alerts: bool = False
    atom: str = ""
    webhook: str = ""
    outlets: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A hash of the conditions: other conditions are another query, whatever it is called."""
        return content_hash("query", json.dumps(conditions(self.question), sort_keys=True))


def conditions(question: Question) -> dict[str, Any]:
    """The conditions that a question has, by name, as a file of queries would have them."""
    plain, own = asdict(Question()), asdict(question)
    return {
        name: list(own[at]) if name in _LISTS else str(own[at]) if name in _DAYS else own[at]
        for name, at in _CONDITIONS.items()
        if own[at] != plain[at]
    }


def read_queries(path: str) -> dict[str, Watched]:
    """The saved queries of a TOML file, by name: each a table of conditions, and of what is to be done with what meets them.

    Raises:
        DataError: if it is not there, is no TOML, or asks for what there is not.
    """
    try:
        tables = read_toml(Path(path))
    except OSError as error:
        raise DataError(path, error.strerror or "cannot be read", "name a file of queries: --queries FILE") from error
    except UnicodeDecodeError as error:
        raise DataError(path, "not UTF-8", "save it as UTF-8") from error
    return {name: _query(path, name, table) for name, table in tables.items()}


def check(question: Question, where: str) -> None:
    """See that the codebook has the types and modes that are asked for: one that is misspelt would be watched for in vain.

    Raises:
        InputError: if it has not.
    """
    book = codebook.load()
    for wanted in question.type:
        type_, slash, mode = wanted.partition("/")
        if type_.upper() not in book:
            raise InputError(where, f"there is no type {type_!r}", "dateline codebook lists them")
        modes = {m.name for m in book[type_.upper()].modes}
        if slash and mode not in modes:
            raise InputError(
                where, f"{type_.upper()} has no mode {mode!r}", f"one of {', '.join(sorted(modes))}" if modes else "it has none"
            )


def _query(path: str, name: str, table: Any) -> Watched:
    where = f"{path}, [{name}]"
    if not isinstance(table, dict):
        raise DataError(path, f"{name} stands outside a query", f"begin each query with its name, as in [{name}]")
    if unknown := sorted(table.keys() - _CONDITIONS.keys() - _REST.keys()):
        raise DataError(where, f"{unknown[0]} is no condition", f"known are {', '.join([*_CONDITIONS, *_REST])}")
    for key, kind in _REST.items():
        if key in table and not isinstance(table[key], kind):
            raise DataError(where, f"{key} is {table[key]!r}", "true or false" if kind is bool else "a text in quotation marks")
    question = Question(**{_CONDITIONS[key]: _condition(where, key, value) for key, value in table.items() if key in _CONDITIONS})
    if not conditions(question):
        raise DataError(where, "has no condition", "name at least one; dateline watch without --query tells all events")
    check(question, where)
    return Watched(name, question, **{key: table[key] for key in _REST if key in table})


def _condition(where: str, key: str, value: Any) -> Any:
    """A condition as :class:`Question` has it."""
    if key in _LISTS:
        found = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else ()
        if not found or not all(isinstance(one, str) and one for one in found):
            raise DataError(where, f"{key} is {value!r}", f'a text or a list of texts, as in {key} = ["…"]')
        if key == "factuality" and (odd := [one for one in found if one not in {f.value for f in Factuality}]):
            raise DataError(where, f"there is no factuality {odd[0]!r}", f"one of {', '.join(f.value for f in Factuality)}")
        return found
    if key in _DAYS:
        try:
            return value if type(value) is date else date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise DataError(where, f"{key} is {value!r}", "a day, as in 2022-01-31") from error
    if key == "confidence":
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise DataError(where, f"confidence is {value!r}", "a number from 0 to 1")
        return float(value)
    if not isinstance(value, bool if key == "either" else str):
        raise DataError(where, f"{key} is {value!r}", "true or false" if key == "either" else "a text in quotation marks")
    return value


def chosen(saved: Mapping[str, Watched], names: tuple[str, ...], where: str) -> list[Watched]:
    """The saved queries of these names.

    Raises:
        InputError: if there is no query of a name.
    """
    if missing := next((name for name in names if name not in saved), None):
        raise InputError(where, f"there is no query {missing!r}", f"there are {', '.join(saved)}" if saved else "there are none")
    return [saved[name] for name in names]
