"""POLECAT as published: tab-separated under a head line.

The columns and their order are those of the data's documentation (Halterman et al. 2023, Harvard Dataverse, doi:10.7910/DVN/AJGVIT).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dateline.exchange.published.rows import read


class Event(NamedTuple):
    """A row of a file; a field is named as its column, underscores for blanks."""

    Event_ID: str
    Event_Date: date | None
    Event_Type: str
    Event_Mode: str
    Intensity: float | None
    Quad_Code: str
    Contexts: str
    Actor_Name: str
    Actor_Country: str
    Actor_COW: int | None
    Primary_Actor_Sector: str
    Actor_Sectors: str
    Actor_Title: str
    Actor_Name_Raw: str
    Wikipedia_Actor_ID: str
    Recipient_Name: str
    Recipient_Country: str
    Recipient_COW: int | None
    Primary_Recipient_Sector: str
    Recipient_Sectors: str
    Recipient_Title: str
    Recipient_Name_Raw: str
    Wikipedia_Recipient_ID: str
    Placename: str
    City: str
    District: str
    Province: str
    Country: str
    Latitude: float | None
    Longitude: float | None
    GeoNames_ID: int | None
    Raw_Placename: str
    Feature_Type: str
    Source: str
    Publication_Date: date | None
    Story_People: str
    Story_Organizations: str
    Story_Locations: str
    Language: str
    Version: str


def events(path: Path) -> Iterator[Event]:
    """The rows of an events file.

    Raises:
        DataError: with file and line, if it is not as documented.
    """
    return read(path, Event, header=True)
