"""A record in the forms that other people load: which there are, and how one of them is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from dateline.coding.coder import Settings
from dateline.coding.provenance import provenance
from dateline.errors import InputError
from dateline.exchange import manifest
from dateline.exchange.names import Naming, registered
from dateline.exchange.writing import Export
from dateline.model import Factuality
from dateline.record import asking
from dateline.record.asking import Question, done_only
from dateline.record.store import Query, Store


class Format(NamedTuple):
    """A form that a record can be exported in.

    Attributes:
        module: what writes it, by ``write(export)``.
        folder: whether it is a folder of files.
        factual: whether it says of each event how real it is told.
        about: what it is.
    """

    module: str
    folder: bool
    factual: bool
    about: str


FORMATS = {
    "native": Format("native_tables", True, True, "all tables as Parquet, with a codebook"),
    "native-csv": Format("native_tables", True, True, "all tables as CSV, with a codebook"),
    "datapackage": Format("datapackage", True, True, "all tables as a frictionless data package"),
    "polecat": Format("polecat", False, False, "PLOVER events in POLECAT's 40 columns"),
    "plover": Format("polecat", False, False, "the same"),
    "icews": Format("icews", False, False, "CAMEO events in ICEWS's 20 columns"),
    "gdelt": Format("gdelt", False, False, "CAMEO events in the 61 columns of GDELT 2.0"),
    "gdelt-mentions": Format("gdelt_mentions", False, False, "their mentions in GDELT's 16 columns"),
    "acled": Format("acled", False, False, "conflict and protest in ACLED's 31 columns"),
    "ged": Format("ged", False, False, "deadly violence in the 49 columns of UCDP GED"),
    "geojson": Format("geojson", False, True, "points and properties, RFC 7946"),
    "stata": Format("stata", False, True, "a .dta file with labels"),
    "atom": Format("atom", False, True, "a feed of events"),
}
"""The formats by name; every layout without a column for factuality holds, unless asked otherwise, only what occurred."""


def export(
    store: Store,
    question: Question,
    format: str,
    target: Path,
    name: Naming | None = None,
    coder: Mapping[str, str] | None = None,
    step: Callable[[], None] = lambda: None,
) -> Export:
    """Write the events of a record that a question asks for in another form, with a manifest beside it.

    Args:
        format: a name of :data:`FORMATS`.
        target: the file, or for a format of several files the folder, that is to be written; what is there is replaced.
        name: gives the names of parties; the registry, unless another is given.
        coder: what ``coding.provenance`` says of a coder; that of the one that is installed, unless it is given.
        step: called whenever an event or a table has been written.

    Raises:
        InputError: if the format is unknown, or nothing can be written there.
        SetupError: if the format needs a library that is not installed.
    """
    if format not in FORMATS:
        raise InputError("--format", f"{format!r} is unknown", f"one of {', '.join(FORMATS)}")
    how = FORMATS[format]
    asked = question if how.factual else done_only(question)
    made = how.folder and not target.exists()
    under_way = Export(store, asked, format, _target(store, target, how), how.folder, name or registered(), step)
    if asked != question:
        _count_undone(under_way, question)
    try:
        import_module(f"dateline.exchange.{how.module}").write(under_way)
        manifest.write(under_way, coder or provenance(Settings()))
        under_way.settle()
    except BaseException:
        under_way.give_up()
        if made:
            with suppress(OSError):  # what went wrong is to be told, and no more
                target.rmdir()
        raise
    return under_way


def _target(store: Store, target: Path, how: Format) -> Path:
    """Where to write, once it is sure that nothing else is lost by it."""
    if target.exists() and Path(store.path).exists() and target.samefile(store.path):
        raise InputError(str(target), "is the record itself", "name another file")
    if how.folder:
        if target.exists() and not target.is_dir():
            raise InputError(str(target), "is no folder", "this format writes several files: name a folder")
        target.mkdir(parents=True, exist_ok=True)
    elif target.is_dir():
        raise InputError(str(target), "is a folder", "this format writes one file: name it")
    elif target.suffix in (".gz", ".zip", ".bz2"):
        raise InputError(str(target), "files are written unpacked", f"name it without {target.suffix}")
    elif not target.parent.is_dir():
        raise InputError(str(target.parent), "there is no such folder", "make it, or name another")
    return target


def _count_undone(under_way: Export, question: Question) -> None:
    """Count the events that are left out since the layout would tell them as done."""
    asked = asking.events(question)
    told = under_way.store.ask(Query(f"SELECT factuality, count(*) AS n FROM ({asked.sql}) GROUP BY ALL ORDER BY ALL", asked.values))
    for row in told:
        if row["factuality"] != Factuality.OCCURRED:
            under_way.leave_out(f"told as {row['factuality']}", row["n"])
