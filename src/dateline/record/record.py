"""The record from Python: opened, asked, and its answers as rows, pandas, polars or Arrow, as plots, and in notebooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from dateline.display import event_of_record_html
from dateline.drawing.charts import Chart
from dateline.drawing.writing import figure
from dateline.errors import InputError
from dateline.model import Report
from dateline.record import asking, plots
from dateline.record.asking import Question, done_only
from dateline.record.looking import look
from dateline.record.panels import Dyads, Panel
from dateline.record.store import Query, Store

if TYPE_CHECKING:
    from dateline.drawing.figures import Figure


class Conditions(TypedDict, total=False):
    """The conditions of a question, by name; :class:`~dateline.record.asking.Question` says what each asks for."""

    who: str | Sequence[str]
    whom: str | Sequence[str]
    either: bool
    type: str | Sequence[str]
    since: date | str | None
    until: date | str | None
    place: str | Sequence[str]
    says: str | Sequence[str]
    factuality: str | Sequence[str]
    text: str
    confidence: float


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


class Drawable(Answer):
    """An answer that can be drawn, too."""

    def __init__(self, store: Store, query: Query, chart: Callable[[Store], Chart]) -> None:
        super().__init__(store, query)
        self._chart = chart

    def plot(self) -> Figure:
        """A figure of matplotlib, which a notebook shows and ``savefig`` writes; needs ``dateline[plot]``.

        Raises:
            SetupError: if matplotlib is not installed.
            InputError: if there is nothing to draw.
        """
        return figure(self._chart(self._store))


class Looked(dict[str, Any]):
    """All of one event, a dictionary that a notebook shows with the words of each telling marked."""

    def _repr_html_(self) -> str:
        return event_of_record_html(self)


class Record:
    """A record, opened to be asked.

    Questions take their conditions by name: ``who``, ``whom``, ``either``, ``type``, ``since``, ``until``, ``place``, ``says``,
    ``factuality``, ``text`` and ``confidence``, as :class:`~dateline.record.asking.Question` says; where several values will do, a list.

    >>> from dateline import Coder
    >>> from dateline.record.gathering import gather
    >>> from dateline.record.merging import merge
    >>> reports = [
    ...     Report("a", "North Korea fired a ballistic missile from Wonsan on Sunday.", date(2022, 1, 31), "Wire A"),
    ...     Report("b", "North Korea fired a ballistic missile from Wonsan early on Sunday, officials said.", date(2022, 1, 31), "Wire B"),
    ... ]
    >>> store = Store.open(":memory:")
    >>> for _ in gather(store, iter(reports), Coder().code):
    ...     pass
    >>> merge(store).events
    1

    >>> record = Record(store)
    >>> [(event["type"], str(event["from"]), event["sources"]) for event in record.events(who="PRK", since="2022-01-01")]
    [('MOBILIZE', '2022-01-30', 2)]
    >>> [row["words"] for row in record.timeline(type="MOBILIZE")]
    ['North Korea fired a ballistic missile from Wonsan early on Sunday, officials said.']
    >>> record.panel(unit="actor", by="year", codes="cow").rows
    [{'actor': 'PRK', 'actor_cow': 'PRK', 'actor_cown': 731, 'year': datetime.date(2022, 1, 1), 'count': 1}]
    >>> event = record.look(record.events().rows[0]["event"])
    >>> [mention["words"][1] for mention in event["mentions"]]
    ['fired', 'fired']
    >>> record.close()
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

    def events(self, question: Question | None = None, *, limit: int | None = None, **conditions: Unpack[Conditions]) -> Answer:
        """The events that meet some conditions, by day.

        >>> with Record.open(":memory:") as record:
        ...     record.events(who="USA", whom=["PRK", "CHN"], type="ACCUSE/disapprove", limit=10).columns[:3]
        ['event', 'type', 'mode']
        """
        return Answer(self._store, asking.events(_question(question, conditions), limit))

    def timeline(self, question: Question | None = None, *, limit: int | None = None, **conditions: Unpack[Conditions]) -> Drawable:
        """The events that meet some conditions, by day, each with the words of its surest telling and who published it.

        >>> with Record.open(":memory:") as record:
        ...     record.timeline(place="Wonsan").columns
        ['day', 'event', 'type', 'mode', 'factuality', 'words', 'source', 'mentions', 'sources']
        """
        asked = _question(question, conditions)
        return Drawable(self._store, asking.timeline(asked, limit), lambda store: plots.timeline_plot(store, asked, limit))

    def dyads(
        self, question: Question | None = None, *, directed: bool = True, codes: str = "iso3", **conditions: Unpack[Conditions]
    ) -> Drawable:
        """Who did how much to whom; of what occurred, unless the question says how real.

        Args:
            directed, codes: as of :class:`~dateline.record.panels.Dyads`. States without a code are logged as a warning.

        Raises:
            InputError: if the system of codes is unknown.

        >>> with Record.open(":memory:") as record:
        ...     record.dyads(codes="gw").columns[:4]
        ['actor', 'actor_gwc', 'actor_gwn', 'recipient']
        """
        asked = Dyads(done_only(_question(question, conditions)), directed, codes)
        asked.tell_uncoded(self._store)
        return Drawable(self._store, asked.query(), lambda store: plots.dyads_plot(store, asked))

    def panel(
        self,
        question: Question | None = None,
        *,
        unit: str = "dyad",
        by: str = "month",
        measure: str = "count",
        fill: bool = False,
        directed: bool = True,
        codes: str = "iso3",
        **conditions: Unpack[Conditions],
    ) -> Drawable:
        """Events or scores by unit and step of time; of what occurred, unless the question says how real.

        Args:
            unit, by, measure, fill, directed, codes: as of :class:`~dateline.record.panels.Panel`. States without a code are logged as a
                warning.

        Raises:
            InputError: if unit, step, measure or system of codes is unknown.

        >>> with Record.open(":memory:") as record:
        ...     record.panel(who="USA", unit="type", by="year", measure="score").columns
        ['type', 'year', 'score']
        """
        asked = Panel(done_only(_question(question, conditions)), unit, by, measure, fill, directed, codes)
        asked.tell_uncoded(self._store)
        return Drawable(self._store, asked.query(), lambda store: plots.panel_plot(store, asked))

    def sql(self, query: str) -> Answer:
        """A question in SQL."""
        return Answer(self._store, Query(query, {}))

    def look(self, event: str) -> Looked:
        """All of one event: its mentions with their words, what they disagree on and who says which, why they were joined.

        Raises:
            InputError: if there is no such event.
        """
        return Looked(look(self._store, event))

    def report(self, name: str) -> Report | None:
        """A report as it is now; ``None`` if the record has none of that name."""
        for row in self._store.rows("SELECT * FROM reports WHERE report = ? AND current", [name]):
            return Report(row["report"], row["text"], row["published"], row["source"], row["title"], row["url"])
        return None


def _question(question: Question | None, conditions: Conditions) -> Question:
    """A question with further conditions, each in the form that it keeps them in."""
    told: dict[str, Any] = dict(conditions)
    for name in ("who", "whom", "type", "place", "says", "factuality"):
        if name in told:
            told[name] = (told[name],) if isinstance(told[name], str) else tuple(told[name])
    for name in ("since", "until"):
        if isinstance(told.get(name), str):
            told[name] = _day(name, told[name])
    if "confidence" in told:
        told["least"] = told.pop("confidence")
    return replace(question or Question(), **told)


def _day(name: str, told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise InputError(name, f"{told!r} is no date", "write YYYY-MM-DD") from error
