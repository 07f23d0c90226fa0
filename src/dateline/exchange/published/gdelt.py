"""GDELT 2.0 as published: events and mentions, tab-separated without a head line.

*The GDELT Event Database Data Format Codebook V2.0* (19 February 2015) gives the columns in this order; the comments say in short what it
says of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from dateline.exchange.published.rows import read


class Event(NamedTuple):
    """A row of ``*.export.CSV``."""

    # Event id and date
    GLOBALEVENTID: int
    SQLDATE: date | None
    MonthYear: int | None
    Year: int | None
    FractionDate: float | None
    # Actors: raw CAMEO code, name, country, group, ethnicity, religions, roles
    Actor1Code: str
    Actor1Name: str
    Actor1CountryCode: str
    Actor1KnownGroupCode: str
    Actor1EthnicCode: str
    Actor1Religion1Code: str
    Actor1Religion2Code: str
    Actor1Type1Code: str
    Actor1Type2Code: str
    Actor1Type3Code: str
    Actor2Code: str
    Actor2Name: str
    Actor2CountryCode: str
    Actor2KnownGroupCode: str
    Actor2EthnicCode: str
    Actor2Religion1Code: str
    Actor2Religion2Code: str
    Actor2Type1Code: str
    Actor2Type2Code: str
    Actor2Type3Code: str
    # Action: CAMEO at three levels, quad class 1 to 4, Goldstein -10 to 10, counts, tone -100 to 100
    IsRootEvent: int | None
    EventCode: str
    EventBaseCode: str
    EventRootCode: str
    QuadClass: int | None
    GoldsteinScale: float | None
    NumMentions: int | None
    NumSources: int | None
    NumArticles: int | None
    AvgTone: float | None
    # Geography of each actor and of the action: type 0 to 5, name, FIPS 10-4 country, ADM1, ADM2, centroid, GNS or GNIS feature
    Actor1Geo_Type: int | None
    Actor1Geo_FullName: str
    Actor1Geo_CountryCode: str
    Actor1Geo_ADM1Code: str
    Actor1Geo_ADM2Code: str
    Actor1Geo_Lat: float | None
    Actor1Geo_Long: float | None
    Actor1Geo_FeatureID: str
    Actor2Geo_Type: int | None
    Actor2Geo_FullName: str
    Actor2Geo_CountryCode: str
    Actor2Geo_ADM1Code: str
    Actor2Geo_ADM2Code: str
    Actor2Geo_Lat: float | None
    Actor2Geo_Long: float | None
    Actor2Geo_FeatureID: str
    ActionGeo_Type: int | None
    ActionGeo_FullName: str
    ActionGeo_CountryCode: str
    ActionGeo_ADM1Code: str
    ActionGeo_ADM2Code: str
    ActionGeo_Lat: float | None
    ActionGeo_Long: float | None
    ActionGeo_FeatureID: str
    # Data management: when it was added (UTC), and a report that tells it
    DATEADDED: datetime | None
    SOURCEURL: str


class Mention(NamedTuple):
    """A row of ``*.mentions.CSV``."""

    GLOBALEVENTID: int
    EventTimeDate: datetime | None
    MentionTimeDate: datetime | None
    MentionType: int | None  # 1 web, 2 citation only, 3 CORE, 4 DTIC, 5 JSTOR, 6 non-textual
    MentionSourceName: str
    MentionIdentifier: str
    SentenceID: int | None  # from 1
    Actor1CharOffset: int | None
    Actor2CharOffset: int | None
    ActionCharOffset: int | None
    InRawText: int | None
    Confidence: int | None  # percent
    MentionDocLen: int | None  # characters
    MentionDocTone: float | None
    MentionDocTranslationInfo: str
    Extras: str


def events(path: Path) -> Iterator[Event]:
    """The rows of an events file.

    Raises:
        DataError: with file and line, if it is not as documented.
    """
    return read(path, Event, header=False)


def mentions(path: Path) -> Iterator[Mention]:
    """The rows of a mentions file.

    Raises:
        DataError: with file and line, if it is not as documented.
    """
    return read(path, Mention, header=False)
