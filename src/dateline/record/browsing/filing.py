"""A view in a file beside its record, so that a server that starts need not take all over again: arrays as they lie in memory."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.record.browsing.columns import Lists, Postings, Texts
from dateline.record.browsing.names import Names, Parties, Places
from dateline.record.browsing.parts import part_of
from dateline.record.browsing.reports import Reports
from dateline.record.browsing.segment import COLUMNS, LISTS, Segment
from dateline.record.browsing.taking import Vocabulary
from dateline.record.browsing.view import View
from dateline.record.revisions import Revision

_FORM = "dateline view 3"
_ALIGNED = 64  # bytes
_KINDS: dict[str, type[Names]] = {"parties": Parties, "places": Places}
_REPORTS = ("sources", "days", "counts")
_NAMES = tuple(Vocabulary.__dataclass_fields__)


def file_of(path: str) -> Path:
    """Where the view of a record is kept."""
    return Path(f"{path}.view")


def keep(view: View, path: Path) -> None:
    """Write a view of one part into a file, as a whole or not at all.

    Raises:
        OSError: if it cannot be written.
    """
    (part,) = view.parts
    arrays = _arrays(part.segment) | {f"reports/{name}": getattr(view.reports, name) for name in _REPORTS}
    head: dict[str, Any] = {
        "form": _FORM,
        "revision": [view.revision.number, view.revision.made.isoformat()],
        "names": {name: getattr(view.names, name).texts for name in _NAMES},
        "arrays": {},
    }
    at = 0
    for name, array in arrays.items():
        head["arrays"][name] = [array.dtype.str, len(array), at]
        at += array.nbytes + -array.nbytes % _ALIGNED
    written = json.dumps(head).encode()
    begun = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with begun.open("wb") as file:
            file.write(len(written).to_bytes(8, "little") + written)
            file.write(b"\0" * (-file.tell() % _ALIGNED))
            for array in arrays.values():
                file.write(np.ascontiguousarray(array).data)
                file.write(b"\0" * (-array.nbytes % _ALIGNED))
        begun.replace(path)
    finally:
        with suppress(OSError):
            begun.unlink(missing_ok=True)


def kept(path: Path) -> View | None:
    """The view in a file; ``None`` if there is none that can be used."""
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if length > path.stat().st_size:
                return None
            head = json.loads(file.read(length))
            if head["form"] != _FORM:
                return None
            begin = file.tell() + -file.tell() % _ALIGNED
        whole = np.asarray(np.memmap(path, np.uint8, "r", begin))
        arrays = {name: _array(whole, *place) for name, place in head["arrays"].items()}
        number, made = head["revision"]
        given: dict[str, Any] = {name: _KINDS.get(name, Names)(head["names"][name]) for name in _NAMES}
        names = Vocabulary(**given)
        reports = Reports(*(arrays[f"reports/{name}"] for name in _REPORTS))
        return View(Revision(number, datetime.fromisoformat(made)), names, (part_of(_segment(arrays)),), reports)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _arrays(segment: Segment) -> dict[str, NDArray[Any]]:
    given: dict[str, NDArray[Any]] = {"events": segment.events} | segment.columns
    for name, one in segment.lists.items():
        given |= {f"{name}/starts": one.starts, f"{name}/codes": one.codes}
    for name, text in (("words", segment.words), ("told", segment.told)):
        given |= {f"{name}/starts": text.starts, f"{name}/bytes": text.bytes}
    return given | {"postings/starts": segment.postings.starts, "postings/rows": segment.postings.rows}


def _segment(arrays: dict[str, NDArray[Any]]) -> Segment:
    return Segment(
        arrays["events"],
        {name: arrays[name] for name in COLUMNS},
        {name: Lists(arrays[f"{name}/starts"], arrays[f"{name}/codes"]) for name in LISTS},
        Texts(arrays["words/starts"], arrays["words/bytes"]),
        Texts(arrays["told/starts"], arrays["told/bytes"]),
        Postings(arrays["postings/starts"], arrays["postings/rows"]),
    )


def _array(whole: NDArray[np.uint8], kind: str, length: int, at: int) -> NDArray[Any]:
    dtype = np.dtype(kind)
    return whole[at : at + length * dtype.itemsize].view(dtype) if length else np.empty(0, dtype)
