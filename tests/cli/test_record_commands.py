"""``ingest``, ``events``, ``show``, ``dyads``, ``panel``, ``query``, ``split`` and ``join``: a record from the shell."""

from __future__ import annotations

import csv
import io
import json
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from dateline.record.store import Store

from .shell import run

TEXTS = [
    ("a", "2022-02-04", "Wire A", "North Korea fired a ballistic missile from Wonsan on Sunday. France condemned the launch."),
    ("b", "2022-01-31", "Wire B", "North Korea fired a ballistic missile from Wonsan early on Sunday, officials said."),
    ("c", "2022-02-05", "Wire A", "The United States will meet Japan in Tokyo on Monday."),
]
REPORTS = [dict(zip(("id", "published", "source", "text"), row, strict=True)) for row in TEXTS]
TABLES = ("reports", "readings", "mentions", "claims", "failures", "pairs", "members", "events", "copies")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(map(json.dumps, REPORTS)), encoding="utf-8")
    return path


@pytest.fixture
def record(sources: Path, tmp_path: Path) -> Path:
    path = tmp_path / "r.duckdb"
    assert run("ingest", sources, "--db", path).exit_code == 0
    return path


def content(path: Path) -> dict[str, list[str]]:
    """Everything in a record but when it came in."""
    with Store.open(path, write=False) as store:
        columns = {t: "* EXCLUDE (gathered)" if t == "reports" else "*" for t in TABLES}
        return {t: sorted(json.dumps(row, default=str) for row in store.rows(f"SELECT {columns[t]} FROM {t}")) for t in TABLES}


def test_ingest_says_what_it_did(sources: Path, tmp_path: Path) -> None:
    told = json.loads(run("ingest", sources, "--db", tmp_path / "r.duckdb", "--json").stdout)
    assert (told["new"], told["known"], told["failed"]) == (3, 0, 0)
    again = json.loads(run("ingest", sources, "--db", tmp_path / "r.duckdb", "--json").stdout)
    assert (again["new"], again["known"], again["events"]) == (0, 3, told["events"])


@pytest.mark.parametrize(
    ("many", "says"), [(0, "0 new reports (0 edited), 0 known; 0 events"), (1, "1 new report (0 edited), 0 known; 1 event")]
)
def test_ingest_counts_as_english_does(tmp_path: Path, many: int, says: str) -> None:
    report = {"published": "2022-02-05", "text": "The United States will meet Japan in Tokyo on Monday."}
    (tmp_path / "reports.jsonl").write_text(f"{json.dumps(report)}\n" * many, encoding="utf-8")
    path = tmp_path / "r.duckdb"
    assert run("ingest", tmp_path / "reports.jsonl", "--db", path).stdout == f"{path}: {says}\n"


