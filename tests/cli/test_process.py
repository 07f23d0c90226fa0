"""What only a process of its own can show: start-up time, signals, pipes, and the exit status."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.record.store import Store

DATELINE = [sys.executable, "-m", "dateline"]
REPORT = json.dumps({"text": "France condemned Iran's missile test. " * 20})


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    path.write_text(f"{REPORT}\n" * 5000, encoding="utf-8")
    return path


def test_help_loads_neither_parser_nor_tables() -> None:
    found = subprocess.run([sys.executable, "-X", "importtime", "-m", "dateline", "--help"], capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in found.stderr.splitlines()}
    assert "click" in loaded
    assert not loaded & {"spacy", "rich", "numpy", "trafilatura", "tomllib"}


@pytest.mark.skipif(os.name == "nt", reason="the processor's time of children is POSIX")
def test_help_is_quick() -> None:
    times = []
    for _ in range(3):
        before = os.times()
        subprocess.run([*DATELINE, "--help"], check=True, capture_output=True)
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert min(times) < 0.3, "seconds of the processor, so that a busy machine fails no test"


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_interrupt_ends_at_once(many: Path) -> None:
    process = subprocess.Popen([*DATELINE, "code", str(many), "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    started = time.perf_counter()
    _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert time.perf_counter() - started < 5
    assert "reports coded" in told.splitlines()[-1] or "report coded" in told.splitlines()[-1]
    assert "Traceback" not in told


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_an_impatient_interrupt_of_an_ingest_loses_nothing(tmp_path: Path) -> None:
    reports, record = tmp_path / "reports.jsonl", tmp_path / "r.duckdb"
    reports.write_text("".join(f'{{"text": "France condemned test number {n} of Iran."}}\n' for n in range(5000)), encoding="utf-8")
    process = subprocess.Popen([*DATELINE, "ingest", reports, "--db", record], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    process.stderr.readline()  # some reports are done
    for _ in range(3):
        process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in told
    done = int(re.search(r"stopped: ([\d,]+) reports? gathered", told)[1].replace(",", ""))  # type: ignore[index]
    with Store.open(record, write=False) as store:
        assert store.rows("SELECT count(*) AS n FROM reports")[0]["n"] in (done, done + 1)


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise there")
@pytest.mark.parametrize("arguments", [["code", "{many}", "--json"], ["code", "{many}"], ["codebook", "ASSAULT"]])
def test_closed_pipe_is_quiet(many: Path, arguments: list[str]) -> None:
    process = subprocess.Popen(
        [*DATELINE, *(argument.format(many=many) for argument in arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr:
        assert process.stderr.read() == ""
    assert process.wait(timeout=20) == 141


def test_full_disk_is_one_line(many: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    with full.open("w", encoding="utf-8") as out:
        found = subprocess.run([*DATELINE, "codebook"], stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert (found.returncode, found.stderr) == (1, "dateline: output: No space left on device\n")


def test_binary_standard_input() -> None:
    found = subprocess.run([*DATELINE, "code", "-"], input=b"\x00\x01\x02", capture_output=True, check=False)
    assert (found.returncode, found.stdout) == (1, b"")
    assert found.stderr.decode().startswith("dateline: standard input: binary, not text")
