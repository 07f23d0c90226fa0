"""The record's own tables as Parquet or CSV: events, mentions, members, reports, claims, with a codebook of every column.

Without conditions all of them are written, superseded versions of reports too; with conditions the events that meet them and what these
rest on: their mentions, the reports of these, and the claims of those. In Parquet nested values keep their types; in CSV they are JSON.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from functools import cache
from hashlib import file_digest
from pathlib import Path

from dateline.errors import DataError, RecordError
from dateline.exchange.layouts import rows
from dateline.exchange.manifest import NAME, asked
from dateline.exchange.writing import Export
from dateline.record import asking
from dateline.record.asking import Question
from dateline.record.store import Query, Store

NESTED = frozenset({"array", "object"})
# CSV as the database writes it; nothing is guessed, and a report is a line of any length.
_CSV = """
    header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', allow_quoted_nulls = false, parallel = false,
    max_line_size = 1000000000
"""
_PATTERN = re.compile(r"[*?[]")  # what a path must not be taken for
_REMEDY = "name the folder of a native export"
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
    """A native export as a record in memory, to be asked like any other; what the export left out is not there.

    Raises:
        DataError: if a table is missing, not as the codebook says, or not what the manifest beside it says.
    """
    hashes = _hashes(folder)
    store = Store.open(":memory:")
    for table in TABLES:
        file = next((folder / f"{table}.{form}" for form in ("parquet", "csv") if (folder / f"{table}.{form}").is_file()), None)
        if file is None:
            raise DataError(str(folder), f"holds no {table}.parquet or {table}.csv", _REMEDY)
        if hashes and hashes.get(file.name) != _hash(file):
            raise DataError(str(file), "is not what the manifest says", "export it again; to read it all the same, take the manifest away")
        _take(store, table, file)
    return store


def _hashes(folder: Path) -> dict[str, str]:
    """SHA-256 by file, as the manifest has it; nothing without one."""
    if not (folder / NAME).is_file():
        return {}
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return {file["path"]: file["sha256"] for file in told["files"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(str(folder / NAME), f"no manifest that can be read: {error}", _REMEDY) from error


def _hash(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _take(store: Store, table: str, file: Path) -> None:
    """Put the rows of a file into a table."""
    kinds = {str(row["column_name"]): str(row["column_type"]) for row in store.rows(f"DESCRIBE {table}")}
    names = ", ".join(f'"{name}"' for name in kinds)
    if file.suffix == ".parquet":
        taken = f"SELECT {names} FROM read_parquet($file)"
    else:
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in kinds)
        cells = ", ".join(_read(field, kinds[field.name]) for field in fields(table))
        taken = f"SELECT {cells} FROM read_csv($file, {_CSV}, columns = {{{columns}}})"
    try:
        with file.open("rb") as lines:
            if file.suffix == ".csv" and lines.readline().decode().strip() != ",".join(kinds):
                raise DataError(f"{file}:1", "the columns are not those of a native export", _REMEDY)
        store.ask(Query(f"INSERT INTO {table} ({names}) {taken}", {"file": _PATTERN.sub(r"[\g<0>]", str(file))}))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(file), f"cannot be read: {error}", _REMEDY) from error
    except RecordError as error:
        raise DataError(str(file), error.fault, _REMEDY) from error


def _read(field: Field, kind: str) -> str:
    """A column of CSV as the table has it."""
    cell = f'CAST("{field.name}" AS JSON)' if field.type in NESTED else f'"{field.name}"'
    return f"CAST({cell} AS {kind})"
