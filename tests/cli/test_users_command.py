"""``dateline users``: a token is shown once, and the file lets its holder in."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from dateline.cli.main import commands
from dateline.web.safety.users import Role, User, Users, read


def test_somebody_is_let_in_by_the_token_that_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "users.csv"
    printed = CliRunner().invoke(commands, ["users", "add", "ana", "--role", "reviewer", "--users", str(path)])
    assert Users(read(path)).holding(printed.stdout.strip()) == User("ana", Role.REVIEWER)
    listed = CliRunner().invoke(commands, ["users", "list", "--users", str(path), "--json"])
    assert json.loads(listed.stdout) == {"name": "ana", "role": "reviewer"}


def test_nobody_is_let_in_twice(tmp_path: Path) -> None:
    path = str(tmp_path / "users.csv")
    CliRunner().invoke(commands, ["users", "add", "ana", "--users", path])
    again = CliRunner().invoke(commands, ["users", "add", "ana", "--users", path])
    assert again.exit_code == 1
    assert again.stderr == f"dateline: ana: has a line in {path} already (take it out to give a new token)\n"
