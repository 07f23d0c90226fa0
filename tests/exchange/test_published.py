"""Readers of published event data: typed rows, and faults with their place."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.exchange.published import gdelt, icews, polecat

# Rows of our own invention in the published form.
MENTION = "410000001\t20150218230000\t20150218231500\t1\tnews.example\thttps://news.example/a\t3\t120\t-1\t151\t1\t80\t2310\t-2.5\t\t"
ICEWS_HEAD = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\t"
    "Target Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
)
ICEWS = (
    "20718170\t2015-01-01\tA Ministry\tGovernment,Executive\tFrance\tMake a visit\t042\t1.9\tA Minister\t\tSpain\t34\t2\tA Wire\t"
    "Madrid\t\tMadrid\tSpain\t40.4\t-3.7"
)


def written(path: Path, *lines: str) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_mention_of_gdelts(tmp_path: Path) -> None:
    (row,) = gdelt.mentions(written(tmp_path / "m.CSV", MENTION))
    assert (row.GLOBALEVENTID, row.MentionTimeDate) == (410000001, datetime(2015, 2, 18, 23, 15))
    assert (row.MentionDocTone, row.SentenceID, row.Extras) == (-2.5, 3, "")


def test_an_event_of_gdelts_with_little_in_it(tmp_path: Path) -> None:
    cells = ["1", "20150218", *[""] * 23, "1", "042", "042", "04", "1", "1.9", *[""] * 30]
    (row,) = gdelt.events(written(tmp_path / "e.CSV", "\t".join(cells)))
    assert (row.SQLDATE, row.EventCode, row.GoldsteinScale, row.DATEADDED, row.ActionGeo_Lat) == (date(2015, 2, 18), "042", 1.9, None, None)


def test_an_event_of_icews(tmp_path: Path) -> None:
    (row,) = icews.events(written(tmp_path / "i.tab", ICEWS_HEAD, ICEWS))
    assert (row.Event_Date, row.CAMEO_Code, row.Target_Sectors, row.Latitude) == (date(2015, 1, 1), "042", "", 40.4)


def _gz(path: Path, content: bytes) -> None:
    path.write_bytes(gzip.compress(content))


def _zip(path: Path, content: bytes) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mentions.CSV", content)


@pytest.mark.parametrize(("name", "pack"), [("m.CSV.gz", _gz), ("m.CSV.zip", _zip)])
def test_archives_are_read_as_they_are_published(tmp_path: Path, name: str, pack: Callable[[Path, bytes], None]) -> None:
    pack(tmp_path / name, f"{MENTION}\n{MENTION}\n".encode())
    assert [row.GLOBALEVENTID for row in gdelt.mentions(tmp_path / name)] == [410000001] * 2


@pytest.mark.parametrize(
    ("read", "lines", "place", "fault"),
    [
        (gdelt.mentions, [MENTION, MENTION + "\tx"], ":2", "17 columns"),
        (gdelt.mentions, [MENTION.replace("410000001", "", 1)], ":1", "GLOBALEVENTID is ''"),
        (gdelt.mentions, [MENTION.replace("-2.5", "warm")], ":1", "MentionDocTone is 'warm'"),
        (gdelt.events, ["x"], ":1", "1 columns"),
        (icews.events, [ICEWS], ":1", "expected Event ID, Event Date"),
        (icews.events, [ICEWS_HEAD, ICEWS.replace("2015-01-01", "soon")], ":2", "Event Date is 'soon'"),
        (polecat.events, [ICEWS_HEAD], ":1", "expected Event ID, Event Date, Event Type"),
    ],
)
def test_what_is_not_as_documented(tmp_path: Path, read: Callable[[Path], object], lines: list[str], place: str, fault: str) -> None:
    path = written(tmp_path / "x.tsv", *lines)
    with pytest.raises(DataError) as raised:
        list(read(path))  # type: ignore[call-overload]
    assert raised.value.where == f"{path}{place}"
    assert fault in str(raised.value)


@pytest.mark.parametrize(("name", "content"), [("x.zip", b"no zip"), ("x.gz", b"no gzip"), ("x.CSV", b"\xff\xfe"), ("none.CSV", None)])
def test_what_cannot_be_read(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match="cannot be read"):
        list(gdelt.mentions(tmp_path / name))
