"""The manifest of an export: what was asked of which record, what made it, what was left out, and what stands in which file.

It holds no clock and no path, so the same record and the same question give the same bytes; the time in it is that of the record's newest
gathering.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from dateline.exchange.events import told
from dateline.exchange.writing import Export
from dateline.record.asking import Question
from dateline.record.store import Query

NAME = "manifest.json"
_END = "\n}"


def write(export: Export, coder: Mapping[str, str]) -> None:
    """Write the manifest: ``manifest.json`` in an export's folder, or beside a file under its name and ``.manifest.json``.

    The versions of reports, of which there may be a million, are written one by one after all else.
    """
    name = NAME if export.folder else f"{export.target.name}.{NAME}"
    described = json.dumps(_described(export, coder), ensure_ascii=False, indent=1, default=str)
    with export.file(name) as rows:
        out, whole, comma = rows.out, hashlib.sha256(), ""
        out.write(f'{described.removesuffix(_END)},\n "inputs": [')
        for row in export.store.stream(_inputs(export.question)):
            version = json.dumps([row["report"], row["version"]], ensure_ascii=False)
            out.write(f"{comma}\n  {version}")
            comma = ","
            whole.update(f"{row['report']}\t{row['version']}\n".encode())
        out.write(f'\n ],\n "inputs_sha256": "{whole.hexdigest()}"{_END}\n')


def asked(question: Question) -> dict[str, Any]:
    """The conditions of a question that ask for anything."""
    told = asdict(question)
    told |= told.pop("facets", {})
    return {name: value for name, value in told.items() if value}


def _described(export: Export, coder: Mapping[str, str]) -> dict[str, Any]:
    (record,) = export.store.rows(
        """
        SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM mentions) AS mentions,
               (SELECT count(*) FROM reports) AS reports, (SELECT max(gathered) FROM reports) AS gathered
        """
    )
    return {
        "format": export.format,
        "record": {"schema": export.store.version(), **record},
        "conditions": asked(export.question),
        "left_out": dict(export.left_out),
        "files": [file._asdict() for file in export.files],
        "columns": export.columns,
        "installed": dict(coder),
    }


def _inputs(question: Question) -> Query:
    """The versions of reports that the export rests on; without conditions, all."""
    if not asked(question):
        return Query("SELECT report, version FROM reports ORDER BY report, version", {})
    wanted = told(question)
    return Query(
        f"""
        SELECT DISTINCT m.report, m.version FROM ({wanted.sql}) e JOIN members b USING (event) JOIN mentions m USING (mention)
        ORDER BY m.report, m.version
        """,
        wanted.values,
    )
