"""Keeping a record: a copy of it at one moment, and that copy put back in its place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from dateline.errors import RecordError
from dateline.record.store import Store, copy


def backup(path: str | Path, target: str | Path) -> None:
    """Copy a record as it is now, without what was deleted from it.

    Raises:
        RecordError: if there is no record, another process writes it, or the target is there already.
    """
    if Path(target).exists():
        raise RecordError(str(target), "is there already", "name another file, or remove it first")
    Store.open(path, write=False).close()
    passing = Path(f"{target}.writing")  # half a copy must not pass for one
    try:
        copy(path, passing)
        os.replace(passing, target)
    finally:
        passing.unlink(missing_ok=True)


def restore(source: str | Path, path: str | Path, *, replace: bool = False) -> None:
    """Put a copy in a record's place, as a whole or not at all.

    Raises:
        RecordError: if the copy is no record, or a record is there already and is not to be replaced.
    """
    Store.open(source, write=False).close()
    if Path(path).exists():
        if not replace:
            raise RecordError(str(path), "is there already", "add --replace if the copy is to take its place")
        Store.open(path).close()  # nobody writes it
    passing = Path(f"{path}.restoring")
    shutil.copyfile(source, passing)
    os.replace(passing, path)
