"""``watch``, ``alerts`` and ``queries`` from the shell: what they print, how they stop, and that nothing is lost when they are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import feedparser
import pytest
from click.testing import CliRunner, Result

from dateline.cli.main import commands

FIRED = "North Korea fired a ballistic missile from Wonsan on Sunday."
CONDEMNED = "France condemned the missile launch of North Korea on Thursday."
EXPELLED = "Kenya expelled the ambassador of Sudan on Tuesday."
QUERIES = """
[korea]
who = "PRK"
atom = "{atom}"

[sudan]
whom = ["SDN"]
"""


def feed(*texts: str) -> bytes:
    items = (
        f"<item><link>http://a.example/{n}</link><pubDate>Fri, 04 Feb 2022</pubDate><description>{text}</description></item>"
        for n, text in enumerate(texts)
    )
    return f"<rss version='2.0'><channel><title>Wire</title>{''.join(items)}</channel></rss>".encode()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_WEBHOOK", raising=False)

    def made(*arguments: str, code: int = 0) -> Result:
        result = CliRunner().invoke(commands, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code == code, result.output
        return result

    return made


def test_new_events_are_told_once_a_line_each(site: Any, run: Callable[..., Result]) -> None:
    url = site.put("/feed", feed(CONDEMNED, EXPELLED))
    told = run("watch", url, "--once", "--fast", "--allow-private").stdout.splitlines()
    assert len(told) == 2
    assert [line[:17] for line in told] == ["new: 2022-02-01 K", "new: 2022-02-03 F"]
    assert run("watch", url, "--once", "--fast", "--allow-private").stdout == ""


def test_conditions_json_and_an_atom_file(site: Any, run: Callable[..., Result]) -> None:
    url = site.put("/feed", feed(CONDEMNED, EXPELLED))
    result = run("watch", url, "--once", "--fast", "--allow-private", "--whom", "PRK", "--json", "--atom", "news.xml")
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["event"]["actors"][0]["country"] == "FRA"
    assert [entry.title for entry in feedparser.parse(Path("news.xml").read_bytes()).entries] == [
        "2022-02-03 France (FRA) → North Korea (PRK) ACCUSE/disapprove"
    ]


def test_saved_queries_with_outlets_of_their_own(site: Any, run: Callable[..., Result], tmp_path: Path) -> None:
    Path("queries.toml").write_text(QUERIES.format(atom=tmp_path / "korea.xml"), encoding="utf-8")
    url = site.put("/feed", feed(FIRED, CONDEMNED, EXPELLED))
    result = run("watch", url, "--once", "--fast", "--allow-private", "--query", "korea", "--query", "sudan", "--json")
    assert [json.loads(line)["queries"] for line in result.stdout.splitlines()] == [["korea"], ["sudan"]]
    assert len(feedparser.parse(Path("korea.xml").read_bytes()).entries) == 1


def test_a_webhook_that_signs_with_the_secret_of_the_environment(
    site: Any, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_WEBHOOK_SECRET", "whsec_c2VjcmV0")
    url, hook = site.put("/feed", feed(CONDEMNED)), site.put("/hook/t0ken")
    result = run("watch", url, "--once", "--fast", "--allow-private", "--webhook", hook, "--quiet")
    assert result.stdout == ""
    [(_, headers, content)] = site.posted
    assert headers["webhook-signature"].startswith("v1,")
    assert json.loads(content)["data"]["event"]["words"] == CONDEMNED
    status = run("watch", "--status", "--json").stdout
    assert "t0ken" not in status
    assert json.loads(status.splitlines()[-1])["told"] == 1


def test_how_each_feed_stands(site: Any, run: Callable[..., Result]) -> None:
    good, bad = site.put("/feed", feed(CONDEMNED)), site.put("/gone", status=410)
    run("watch", good, bad, "--once", "--fast", "--allow-private")
    rows = {row.get("source"): row for row in map(json.loads, run("watch", "--status", "--json").stdout.splitlines())}
    assert (rows[good]["brought"], rows[good]["failures"]) == (1, 0)
    assert (rows[bad]["failures"], rows[bad]["fault"], rows[bad]["remedy"]) == (1, "the server says 410 Gone", "check the address")
    assert "the server says 410 Gone" in run("watch", "--status").stdout


def test_alerts_say_what_was_looked_at(site: Any, run: Callable[..., Result]) -> None:
    run("watch", site.put("/feed", feed(CONDEMNED)), "--once", "--fast", "--allow-private", "--alerts")
    result = run("alerts")
    assert result.stdout == "no alerts\n"
    assert "0 weekly counts looked at, for surges need 12 weeks of reports before" in result.stderr


def test_alerts_explain_themselves(run: Callable[..., Result]) -> None:
    reports = [
        {
            "id": f"r{n}",
            "published": f"2022-{1 + n // 4:02}-{1 + 7 * (n % 4):02}",
            "source": "Wire",
            "text": EXPELLED if n == 23 else "Quiet.",
        }
        for n in range(24)
    ]
    Path("reports.jsonl").write_text("\n".join(map(json.dumps, reports)), encoding="utf-8")
    run("ingest", "reports.jsonl", "--fast")
    (first, *_) = [json.loads(line) for line in run("alerts", "--json", "--since", "2022-06-01").stdout.splitlines()]
    assert (first["kind"], first["series"], first["numbers"]["days"]) == ("first", "KEN: SANCTION/expel", None)
    assert first["events"][0]["words"] == EXPELLED
    shown = run("alerts", "--since", "2022-06-01").stdout
    assert "first  KEN: SANCTION/expel: first in 60 days" in shown
    assert "  model: a count: none of the series in the days before; reports in " in shown


def test_saved_queries_are_listed(run: Callable[..., Result]) -> None:
    Path("queries.toml").write_text(QUERIES.format(atom="korea.xml") + 'webhook = "https://hooks.example/s3cret"', encoding="utf-8")
    rows = [json.loads(line) for line in run("queries", "--json").stdout.splitlines()]
    assert rows[0] == {"name": "korea", "who": ["PRK"], "atom": "korea.xml"}
    shown = run("queries").stdout
    assert "whom SDN" in shown
    assert "s3cret" not in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["watch"], "name what is to be watched"),
        (["watch", "-"], "standard input ends"),
        (["watch", "f.xml", "--every", "10"], "no length of time"),
        (["watch", "f.xml", "--every", "30s"], "no feed is asked more than once a minute"),
        (["watch", "f.xml", "--quiet"], "leaves nowhere to tell"),
    ],
)
def test_wrong_usage(run: Callable[..., Result], arguments: list[str], said: str) -> None:
    assert said in run(*arguments, code=2).stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["watch", "f.xml", "--type", "MOBILISE"], "there is no type 'MOBILISE'"),
        (["watch", "f.xml", "--query", "korea"], "queries.toml: No such file or directory"),
        (["watch", "none.opml"], "none.opml: No such file or directory"),
        (["watch", "--status"], "there is no record"),
        (["queries"], "queries.toml: No such file or directory"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(run: Callable[..., Result], arguments: list[str], said: str) -> None:
    told = run(*arguments, code=1).stderr
    assert said in told
    assert told.count("\n") == 1


# Processes of their own


@contextmanager
def watching(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "dateline", "watch", *arguments, "--fast", "--allow-private", "--json", "--db", folder / "r.duckdb"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_waits_for_more_until_it_is_stopped(site: Any, tmp_path: Path, number: signal.Signals) -> None:
    with watching(tmp_path, site.put("/feed", feed(CONDEMNED))) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["event"]["words"] == CONDEMNED
        process.send_signal(number)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "stops after the report at hand" in told
    assert "Traceback" not in told


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_a_second_interrupt_stops_it_at_once(site: Any, tmp_path: Path) -> None:
    """The site never finishes its answer, so the first is not enough."""
    url = site.drip("/feed", b"HTTP/1.1 200 OK\r\n\r\n")
    with watching(tmp_path, url) as process:
        assert process.stderr is not None
        while not site.asked and process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.01)
        process.send_signal(signal.SIGINT)
        assert "stops after the report at hand" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in told


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_killed_between_telling_and_noting_it_tells_once_more_with_the_same_id(site: Any, tmp_path: Path) -> None:
    url, hook = site.put("/feed", feed(FIRED, CONDEMNED, EXPELLED)), site.url + "/hook"
    process: list[subprocess.Popen[str]] = []

    def kill(write: Callable[[bytes], object]) -> None:
        """Take the second piece, and kill the process before it has the answer."""
        if len(site.posted) == 2:
            process[0].kill()
        write(b"HTTP/1.1 204 No Content\r\n\r\n")

    site.put("/hook", kill)
    for _ in range(2):
        with watching(tmp_path, url, "--once", "--webhook", hook, "--quiet") as started:
            process.append(started)
            started.communicate(timeout=120)
    ids = [headers["webhook-id"] for _, headers, _ in site.posted]
    assert len(ids) == 4
    assert ids[1] == ids[2]
    assert len(set(ids)) == 3