def test_what_cannot_be_read_is_listed_with_its_remedy(record: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("not json\n", encoding="utf-8")
    assert run("ingest", broken, "--db", record).exit_code == 1
    (failure,) = [json.loads(line) for line in run("ingest", "--failures", "--json", "--db", record).stdout.splitlines()]
    assert failure["place"].endswith("broken.jsonl:1")
    assert failure["remedy"]


def test_the_first_failures_are_told_as_they_come_and_the_rest_is_listed(record: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("not json\n" * 12, encoding="utf-8")
    told = run("ingest", broken, "--db", record).stderr.splitlines()
    assert told[0] == f"dateline: {broken}:1: not JSON: Expecting value at character 1 (write one JSON object a line)"
    assert [line for line in told if "not JSON" not in line] == [
        f"dateline: 12 inputs could not be read; dateline ingest --failures --db {record} lists them"
    ]
    assert len(told) == 11
    assert len(run("ingest", "--failures", "--db", record).stdout.splitlines()) == 12


def test_what_was_mended_is_listed_no_longer(record: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('not json\n{"text": ""}\n', encoding="utf-8")
    run("ingest", broken, "--db", record)
    broken.write_text('{"text": "Kenya closed its border."}\n{"text": ""}\n', encoding="utf-8")
    run("ingest", broken, "--db", record)
    assert [line.partition(": ")[0] for line in run("ingest", "--failures", "--db", record).stdout.splitlines()] == [f"{broken}:2"]


def test_a_record_without_failures_says_so(record: Path) -> None:
    assert run("ingest", "--failures", "--db", record).stdout == "no failures\n"
    assert run("ingest", "--failures", "--json", "--db", record).stdout == ""


@pytest.mark.parametrize("arguments", [("ingest",), ("ingest", "")])
def test_an_ingest_of_nothing_is_wrong_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert run(*arguments, "--db", tmp_path / "r.duckdb").exit_code == 2
    assert not (tmp_path / "r.duckdb").exists()


def listed(record: Path, *arguments: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("events", *arguments, "--json", "--db", record).stdout.splitlines()]


def test_reports_of_one_act_are_one_event(record: Path) -> None:
    (event,) = listed(record, "--who", "PRK", "--type", "MOBILIZE")
    assert (event["mentions"], event["sources"], event["from"]) == (2, 2, "2022-01-30")


def test_an_event_is_shown_with_the_words_of_each_mention(record: Path) -> None:
    (event,) = listed(record, "--who", "PRK", "--type", "MOBILIZE")
    shown = run("show", str(event["event"]), "--db", record).stdout
    assert "Wire A" in shown
    assert "Wire B" in shown
    assert shown.count("fired") == 2


def test_plans_are_not_counted_as_deeds(record: Path) -> None:
    counted = [json.loads(line)["actor"] for line in run("dyads", "--json", "--db", record).stdout.splitlines()]
    assert "USA" not in counted


def test_csv_has_a_head_line_and_safe_cells(record: Path) -> None:
    shown = run("query", "SELECT '=1+1' AS formula, 2 AS number", "--csv", "--db", record).stdout
    assert list(csv.reader(io.StringIO(shown))) == [["formula", "number"], ["'=1+1", "2"]]


def test_a_query_changes_nothing(record: Path) -> None:
    result = run("query", "DELETE FROM events", "--db", record)
    assert result.exit_code == 1
    assert "only read" in result.stderr
    assert listed(record)


def test_one_form_at_a_time(record: Path) -> None:
    assert run("events", "--json", "--csv", "--db", record).exit_code == 2


def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    result = run("events", "--db", tmp_path / "none.duckdb")
    assert result.exit_code == 1
    assert "dateline ingest makes one" in result.stderr


def test_parted_and_joined_by_hand(record: Path) -> None:
    (event,) = listed(record, "--who", "PRK", "--type", "MOBILIZE")
    shown = json.loads(run("show", str(event["event"]), "--json", "--db", record).stdout)
    one, other = (m["mention"] for m in shown["mentions"])
    parted = run("split", str(event["event"]), other, "--reason", "two", "--db", record).stdout.strip()
    assert len(listed(record, "--who", "PRK", "--type", "MOBILIZE")) == 2
    run("join", one, parted, "--reason", "one", "--db", record)
    assert len(listed(record, "--who", "PRK", "--type", "MOBILIZE")) == 1


@pytest.mark.parametrize("seed", range(3))
def test_order_and_pieces_make_no_difference(record: Path, tmp_path: Path, seed: int) -> None:
    lines = list(map(json.dumps, REPORTS))
    random.Random(seed).shuffle(lines)
    for n, line in enumerate(lines):
        (tmp_path / f"{n}.jsonl").write_text(line, encoding="utf-8")
        run("ingest", tmp_path / f"{n}.jsonl", "--db", tmp_path / "pieces.duckdb")
    assert content(tmp_path / "pieces.duckdb") == content(record)


@pytest.fixture
def killed(sources: Path, tmp_path: Path) -> Iterator[Path]:
    """A record whose ingest was killed while it coded."""
    path = tmp_path / "killed.duckdb"
    with subprocess.Popen([sys.executable, "-m", "dateline", "ingest", sources, "--db", path]) as process:
        while not path.exists() and process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.01)
        process.send_signal(signal.SIGKILL)
    yield path


def test_a_run_that_was_killed_goes_on_and_ends_with_the_same_record(record: Path, killed: Path, sources: Path) -> None:
    assert run("ingest", sources, "--db", killed).exit_code == 0
    assert content(killed) == content(record)


def test_a_timeline_tells_day_by_day_in_the_reports_words(record: Path) -> None:
    lines = run("timeline", "--who", "PRK", "--db", record).stdout.splitlines()
    assert lines[0] == "2022-01-30"
    assert "North Korea fired a ballistic missile" in lines[1]


FEED = """<rss version="2.0"><channel><title>Wire C</title><item><link>http://example.org/1</link><pubDate>Fri, 04 Feb 2022</pubDate>
<description>France condemned the missile launch of North Korea on Thursday.</description></item></channel></rss>"""


@pytest.fixture
def feed() -> Iterator[str]:
    """The address of a feed on this machine, which knows whether it has changed."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.headers.get("If-None-Match") == '"1"'
            self.send_response(404 if self.path != "/feed" else 304 if known else 200)
            self.send_header("ETag", '"1"')
            self.end_headers()
            if self.path == "/feed" and not known:
                self.wfile.write(FEED.encode())

        def log_message(self, format: str, *_: object) -> None:
            """Nothing is told."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/feed"
        server.shutdown()


def test_a_feed_is_gathered_and_asked_for_only_what_is_new(feed: str, tmp_path: Path) -> None:
    told = [json.loads(run("ingest", feed, "--allow-private", "--db", tmp_path / "r.duckdb", "--json").stdout) for _ in range(2)]
    assert [(t["new"], t["known"], t["failed"]) for t in told] == [(1, 0, 0), (0, 0, 0)]
    (event,) = listed(tmp_path / "r.duckdb", "--who", "FRA")
    assert event["from"] == "2022-02-03"


def test_a_private_address_is_not_asked_unbidden(feed: str, tmp_path: Path) -> None:
    assert run("ingest", feed, "--db", tmp_path / "r.duckdb").exit_code == 1
    assert "allow private hosts" in run("ingest", "--failures", "--db", tmp_path / "r.duckdb").stdout


def test_what_a_report_says_cannot_steer_the_terminal(tmp_path: Path) -> None:
    text = "North Korea fired a ballistic missile\x1b[31m from Wonsan on Sunday."
    (tmp_path / "odd.jsonl").write_text(json.dumps({"id": "a\x1b[2J", "published": "2022-02-04", "text": text}), encoding="utf-8")
    run("ingest", tmp_path / "odd.jsonl", "--db", tmp_path / "r.duckdb")
    (event,) = listed(tmp_path / "r.duckdb")
    for command in (
        ["events"],
        ["timeline"],
        ["query", "SELECT text, report FROM reports"],
        ["show", str(event["event"])],
        ["panel", "--unit", "actor", "--plot"],
    ):
        assert "\x1b" not in run(*command, "--db", tmp_path / "r.duckdb").stdout
