"""Where results go, and the status that a command ends with."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

import click

from dateline.cli.main import FAILED


@contextmanager
def output(path: str | None = None, sources: Sequence[str] = ()) -> Iterator[IO[str]]:
    """Standard output, or a file that is none of the sources. UTF-8 in both."""
    if path is None or path == "-":
        if reconfigure := getattr(sys.stdout, "reconfigure", None):
            reconfigure(encoding="utf-8")
        yield sys.stdout
        sys.stdout.flush()
        return
    if os.path.exists(path) and any(os.path.exists(source) and os.path.samefile(source, path) for source in sources):
        raise click.UsageError(f"--output {path} would overwrite what is to be read")
    if folder := next((source for source in sources if os.path.isdir(source) and _lies_in(path, source)), None):
        raise click.UsageError(f"--output {path} lies in {folder}, which is to be read; write it elsewhere")
    try:
        file = open(path, "w", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed below, once it is known to open
    except OSError as error:
        raise click.UsageError(f"--output {path}: {error.strerror}") from error
    with file:
        yield file


def _lies_in(path: str, folder: str) -> bool:
    within = os.path.realpath(folder)
    return os.path.commonpath([within, os.path.realpath(path)]) == within


def end(failed: int) -> None:
    """End with the status that says whether any input failed."""
    if failed:
        raise SystemExit(FAILED)
