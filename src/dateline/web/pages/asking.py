"""What pages of events have in common: the form of their conditions, and what is asked for as chips that can be left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import Request

from dateline.web.asked import Asked, read
from dateline.web.naming import shown

_WRITTEN = ("who", "whom", "place")  # what a field of the form shows where one is asked for; of several, each can be left out below it
_ORDER = ("sort", "cursor", "limit")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be chosen or left: the link that does, and how many events there are then."""

    name: str
    value: str
    shown: str
    link: str
    count: int = 0
    chosen: bool = False


def asked_of(request: Request) -> Asked:
    """What the address of a request asks for.

    Raises:
        InputError: if a value cannot be what its name asks.
    """
    return read(request.query_params.multi_items())


def form(asked: Asked, path: str) -> dict[str, Any]:
    """What the templates ``ask.html`` and ``chosen.html`` show."""
    single = {name: values[0] if len(values := asked.values(name)) == 1 else "" for name in _WRITTEN}
    return {"asked": asked, "path": path, "single": single, "chosen": _chosen(asked, path), "refused": {}}


def _chosen(asked: Asked, path: str) -> list[Choice]:
    return [
        Choice(name, value, shown(name, value), _without(asked, path, name, value)) for name, value in asked.pairs() if name not in _ORDER
    ]


def _without(asked: Asked, path: str, name: str, value: str) -> str:
    return asked.link(path, **{name: tuple(v for v in asked.values(name) if v != value)})
