"""The record's own tables as Parquet or CSV: events, mentions, members, reports, claims, with a codebook of every column.

Without conditions all of them are written, superseded versions of reports too; with conditions the events that meet them and what these
rest on: their mentions, the reports of these, and the claims of those. In Parquet nested values keep their types; in CSV they are JSON.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.errors import DataError
from dateline.exchange.exporting import Export
from dateline.exchange.layouts import rows
from dateline.exchange.manifest import asked
from dateline.record import asking
from dateline.record.asking import Question
from dateline.record.store import Query, Store

NESTED = frozenset({"array", "object"})
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"

# What makes a row one of those wanted, and the order in which they stand.
_TABLES = {
    "events": ("event IN (SELECT event FROM asked)", 'coalesce("from", first_told) NULLS LAST, event'),
    "mentions": (
        "mention IN (SELECT mention FROM members WHERE event IN (SELECT event FROM asked))",
        "report, version, trigger.start, mention",
    ),
    "members": ("event IN (SELECT event FROM asked)", "event, mention"),
    "reports": ("(report, version) IN (SELECT (report, version) FROM told)", "published NULLS LAST, report, version"),
    "claims": ("(report, version) IN (SELECT (report, version) FROM told)", "report, version, span.start, claim"),
}
TABLES = tuple(_TABLES)


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table, as the codebook describes it.

    Attributes:
        type: of frictionless Table Schema: string, integer, number, boolean, date, datetime, array or object (both JSON).
    """

    table: str
    name: str
    type: str
    meaning: str


@cache
def codebook() -> tuple[Field, ...]:
    """Every column of every table, in order."""
    return tuple(Field(row["table"], row["column"], row["type"], row["meaning"]) for row in rows("layouts", "native.csv"))


def fields(table: str) -> tuple[Field, ...]:
    """The columns of a table, in order."""
    return tuple(field for field in codebook() if field.table == table)


def write(export: Export) -> None:
    """Write all tables and the codebook."""
    form = "csv" if export.format == "native-csv" else "parquet"
    write_tables(export, form)
    with export.file("codebook.csv") as out:
        writer = csv.writer(out.out, lineterminator="\n")
        writer.writerow(("table", "column", "type", "meaning"))
        for field in codebook():
            writer.writerow((field.table, field.name, field.type, field.meaning))
            out.count += 1


def write_tables(export: Export, form: str) -> None:
    """Write all tables, as ``parquet`` or ``csv``."""
    for table in TABLES:
        export.table(_query(table, export.question, form), f"{table}.{form}", form)


def _query(table: str, question: Question, form: str) -> Query:
    condition, order = _TABLES[table]
    columns = ", ".join(_written(field) if form == "csv" else f'"{field.name}"' for field in fields(table))
    if not asked(question):
        return Query(f"SELECT {columns} FROM {table} ORDER BY {order}", {})
    wanted = asking.events(question)
    return Query(
        f"""
        WITH asked AS ({wanted.sql}),
        told AS (
            SELECT m.report, m.version FROM members b JOIN mentions m USING (mention) WHERE b.event IN (SELECT event FROM asked)
        )
        SELECT {columns} FROM {table} WHERE {condition} ORDER BY {order}
        """,
        wanted.values,
    )


def _written(field: Field) -> str:
    """A column as it stands in CSV."""
    if field.type in NESTED:
        return f'CAST(to_json("{field.name}") AS VARCHAR) AS "{field.name}"'
    if field.type == "datetime":
        return f"""strftime("{field.name}", '{MOMENT}') AS "{field.name}\""""
    return f'"{field.name}"'


def read(folder: Path) -> Store:
    """A native export as a record in memory, to be asked like any other; it is not written to, and what the export left out is not there.

    Raises:
        DataError: if a table is missing or not as the codebook says.
    """
    store = Store.open(":memory:")
    for table in TABLES:
        file = next((folder / f"{table}.{form}" for form in ("parquet", "csv") if (folder / f"{table}.{form}").is_file()), None)
        if file is None:
            raise DataError(str(folder), f"holds no {table}.parquet or {table}.csv", "name the folder of a native export")
        store.take(table, file)
    return store
