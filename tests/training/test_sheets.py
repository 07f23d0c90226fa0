"""Coding sheets: every fault is told with file and line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from sheets import read

SHEET = "=== r | {day} | Post |\n1: Ruritania closed its border on Monday.\n--\n{event}\n"
CLOSED = "1 | COERCE/{mode} | o | closed | Ruritania:: | - | - | {time} | -"


@pytest.mark.parametrize(
    ("day", "mode", "time", "fault"),
    [
        ("None", "restrict", "-", "sheet.txt:1: 'None' is no date; wanted YYYY-MM-DD"),
        ("2024-02-30", "restrict", "-", "sheet.txt:1: '2024-02-30' is no date; wanted YYYY-MM-DD"),
        ("2024-05-07", "restrict", "Monday", "sheet.txt:4: 'Monday' is no date; wanted YYYY-MM-DD"),
        ("2024-05-07", "loudly", "-", "sheet.txt:4: "),
    ],
)
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, day: str, mode: str, time: str, fault: str) -> None:
    path = tmp_path / "sheet.txt"
    path.write_text(SHEET.format(day=day, event=CLOSED.format(mode=mode, time=time)), encoding="utf-8")
    sheets, faults = read(path)
    assert len(sheets) == 1
    assert [one.removeprefix(f"{tmp_path}/")[: len(fault)] for one in faults] == [fault]


def test_a_sheet_that_holds(tmp_path: Path) -> None:
    path = tmp_path / "sheet.txt"
    path.write_text(SHEET.format(day="2024-05-07", event=CLOSED.format(mode="restrict", time="2024-05-06")), encoding="utf-8")
    ((sheet,), faults) = read(path)
    assert faults == []
    assert [event.trigger for event in sheet.events] == ["closed"]
