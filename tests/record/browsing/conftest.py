"""A made-up record of some hundred events, and a browser of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.record.browsing.browser import Browser
from dateline.record.store import Store
from dateline.record.turns import Turns

sys.path.insert(0, str(Path(__file__).parents[3] / "tools"))

import million

EVENTS = 1200


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browsing") / "made.duckdb"
    with Store.open(path) as store:
        list(million.make(store, EVENTS))
    return path


@pytest.fixture(scope="session")
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, write=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser(path: Path) -> Browser:
    return Browser(Turns(path), kept=False)
