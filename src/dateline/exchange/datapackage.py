"""The record's tables as a frictionless tabular data package: CSV files, and ``datapackage.json`` that describes every column.

By the Data Package and Table Schema specifications, version 1 (https://specs.frictionlessdata.io). Nested values are JSON in their cells,
as the types ``array`` and ``object`` have it.
"""

from __future__ import annotations

import json
from typing import Any

from dateline import __version__
from dateline.exchange.native_tables import MOMENT, TABLES, fields, write_tables
from dateline.exchange.writing import Export, Written

_KEYS: dict[str, list[str]] = {
    "events": ["event"],
    "mentions": ["mention"],
    "members": ["mention"],
    "reports": ["report", "version"],
    "claims": ["claim"],
}
_FOREIGN: dict[str, list[tuple[list[str], str]]] = {
    "mentions": [(["report", "version"], "reports")],
    "members": [(["mention"], "mentions"), (["event"], "events")],
    "claims": [(["report", "version"], "reports")],
}
_ABOUT = {
    "events": "What the mentions of each act say together",
    "mentions": "Acts as one report tells them",
    "members": "Which event each mention tells",
    "reports": "Reports as published",
    "claims": "Statements that can be counted or checked",
}


def write(export: Export) -> None:
    """Write the tables and their description."""
    write_tables(export, "csv")
    tables = dict(zip(TABLES, list(export.files), strict=True))
    described = {
        "profile": "tabular-data-package",
        "name": "dateline-record",
        "title": "A record of political events, coded by Dateline from news reports",
        "keywords": ["event data", "PLOVER", "news"],
        "sources": [{"title": f"Reports coded by Dateline {__version__}; manifest.json lists them"}],
        "resources": [_resource(table, file) for table, file in tables.items()],
    }
    with export.file("datapackage.json") as out:
        json.dump(described, out.out, ensure_ascii=False, indent=1)
        out.out.write("\n")


def _resource(table: str, file: Written) -> dict[str, Any]:
    foreign = [{"fields": names, "reference": {"resource": to, "fields": names}} for names, to in _FOREIGN.get(table, [])]
    schema: dict[str, Any] = {"fields": [_field(field.name, field.type, field.meaning) for field in fields(table)]}
    schema |= {"primaryKey": _KEYS[table], "missingValues": [""]} | ({"foreignKeys": foreign} if foreign else {})
    return {
        "profile": "tabular-data-resource",
        "name": table,
        "path": file.path,
        "title": _ABOUT[table],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True, "lineTerminator": "\n"},
        "schema": schema,
    }


def _field(name: str, type_: str, meaning: str) -> dict[str, Any]:
    described = {"name": name, "type": type_, "description": meaning}
    return described | ({"format": MOMENT} if type_ == "datetime" else {})
