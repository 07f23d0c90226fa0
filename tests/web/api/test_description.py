"""The API answers as its own description says, whatever it is asked (schemathesis)."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, settings

from dateline.web.api.describing import PREFIX, described
from dateline.web.app import API

EXAMPLES = 10
"""Requests of each address beside those at the edges of its schema; the whole takes less than a minute on two idle cores."""
_ALIKE = r"events\.atom|mentions|actors|export"
"""Addresses whose parameters are those of others, of which the edges need not be gone along again."""


def _description() -> Any:
    """The description of the addresses, which need no record to be described."""
    bare = FastAPI()
    for name in API:
        bare.include_router(import_module(f"dateline.web.api.{name}").router)
    config = {
        "parameters": {"cursor": "", "fill": "false"},  # cursors are given by pages, and what is filled is bounded: tested by themselves
        "operations": [
            {"include-path-regex": f"{PREFIX}/({_ALIKE})", "phases": {"coverage": {"enabled": False}}},
            {"include-path": f"{PREFIX}/query", "checks": {"positive_data_acceptance": {"enabled": False}}},  # not every text is SQL
        ],
    }
    api = schemathesis.openapi.from_dict(described(bare), config=schemathesis.Config.from_dict(config))
    return api.exclude(path=f"{PREFIX}/check")  # which codes what it is given; tested by itself, too


schema = _description()


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_every_address_answers_as_it_is_described(case: schemathesis.Case, address: str) -> None:
    case.call_and_validate(base_url=address, timeout=60)
