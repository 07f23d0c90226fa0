"""The file that a record is kept in: opened, brought up to date, written in whole steps. The only importer of the database library.

One process writes, many read. What is written in one step is there as a whole or not at all, whenever the process is killed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb

from dateline.errors import HeldError, RecordError, SetupError
from dateline.record.refusals import YOUR_RIGHTS, refusal
from dateline.record.schema import due

CHOSEN = "IN (SELECT name FROM chosen)"
"""The condition that a name is one of those that :meth:`Store.choose` was given."""
_MEMORY = ":memory:"
_PATIENCE = 300.0  # seconds that a store which rested waits for others
_PAUSE, _LONG = 0.01, 0.03  # seconds between two tries to open a file that others hold, at first and when they hold it for long
_BATCH = 2000  # rows that are taken out of an answer at once
_ASKED_WRONGLY = (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError, duckdb.NotSupportedError)  # and the file is sound


@dataclass(frozen=True, slots=True)
class Query:
    """A question in SQL, with the values that are bound to it by name."""

    sql: str
    values: Mapping[str, Any]


class Store:
    """An open record.

    >>> with Store.open(":memory:") as store:
    ...     store.rows("SELECT count(*) AS reports FROM reports")
    [{'reports': 0}]
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: str, *, write: bool = True) -> None:
        self._open, self.path, self._write = connection, path, write
        self._stepping = self._resting = False

    @classmethod
    def open(cls, path: str | Path, *, write: bool = True, make: bool = True, wait: float = 2.0) -> Store:
        """Open a record; one that is not there is made if it is to be written.

        Args:
            write: whether it is to be written, too; ``make``: whether it may be made.
            wait: seconds to wait for others who hold it.

        Raises:
            HeldError: if another process writes it, or reads it while it is to be written.
            RecordError: if it is not there, is no record, or was made by a newer Dateline. What is asked of it later raises one too, where
                the disk is full or the file damaged.
        """
        name = str(path)
        if not name:  # which the database takes for a record that is gone in the end
            raise RecordError("the record", "no file is named", "name one, such as record.duckdb")
        store = cls(_connected(name, write, make, wait), name, write=write)
        try:
            store._bring_up_to_date(write)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close the file; what is not committed is gone."""
        self._open.close()
        self._resting = False

    def rest(self) -> None:
        """Leave the file to others until it is used here again, when they are waited for; what is in memory alone, or in a step, stays.

        Passing tables are gone, and so are records that were attached.
        """
        if self.path != _MEMORY and not self._stepping:
            self._open.close()
            self._resting = True

    @property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        if self._resting:
            self._open = _connected(self.path, self._write, False, _PATIENCE)
            self._resting = False
        return self._open

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def step(self) -> Iterator[None]:
        """All that is written inside is there afterwards, or none of it; a step within a step is part of that."""
        if self._stepping:
            yield
            return
        with self._sound():
            self._connection.execute("BEGIN")
            self._stepping = True
            try:
                yield
            except BaseException:
                with suppress(duckdb.Error):  # a file at fault has taken all back
                    self._connection.execute("ROLLBACK")
                raise
            else:
                self._connection.execute("COMMIT")
            finally:
                self._stepping = False

    def choose(self, names: Iterable[str]) -> None:
        """Fill the passing table ``chosen (name)`` that queries may ask: a list of thousands, bound to a query, is searched row by row."""
        self.execute("CREATE OR REPLACE TEMP TABLE chosen AS SELECT DISTINCT unnest(CAST(? AS VARCHAR[])) AS name", [list(names)])

    def attach(self, path: str | Path, name: str) -> None:
        """Set another record beside this one, to be read: its tables are ``name.events`` and so on.

        Raises:
            RecordError: if it cannot be read.
        """
        Store.open(path, write=False).close()
        self._connection.execute(f"ATTACH {_quoted(str(path))} AS {name} (READ_ONLY)")

    def execute(self, sql: str, values: Iterable[Any] | Mapping[str, Any] = ()) -> None:
        """Run one statement."""
        with self._sound():
            self._connection.execute(sql, values if isinstance(values, Mapping) else list(values))

    def rows(self, sql: str, values: Iterable[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """What a query gives, a dictionary a row."""
        with self._sound():
            found = self._connection.execute(sql, values if isinstance(values, Mapping) else list(values))
            names = [column[0] for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def ask(self, query: Query) -> list[dict[str, Any]]:
        """What a question gives, a dictionary a row.

        Raises:
            RecordError: if it is no SQL that can be answered.
        """
        with self._asked():
            return self.rows(query.sql, query.values)

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """What the file is at fault for, as an error of the record; Ctrl-C as such."""
        try:
            with _stoppable():
                yield
        except _ASKED_WRONGLY:
            raise
        except duckdb.Error as error:
            raise refusal(self.path, str(error)) from error

    @contextmanager
    def _asked(self) -> Iterator[None]:
        try:
            yield
        except duckdb.OperationalError:  # of the file, not of what was asked
            raise
        except duckdb.Error as error:
            raise RecordError(self.path, str(error).split("\n")[0], "the record is only read; DESCRIBE names the columns") from error

    def stream(self, query: Query) -> Iterator[dict[str, Any]]:
        """What a question gives, a dictionary a row, taken from the database as it is asked for; others may be asked meanwhile.

        Raises:
            RecordError: if it is no SQL that can be answered.
        """
        with self._sound(), self._asked(), self._connection.cursor() as beside:
            found = beside.execute(query.sql, dict(query.values))
            names = [column[0] for column in found.description or ()]
            while batch := found.fetchmany(_BATCH):
                for row in batch:
                    yield dict(zip(names, row, strict=True))

    def columns(self, query: Query) -> list[str]:
        """The names of an answer's columns, be it empty."""
        with self._sound(), self._asked():
            found = self._connection.execute(f"DESCRIBE {query.sql}", dict(query.values))
        return [str(name) for name, *_ in found.fetchall()]

    def export(self, query: Query, path: str | Path, form: str = "parquet") -> int:
        """Write what a question gives into a file, ``parquet`` with its types or ``csv`` under a head line; gives the number of rows.

        In CSV nothing at all is an empty cell, a text without a letter a quoted one.

        Raises:
            RecordError: if the file cannot be written.
        """
        copy = f"COPY ({query.sql}) TO {_quoted(str(path))} (FORMAT {form})"
        try:
            with _stoppable(), self._asked():
                done = self._connection.execute(copy, dict(query.values)).fetchone()
        except duckdb.IOException as error:
            raise RecordError(str(path), " ".join(str(error).split()), "name a file that can be written") from error
        return int(done[0]) if done else 0

    def frame(self, query: Query, library: str) -> Any:
        """What a question gives, as the table of a library: ``pandas``, ``polars`` or ``pyarrow``.

        Raises:
            SetupError: if the library is not installed.
            RecordError: if it is no SQL that can be answered.
        """
        if find_spec(library) is None:
            raise SetupError(f"{library} is not installed (pip install {library})")
        with self._sound(), self._asked():
            found: Any = self._connection.sql(query.sql, params=dict(query.values))
            return found.df() if library == "pandas" else found.pl() if library == "polars" else found.to_arrow_table()

    def insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows, nested as the table's columns are; those whose key is there already are passed over.

        All go in as one JSON text that the database takes apart: many times faster than a statement a row.
        """
        content = json.dumps(list(rows), default=str, ensure_ascii=False)
        if content == "[]":
            return
        described = self.rows(f"DESCRIBE {table}")
        shape = ", ".join(f'"{column["column_name"]}" {column["column_type"]}' for column in described)
        columns = ", ".join(f'r."{column["column_name"]}"' for column in described)
        self.execute(
            f"INSERT OR IGNORE INTO {table} SELECT {columns} FROM (SELECT unnest(CAST(CAST(? AS JSON) AS STRUCT({shape})[])) AS r)",
            [content],
        )

    # ------------------------------------------------------------------ versions of the schema

    def version(self) -> int:
        """Number of the last migration that the record has been through; 0 for an empty file."""
        return max(self._been_through(), default=0)

    def _been_through(self) -> set[int]:
        found = self.rows("SELECT count(*) AS n FROM information_schema.tables WHERE table_name = 'migrations'")
        return {row["number"] for row in self.rows("SELECT number FROM migrations")} if found[0]["n"] else set()

    def _bring_up_to_date(self, write: bool) -> None:
        have = self._been_through()
        if not have and self.rows("SELECT count(*) AS n FROM information_schema.tables")[0]["n"]:
            raise RecordError(self.path, "this database is no record of Dateline's", "name another file")
        for n, (number, name, sql) in enumerate(due(self.path, have, write=write)):
            with self.step():
                if not have and n == 0:
                    self.execute("CREATE TABLE migrations (number INTEGER PRIMARY KEY, name VARCHAR NOT NULL)")
                self.execute(sql)
                self.execute("INSERT INTO migrations VALUES (?, ?)", [number, name])


def copy(source: str | Path, target: str | Path) -> None:
    """Write all that a record holds into a new file.

    Raises:
        RecordError: if the source cannot be read or the target not be written.
    """
    with duckdb.connect() as passing:
        for path, name, mode in ((source, "kept", "READ_ONLY"), (target, "made", "READ_WRITE")):
            try:
                passing.execute(f"ATTACH {_quoted(str(path))} AS {name} ({mode})")
            except duckdb.Error as error:
                raise refusal(str(path), str(error)) from error
        try:
            passing.execute("COPY FROM DATABASE kept TO made")
        except duckdb.Error as error:
            raise refusal(str(target), str(error)) from error


def _connected(name: str, write: bool, make: bool, wait: float) -> duckdb.DuckDBPyConnection:
    """Open the database in a file, waiting so many seconds for others who hold it."""
    until, pause = time.monotonic() + wait, _PAUSE
    while True:
        try:
            if not (write and make) and name != _MEMORY and not Path(name).is_file():
                raise RecordError(name, "there is no record", "dateline ingest makes one")
            return duckdb.connect(name, read_only=not write)
        except OSError as error:
            raise RecordError(name, f"cannot be used: {error.strerror}", YOUR_RIGHTS) from error
        except duckdb.Error as error:
            refused = refusal(name, str(error))
            if not isinstance(refused, HeldError) or time.monotonic() > until:
                raise refused from error
        time.sleep(pause)
        pause = min(1.5 * pause, _LONG)


@contextmanager
def _stoppable() -> Iterator[None]:
    """An answer to Ctrl-C, of which the database makes an error of its own."""
    try:
        yield
    except RuntimeError as error:
        if str(error) != "Query interrupted":
            raise
        raise KeyboardInterrupt from error


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
