"""``dateline serve``: it says where it is, answers, and ends when it is told to."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from dateline.record.store import Store

RUN = [sys.executable, "-c", "from dateline.cli.main import main; main()", "serve"]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "record.duckdb"
    Store.open(path).close()
    return path


@pytest.fixture
def server(db: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([*RUN, "--db", str(db), "--port", "0"], stderr=subprocess.PIPE, text=True) as running:
        yield running
        running.kill()


def _ends(*options: str) -> tuple[int, str]:
    ended = subprocess.run([*RUN, *options], capture_output=True, text=True, timeout=120, env=os.environ | {"PYTHONWARNINGS": ""})
    return ended.returncode, ended.stderr


def test_it_says_where_it_is_answers_and_ends_at_ctrl_c(server: subprocess.Popen[str]) -> None:
    assert server.stderr
    address = re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())
    assert address
    with urlopen(address[0]) as answer:
        assert "The record holds no events yet" in answer.read().decode()
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=60) == 130
    assert server.stderr.read() == "dateline: stopped\n"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--db", "none.duckdb"), "dateline: none.duckdb: there is no record (dateline ingest makes one)\n"),
        (("--port", "70000"), "Error: Invalid value for '--port'"),
    ],
)
def test_it_does_not_begin_what_it_cannot_do(options: tuple[str, ...], told: str) -> None:
    code, said = _ends(*options)
    assert code in (1, 2)
    assert told in said


def test_others_are_let_in_only_with_a_token_or_users(db: Path) -> None:
    code, said = _ends("--db", str(db), "--host", "0.0.0.0", "--port", "0")
    assert code == 1
    assert "--users" in said


def test_a_port_that_is_taken_is_told(db: Path, server: subprocess.Popen[str]) -> None:
    assert server.stderr
    port = re.search(r":(\d+)/", server.stderr.readline())
    assert port
    code, said = _ends("--db", str(db), "--port", port[1])
    assert code == 1
    assert "cannot listen there" in said
