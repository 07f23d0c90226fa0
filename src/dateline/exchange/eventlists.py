"""Tables of events that somebody has made by hand, read by what their columns hold.

Columns are named by the field that they hold, what is the same in every row is said once, and all other columns are kept as details
of the event, so that nothing of the table is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import file_digest

from dateline.errors import InputError, ReportError
from dateline.exchange.shapes import FIELDS, NUMBERS, Shape, act_of, zone_of
from dateline.exchange.tablerows import Cells, columns, read_table
from dateline.grounding.when import calendar, zones
from dateline.model import Factuality, content_hash
from dateline.record.citing import Listed, Number, Where, Who

_NOTHING = frozenset({"", "unknown", "na", "n/a", "nan", "none", "null", "-", "?"})
_DAY = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?(?=$|[T ])")
_HOUR = re.compile(r"(\d{1,2}):(\d\d)")
_CODES = re.compile(r"[A-Z]{3}(?::[A-Z]{3})?")
_NUMBER = re.compile(r"(?P<bound>[<>]?)(?P<low>\d[\d,.]*)(?:(?P<more>\+)| ?[-–] ?(?P<high>\d[\d,.]*))?(?: (?P<unit>\S.*))?")

Resolve = Callable[[str, date | None], Who]


def read_events(path: str, shape: Shape, resolve: Resolve) -> Iterator[Listed | InputError]:
    """The events of a table, one a row; a row that is none is an error in its stead, with its place.

    Args:
        resolve: who a cell names on a day.

    Raises:
        InputError: if the shape cannot be, or the table not be read.
    """
    shape.check(columns(path))
    seen: dict[str, int] = {}
    for place, cells in read_table(path):
        if isinstance(cells, ReportError):
            yield cells
            continue
        try:
            yield _Row(cells, shape, place, resolve).event(seen)
        except ReportError as error:
            yield error


def hash_of(path: str) -> str:
    """The SHA-256 of a file."""
    with open(path, "rb") as content:
        return file_digest(content, "sha256").hexdigest()


def resolver(find: Callable[[str, date | None], Who], state: Callable[[str], str]) -> Resolve:
    """Who the cells of a table name: codes ("PRK", "USA:GOV") as they are, names by ``find``, each looked up once a day.

    Args:
        state: the name of the state that a code stands for; empty where it is none.
    """
    known: dict[tuple[str, date | None], Who] = {}

    def resolve(said: str, day: date | None) -> Who:
        country, _, sector = said.partition(":")
        if _CODES.fullmatch(said) and (name := state(country)):
            return Who(name, country, sector, "" if sector else f"state:{country}")
        if (said, day) not in known:
            known[said, day] = find(said, day)
        return known[said, day]

    return resolve


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a table, and how it is to be read."""

    cells: Cells
    shape: Shape
    place: str
    resolve: Resolve

    def event(self, seen: dict[str, int]) -> Listed:
        """The event that the row tells; ``seen`` counts the rows of each name before it."""
        days = self._days()
        first = days[0] if days else None
        act, mode = self._act()
        return Listed(
            row=self._name(seen),
            type=act,
            mode=mode,
            actors=self._parties("who", first),
            recipients=self._parties("whom", first),
            factuality=self._factuality(),
            days=days,
            moment=self._moment(days),
            zone=self.shape.zone,
            place=self._where(),
            numbers=tuple(number for kind in NUMBERS if (number := self._number(kind))),
            details=self._details(),
            words=self._told("words"),
            published=self._day("published"),
            source=self._told("source"),
            url=self._told("url"),
        )

    def _name(self, seen: dict[str, int]) -> str:
        """The row's id, else a hash of what it says; rows that say the same are numbered."""
        given = self._told("id")
        name = given or content_hash(*(f"{column}={value}" for column, value in sorted(self.cells.items())))
        seen[name] = seen.get(name, 0) + 1
        if given and seen[name] > 1:
            raise self._fault("id", f"a row before it has {given!r} too", "name a column that tells rows apart, or none")
        return name if seen[name] == 1 else f"{name}-{seen[name]}"

    def _details(self) -> dict[str, str]:
        """What the fields do not hold; the table's own word for the type, too, where it is translated."""
        held = {self.shape.column(name) for name in FIELDS if name != "type" or not self.shape.types}
        return {column: value for column, value in self.cells.items() if column not in held}

    def _told(self, name: str) -> str:
        """What the row says of a field, or all rows are said to have; nothing where it says that it does not know."""
        value = self.cells.get(self.shape.column(name), "")
        return value if value.lower() not in _NOTHING else self.shape.same.get(name, "")

    def _fault(self, name: str, fault: str, remedy: str) -> ReportError:
        return ReportError(self.place, f"{self.shape.column(name) or name}: {fault}", remedy)

    def _act(self) -> tuple[str, str | None]:
        said = self._told("type")
        try:
            return act_of(self.shape.types.get(said, said))
        except InputError as error:
            raise self._fault("type", f"{said!r} is no act of the codebook", f"--type {said!r}=TYPE/mode translates it") from error

    def _days(self) -> tuple[date, date] | None:
        begins, ends = self._interval("date"), self._interval("end")
        if begins is None:
            return None
        if ends is not None and ends[1] < begins[0]:
            raise self._fault("end", f"{ends[1]} lies before its beginning", "check the row")
        return begins[0], (ends or begins)[1]

    def _interval(self, name: str) -> tuple[date, date] | None:
        """The days of a cell that may be known to the month or the year only."""
        said = self._told(name)
        if not said:
            return None
        found = _DAY.match(said.replace("/", "-"))
        try:
            if found is None:
                raise ValueError(said)
            first = date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
        except ValueError as error:
            raise self._fault(name, f"no date: {said[:40]!r}", "write it as YYYY-MM-DD, YYYY-MM or YYYY") from error
        whole = calendar.day if found[3] else calendar.month if found[2] else calendar.year
        return first, whole(first).end

    def _day(self, name: str) -> date | None:
        found = self._interval(name)
        return found[0] if found else None

    def _moment(self, days: tuple[date, date] | None) -> datetime | None:
        """When it began, in UTC: the hour in the zone that its cell names, else in that of the table."""
        said = self._told("time") or self._told("date").partition("T")[2]
        if not said or days is None or days[0] != days[1]:
            return None
        found, zone = _HOUR.search(said), zones.said(said) or self.shape.zone
        if found is None or not zone:
            return None
        try:
            hour = time(int(found[1]), int(found[2]))
        except ValueError as error:
            raise self._fault("time", f"no hour: {said[:40]!r}", "write it as HH:MM") from error
        return datetime.combine(days[0], hour, zone_of(zone)).astimezone(UTC).replace(tzinfo=None)

    def _parties(self, name: str, day: date | None) -> tuple[Who, ...]:
        return tuple(self.resolve(one.strip(), day) for one in self._told(name).split(";") if one.strip())

    def _factuality(self) -> Factuality:
        said = self._told("factuality")
        try:
            return Factuality(said.lower()) if said else Factuality.OCCURRED
        except ValueError as error:
            raise self._fault("factuality", f"{said!r} does not say how real it is", f"one of {', '.join(Factuality)}") from error

    def _where(self) -> Where | None:
        text, (state, country, *_) = self._told("place"), self._country()
        latitude, longitude = self._degrees("lat", 90), self._degrees("lon", 180)
        if not text and not country and latitude is None:
            return None
        return Where(text or state, country, latitude, longitude, "site" if text else "country" if country else "")

    def _country(self) -> Who:
        said = self._told("country")
        found = self.resolve(said, None) if said else Who("")
        if said and not found.country:
            raise self._fault("country", f"no country is called {said[:40]!r}", "write its code of ISO 3166-1 alpha-3, or its English name")
        return found

    def _degrees(self, name: str, most: int) -> float | None:
        said = self._told(name)
        try:
            value = float(said) if said else None
        except ValueError as error:
            raise self._fault(name, f"no degrees: {said[:40]!r}", "write them as a decimal number") from error
        if value is not None and not -most <= value <= most:
            raise self._fault(name, f"{value} is beyond {most} degrees", "check the row")
        return value

    def _number(self, kind: str) -> Number | None:
        """The number of a cell: ``12``, ``12-15``, ``12+`` or ``>12``, with a unit behind it."""
        said = self._told(kind)
        if not said:
            return None
        found = _NUMBER.fullmatch(said)
        try:
            if found is None:
                raise ValueError(said)
            low = float(found["low"].replace(",", ""))
            high = float(found["high"].replace(",", "")) if found["high"] else low
        except ValueError as error:
            raise self._fault(kind, f"no number: {said[:40]!r}", "write 12, 12-15, 12+ or <12") from error
        open_above = bool(found["more"]) or found["bound"] == ">"
        return Number(kind, None if found["bound"] == "<" else low, high, None if open_above else high, found["unit"] or "")
