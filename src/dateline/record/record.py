"""The record from Python: opened, asked, and its answers as rows, pandas, polars or Arrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from dateline.model import Report
from dateline.record import asking
from dateline.record.asking import Question
from dateline.record.looking import look
from dateline.record.store import Query, Store


class Answer:
    """What a question gives. It is asked when it is first looked at, and again in whatever form it is wanted.

    >>> answer = Record.open(":memory:").sql("SELECT 1 AS one, DATE '2022-02-03' AS day")
    >>> list(answer)
    [{'one': 1, 'day': datetime.date(2022, 2, 3)}]
    >>> len(answer), answer.columns
    (1, ['one', 'day'])
    """

    def __init__(self, store: Store, query: Query) -> None:
        self._store, self._query = store, query
        self._rows: list[dict[str, Any]] | None = None

    @property
    def rows(self) -> list[dict[str, Any]]:
        """A dictionary a row."""
        if self._rows is None:
            self._rows = self._store.ask(self._query)
        return self._rows

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._store.columns(self._query)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_pandas(self) -> Any:
        """A pandas DataFrame; needs pandas."""
        return self._store.frame(self._query, "pandas")

    def to_polars(self) -> Any:
        """A polars DataFrame; needs polars."""
        return self._store.frame(self._query, "polars")

    def to_arrow(self) -> Any:
        """An Arrow table; needs pyarrow."""
        return self._store.frame(self._query, "pyarrow")

    def to_parquet(self, path: str | Path) -> int:
        """Write a Parquet file; gives the number of rows."""
        return self._store.export(self._query, path)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(f'<td>{escape(str(value))}</td>' for value in row.values())}</tr>" for row in self.rows[:100])
        more = f"<p>… {len(self.rows) - 100:,} more</p>" if len(self.rows) > 100 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


class Record:
    """A record, opened to be asked.

    >>> with Record.open(":memory:") as record:
    ...     len(record.events(who="USA", whom="PRK", type="ACCUSE"))
    0
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, path: str | Path = "record.duckdb") -> Record:
        """Open a record for reading; many may at once.

        Raises:
            RecordError: if there is none, or it cannot be read.
        """
        return cls(Store.open(path, write=str(path) == ":memory:"))

    def close(self) -> None:
        """Close it."""
        self._store.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def events(
        self,
        *,
        who: str | Sequence[str] = (),
        whom: str | Sequence[str] = (),
        either: bool = False,
        type: str | Sequence[str] = (),
        since: date | str | None = None,
        until: date | str | None = None,
        place: str | Sequence[str] = (),
        says: str | Sequence[str] = (),
        factuality: str | Sequence[str] = (),
        text: str = "",
        confidence: float = 0.0,
        limit: int | None = None,
    ) -> Answer:
        """The events that meet some conditions, by day; ``dateline.record.asking.Question`` says what each asks for."""
        question = Question(
            _several(who), _several(whom), either, _several(type), _day(since), _day(until), _several(place), _several(says),
            _several(factuality), text, confidence,
        )  # fmt: skip
        return Answer(self._store, asking.events(question, limit))

    def dyads(self, question: Question | None = None, *, directed: bool = True) -> Answer:
        """Who did how much to whom; of what occurred, unless the question says how real."""
        return Answer(self._store, asking.dyads(asking.done_only(question or Question()), directed))

    def panel(
        self,
        question: Question | None = None,
        *,
        unit: str = "dyad",
        by: str = "month",
        measure: str = "count",
        fill: bool = False,
        directed: bool = True,
    ) -> Answer:
        """Events or scores by unit and step of time; of what occurred, unless the question says how real.

        Raises:
            InputError: if unit, step or measure is unknown.
        """
        return Answer(self._store, asking.panel(asking.done_only(question or Question()), unit, by, measure, fill, directed))

    def sql(self, query: str) -> Answer:
        """A question in SQL."""
        return Answer(self._store, Query(query, {}))

    def look(self, event: str) -> dict[str, Any]:
        """All of one event: its mentions with their words, what they disagree on and who says which, why they were joined.

        Raises:
            InputError: if there is no such event.
        """
        return look(self._store, event)

    def report(self, name: str) -> Report | None:
        """A report as it is now; ``None`` if the record has none of that name."""
        for row in self._store.rows("SELECT * FROM reports WHERE report = ? AND current", [name]):
            return Report(row["report"], row["text"], row["published"], row["source"], row["title"], row["url"])
        return None


def _several(one: str | Sequence[str]) -> tuple[str, ...]:
    return (one,) if isinstance(one, str) else tuple(one)


def _day(day: date | str | None) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) else day
