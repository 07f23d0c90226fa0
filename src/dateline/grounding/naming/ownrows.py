"""Registry files of the user's own: a row added, rows written."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable
from pathlib import Path

from dateline.errors import DataError
from dateline.grounding.naming.entities import unaccented
from dateline.grounding.naming.registry import COLUMNS, Line, build, read_rows


def identify(kind: str, name: str) -> str:
    """The identifier of a new entity: "person:ana-lopez", "armed-front"."""
    slug = re.sub(r"[^a-z0-9]+", "-", unaccented(name).lower()).strip("-")
    return f"person:{slug}" if kind == "person" else slug


def add(path: str, rows: Iterable[Line]) -> int:
    """Append rows to a registry file, which is made where there is none; returns how many were new.

    A row that the file has already is not added again.

    Raises:
        DataError: if the file breaks the rules, or a row would; the file is then as it was.
    """
    there = list(read_rows(Path(path), path)) if os.path.exists(path) else []
    known = {line for _, line in there}
    new = [line for line in rows if line not in known]
    build([], [*there, *((f"{path}: the row to add", line) for line in new)])
    if not new:
        return 0
    try:
        is_new = not os.path.exists(path)
        with open(path, "a", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            if is_new:
                writer.writerow(COLUMNS)
            writer.writerows(new)
    except OSError as error:
        raise DataError(path, (error.strerror or "cannot be written").lower(), "choose a file that can be written") from error
    return len(new)
