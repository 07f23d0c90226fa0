"""The API's description as people read it: what each parameter takes, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]
_KINDS = {"boolean": "true or false", "integer": "a whole number", "number": "a number"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: what it asks, what it takes, and what it is where it is not given."""

    name: str
    about: str
    takes: str
    usual: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address with its method, what it gives, the forms that it comes in, and its parameters."""

    method: str
    path: str
    paragraphs: tuple[str, ...]
    forms: tuple[str, ...]
    parameters: tuple[Parameter, ...]


def addresses(description: Schema) -> list[Address]:
    """All addresses of a description, in its order."""
    known = description["components"]["schemas"]
    return [_address(method, path, way, known) for path, ways in description["paths"].items() for method, way in ways.items()]


def _address(method: str, path: str, way: Schema, known: Schema) -> Address:
    asked = [_parameter(parameter, known) for parameter in way.get("parameters", ())]
    if body := way.get("requestBody"):
        form = _found(body["content"]["application/json"]["schema"], known)
        asked += [_parameter({"name": name, "schema": schema} | schema, known) for name, schema in form["properties"].items()]
    paragraphs = tuple(" ".join(paragraph.split()) for paragraph in way["description"].split("\n\n"))
    return Address(method.upper(), path, paragraphs, tuple(way["responses"]["200"]["content"]), tuple(asked))


def _parameter(parameter: Schema, known: Schema) -> Parameter:
    schema = parameter["schema"]
    usual = schema.get("default")
    told = "" if usual in (None, "", [], 0.0, False) else str(usual).lower() if isinstance(usual, bool) else str(usual)
    return Parameter(parameter["name"], parameter.get("description", ""), takes(schema, known), told)


def takes(schema: Schema, known: Schema) -> str:
    """What a value may be, in words.

    >>> takes({"type": "integer", "minimum": 1, "maximum": 500}, {})
    '1 to 500'
    >>> takes({"anyOf": [{"enum": ["json", "csv"]}, {"type": "null"}]}, {})
    'json, csv'
    """
    schema = _found(schema, known)
    if choices := [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]:
        return takes(choices[0], known)
    if "items" in schema:
        return takes(schema["items"], known)
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['minimum']:g} to {schema['maximum']:g}" if schema["maximum"] < 1e5 else "a number"
    if schema.get("format") == "date":
        return "YYYY-MM-DD"
    return _KINDS.get(schema.get("type", ""), "")


def _found(schema: Schema, known: Schema) -> Schema:
    while "$ref" in schema:
        schema = known[schema["$ref"].rpartition("/")[2]]
    return schema
