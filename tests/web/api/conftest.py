"""A client of the API, and a server of it, that limit nobody; the record is held open, since opening it is most of what an answer costs."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

from dateline.record.store import Store
from dateline.web.app import create_app
from dateline.web.safety.rates import Rates
from dateline.web.settings import Settings


@pytest.fixture(scope="module")
def app(record: Path) -> Iterator[FastAPI]:
    served = create_app(Settings(record))
    served.state.safety = replace(served.state.safety, rates=Rates({}))
    with Store.open(record, write=False):
        yield served


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1:8000") as asking:
        yield asking


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    """Where a server listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield "http://{}:{}".format(*listening.getsockname())
        server.should_exit = True
        thread.join()
