"""The schema of a record and the migrations that lead to it."""

from __future__ import annotations

from collections.abc import Collection
from importlib import resources

from dateline.errors import OlderError, RecordError


def migrations() -> list[tuple[str, str]]:
    """Name, which begins with its number, and SQL of every step that leads to today's schema, in order; numbers may be left out."""
    folder = resources.files("dateline.record") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [(f.name.removesuffix(".sql"), f.read_text(encoding="utf-8")) for f in files]


def due(path: str, have: Collection[int], *, write: bool) -> list[tuple[int, str, str]]:
    """Number, name and SQL of the migrations that a record has not been through.

    Args:
        path: of the record; ``have``: the numbers of those that it has been through.
        write: whether it may be brought up to date now.

    Raises:
        OlderError: if there are any, and it may not.
        RecordError: if a newer Dateline made it.
    """
    steps = {int(name.partition("_")[0]): (name, sql) for name, sql in migrations()}
    if set(have) - steps.keys():
        raise RecordError(path, f"made by a newer Dateline (schema {max(have)}, this one knows {max(steps)})", "bring Dateline up to date")
    if steps.keys() - set(have) and not write:
        raise OlderError(
            path,
            f"made by an older Dateline (schema {max(have, default=0)} of {max(steps)})",
            "open it once for writing: dateline ingest",
        )
    return [(number, *step) for number, step in steps.items() if number not in have]
