"""ICEWS Coded Event Data as published: tab-separated under a head line.

The columns and their order are those of the data's documentation (Boschee et al. 2015, Harvard Dataverse, doi:10.7910/DVN/28075).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dateline.exchange.published.rows import read


class Event(NamedTuple):
    """A row of a yearly file; a field is named as its column, underscores for blanks."""

    Event_ID: int
    Event_Date: date | None
    Source_Name: str
    Source_Sectors: str
    Source_Country: str
    Event_Text: str
    CAMEO_Code: str
    Intensity: float | None
    Target_Name: str
    Target_Sectors: str
    Target_Country: str
    Story_ID: int | None
    Sentence_Number: int | None
    Publisher: str
    City: str
    District: str
    Province: str
    Country: str
    Latitude: float | None
    Longitude: float | None


def events(path: Path) -> Iterator[Event]:
    """The rows of an events file.

    Raises:
        DataError: with file and line, if it is not as documented.
    """
    return read(path, Event, header=True)
