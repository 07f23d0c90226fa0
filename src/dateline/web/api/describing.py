"""The API's description (OpenAPI): made of the addresses as they are declared, so it cannot say otherwise than they answer."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from dateline import __version__
from dateline.web.api import schemas
from dateline.web.problems import API

PREFIX = f"{API}v1"
"""Where the API stands."""
_ABOUT = """
Events of a record, for programs. Conditions are those of the pages and of the command line; the form of events, mentions and reports is
that of `dateline code --json`. Lists come in pages: follow `next_url`, or the header Link. What cannot be answered is told as RFC 9457 has
it (application/problem+json): `parameter` names what is at fault, `remedy` what can be done.
"""


def described(app: FastAPI) -> dict[str, Any]:
    """The description of all addresses of the API."""
    if not hasattr(app.state, "described"):
        app.state.described = _described(app)
    told: dict[str, Any] = app.state.described
    return told


def _described(app: FastAPI) -> dict[str, Any]:
    told = get_openapi(title="Dateline", version=__version__, description=_ABOUT.strip(), routes=app.routes)
    told["paths"] = {path: ways for path, ways in told["paths"].items() if path.startswith(PREFIX)}
    parts = told.setdefault("components", {})
    trouble = schemas.Trouble.model_json_schema(ref_template="#/components/schemas/{model}")
    known = {name: schema for name, schema in parts.get("schemas", {}).items() if name not in ("HTTPValidationError", "ValidationError")}
    parts["schemas"] = known | {"Trouble": trouble}
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    told["security"] = [{"token": []}, {}]
    return told


def parameters(app: FastAPI, path: str, method: str) -> list[str]:
    """The names that an address knows in its query."""
    way = described(app)["paths"].get(path, {}).get(method.lower(), {})
    return sorted(parameter["name"] for parameter in way.get("parameters", ()) if parameter["in"] == "query")
