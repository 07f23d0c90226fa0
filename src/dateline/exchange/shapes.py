"""What the columns of a table of events hold, as whoever imports it says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from dateline.coding import codebook
from dateline.errors import InputError
from dateline.grounding.when import zones

NUMBERS = ("killed", "injured", "arrested", "displaced", "crowd", "weapons", "money")
"""The kinds of numbers that an event has."""
FIELDS = (
    "id", "date", "end", "time", "who", "whom", "type", "factuality", "place", "country", "lat", "lon", "words", "published",
    "source", "url", *NUMBERS,
)  # fmt: skip
"""What a column may hold."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the columns of a table of events hold.

    A column that is called as a field holds it, unless another does or all rows are said to have the same.

    Attributes:
        columns: the column of each field, empty for none; ``same``: the value of a field where a row gives none.
        types: what the table's own words for a type stand for, as ``TYPE`` or ``TYPE/mode``.
        zone: IANA name of the zone that days and hours are told in; empty where it is not known.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    zone: str = ""

    def column(self, field: str) -> str:
        """The column that holds a field; empty where none does."""
        return self.columns.get(field, "" if field in self.same else field)

    def check(self, names: Collection[str]) -> None:
        """See to it that fields, acts, zone and columns are there to be had.

        Args:
            names: the columns that the table has; none where it has no rows.

        Raises:
            InputError: if one of them is not, or nothing tells the date or the type.
        """
        for name in (*self.columns, *self.same):
            if name not in FIELDS:
                raise InputError(name, "an event of a list has no such field", f"one of {', '.join(FIELDS)}")
        for name, column in self.columns.items():
            if names and column and column not in names:
                raise InputError(column, "the table has no such column", f"--column {name}= and one of {', '.join(names)}")
        for name in ("date", "type"):
            if names and name not in self.same and self.column(name) not in names:
                raise InputError(name, f"nothing tells the {name} of the events", f"--column {name}=COLUMN, or --set {name}=VALUE")
        for said in (*self.types.values(), *filter(None, [self.same.get("type")])):
            act_of(said)
        if self.zone:
            zone_of(self.zone)


def act_of(said: str) -> tuple[str, str | None]:
    """Type and mode of ``TYPE`` or ``TYPE/mode``.

    >>> act_of("mobilize/weapons-test")
    ('MOBILIZE', 'weapons-test')

    Raises:
        InputError: if the codebook has no such act.
    """
    type_, _, mode = said.strip().partition("/")
    found = type_.upper(), mode or None
    try:
        codebook.load().score(*found)
    except KeyError as error:
        raise InputError(said, "the codebook has no such act", "dateline codebook lists them") from error
    return found


def zone_of(name: str) -> ZoneInfo:
    """The time zone of an IANA name, or of what news calls it: "KST", "Seoul".

    >>> zone_of("Seoul").key
    'Asia/Seoul'

    Raises:
        InputError: if there is none of that name.
    """
    try:
        return ZoneInfo(zones.said(name) or zones.said(f"{name} time") or name)
    except (ValueError, KeyError, OSError) as error:  # what is no name at all, a name that is not there, a folder of names
        raise InputError(name, "no time zone is called so", "write it like Asia/Seoul or UTC") from error
