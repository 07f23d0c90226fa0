"""Events as a Stata file (.dta, version 118, Stata 14 and later): a row an event, with labels of variables and values.

Types, modes, classes, factuality and places' kinds are numbers with value labels; days are Stata's (%td); the sentence that tells an event
is a long string (strL), and so is any text that is longer than Stata's strings. Needs pandas, the extra ``dateline[export]``.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from dateline.coding import codebook
from dateline.errors import DataError, SetupError
from dateline.exchange.events import told
from dateline.exchange.layouts import load
from dateline.exchange.writing import Export
from dateline.grounding.where.gazetteer import PRECISION
from dateline.model import Factuality
from dateline.record.asking import Question
from dateline.record.store import Query

_MAGIC = b"<stata_dta>"
_LONGEST = 2045  # bytes of a string that is no strL
_LONG = ("words",)
_PARTIES = {"actors": "actor", "recipients": "recipient"}
_TEXTS = {"countries": "country", "sectors": "sector", "entities": "entity"}
_BOUNDED, _BEST = ("killed", "injured"), ("arrested", "crowd", "displaced")
_LABEL = 80  # characters of a variable's label


def write(export: Export) -> None:
    """Write the file.

    Raises:
        SetupError: if pandas is not installed.
    """
    _need_pandas()
    layout = load("stata")
    frame = export.store.frame(_query(export.question), "pandas")[list(layout.names)]
    (newest,) = export.store.rows("SELECT max(gathered) AS gathered FROM reports")
    labels = _labels()
    for name, known in labels.items():
        others = sorted(set(frame[name].dropna()) - set(known))
        frame[name] = frame[name].astype("category").cat.set_categories([*known, *others])
        if frame.empty:  # pandas writes no categories of no rows
            frame[name] = frame[name].cat.codes
    texts = [column.name for column in layout.columns if column.type == "text" and column.name not in labels]
    with export.place() as (path, rows):
        frame.to_stata(
            path,
            version=118,
            write_index=False,
            convert_dates={column.name: "td" for column in layout.columns if column.type == "date"},
            convert_strl=_long(frame, texts),
            value_labels={name: dict(enumerate(known)) for name, known in labels.items()} if frame.empty else None,
            variable_labels={column.name: column.meaning[:_LABEL] for column in layout.columns},
            data_label="Political events, coded by Dateline",
            time_stamp=newest["gathered"] or datetime(1970, 1, 1),
        )
        rows.count = len(frame)
    export.columns[export.target.name] = layout.held()
    for _ in range(len(frame)):
        export.step()


def _long(frame: Any, texts: list[str]) -> list[str]:
    """The columns that must be long strings; without rows none, since pandas cannot write such."""
    if frame.empty:
        return []
    return [name for name in texts if name in _LONG or frame[name].str.encode("utf-8").str.len().max() > _LONGEST]


def _labels() -> dict[str, list[str]]:
    """The values of the columns that are numbers with labels; always in the same order, so that a number means the same in every export."""
    book = codebook.load()
    return {
        "type": list(book),
        "mode": sorted({mode.name for entry in book.types for mode in entry.modes}),
        "quadclass": list(codebook.CLASSES),
        "factuality": [factuality.value for factuality in Factuality],
        "place_kind": list(PRECISION),
        "place_precision": sorted(set(PRECISION.values())),
    }


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of an export by the names of its columns: labels for their numbers, parties and contexts as lists, nothing as ``None``.

    Raises:
        DataError: if the file is no export of events.
        SetupError: if pandas is not installed.
    """
    _need_pandas()
    import pandas

    try:
        with path.open("rb") as file:
            if not file.read(len(_MAGIC)) == _MAGIC:
                raise ValueError("it does not begin as one of Stata 13 or later")
        frame = pandas.read_stata(path)
    except (OSError, ValueError, struct.error) as error:
        raise DataError(str(path), f"no Stata file that can be read: {error}", "name a file that dateline export wrote") from error
    layout = load("stata")
    if list(frame.columns) != list(layout.names):
        raise DataError(str(path), "its variables are not those of an export", "name a file that dateline export wrote")
    days = {column.name for column in layout.columns if column.type == "date"}
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        values = {str(name): value.date() if value is not None and name in days else value for name, value in row.items()}
        contexts = _parts(values["contexts"]) if values["contexts"] else []
        yield values | {side: _parties(values, side, one) for side, one in _PARTIES.items()} | {"contexts": contexts}


def _parties(row: dict[str, Any], side: str, one: str) -> list[dict[str, str]]:
    if not row[side]:
        return []
    columns = (_parts(row[name]) for name in (side, *(f"{one}_{name}" for name in _TEXTS)))
    return [dict(zip(("text", *_TEXTS.values()), values, strict=True)) for values in zip(*columns, strict=True)]


def _parts(joined: str) -> list[str]:
    return [part.strip() for part in joined.split(";")]


def _need_pandas() -> None:
    try:
        import pandas  # noqa: F401 - here and not inside the database, where Ctrl-C would look like an error
    except ImportError as error:
        raise SetupError("Stata files need pandas, which is not installed (pip install 'dateline[export]')") from error


def _query(question: Question) -> Query:
    """The columns of the layout, drawn by the database."""
    asked = told(question)
    sides = [
        part
        for side, one in _PARTIES.items()
        for part in (_joined(side, "text", side), *(_joined(side, field, f"{one}_{name}") for name, field in _TEXTS.items()))
    ]
    bounded = [_number(kind, bound, f"{kind}_{bound}") for kind in _BOUNDED for bound in ("low", "high")]
    best = [_number(kind, "best", kind) for kind in (*_BOUNDED, *_BEST)]
    classes = " ".join(f"WHEN '{entry.type}' THEN '{entry.class_}'" for entry in codebook.load().types)
    return Query(
        f"""
        SELECT * EXCLUDE (actors, recipients, place, contexts, mode, source, url, title, words),
               nullif(mode, '') AS mode, CASE type {classes} END AS quadclass, "from" AS begins, "to" AS ends,
               {", ".join(sides + bounded + best)},
               coalesce(place.text, '') AS place, coalesce(place.country, '') AS country, coalesce(place.admin1, '') AS admin1,
               place.lat AS latitude, place.lon AS longitude, coalesce(place.geonames, '') AS geonames,
               nullif(place.kind, '') AS place_kind, nullif(place.precision, '') AS place_precision,
               array_to_string(contexts, '; ') AS contexts,
               {", ".join(f"coalesce({name}, '') AS {name}" for name in ("source", "url", "title", "words"))}
        FROM ({asked.sql}) ORDER BY coalesce("from", first_told) NULLS LAST, event
        """,
        asked.values,
    )


def _joined(side: str, field: str, name: str) -> str:
    """A field of all parties of a side, separated by semicolons; semicolons in it become commas."""
    return f"array_to_string(list_transform({side}, lambda p: replace(p.{field}, ';', ',')), '; ') AS {name}"


def _number(kind: str, bound: str, name: str) -> str:
    return f"list_filter(quantities, lambda q: q.kind = '{kind}')[1].{bound} AS {name}"
