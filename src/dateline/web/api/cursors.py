"""Cursors: where a page of a list left off, named by its last row, so what comes in meanwhile neither repeats nor hides one."""

from __future__ import annotations

import base64
import json
from typing import Any

from dateline.errors import InputError


def written(*key: str | int) -> str:
    """A cursor that names a row by what it is ordered by.

    >>> read(written("2022-01-31", "tokyo"), str, str)
    ['2022-01-31', 'tokyo']
    """
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def read(cursor: str, *kinds: type) -> list[Any]:
    """What a cursor names.

    Raises:
        InputError: if it is none that a page of this list has given.
    """
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        key = None
    if not isinstance(key, list) or [type(part) for part in key] != list(kinds):
        raise InputError("cursor", "is none of this list", "begin with the first page")
    return key
