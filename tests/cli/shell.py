"""Commands as people run them: the answer, or the test fails at whatever was not foreseen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from dateline.cli.main import commands


def run(*arguments: str | Path, **extra: Any) -> Result:
    """What a command answers, whatever its exit status; nothing but an exit may end it."""
    result = CliRunner().invoke(commands, [str(argument) for argument in arguments], **extra)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def ended(*arguments: str | Path, status: int = 0) -> Result:
    """What a command answers that ends with a status."""
    result = run(*arguments)
    assert result.exit_code == status, result.output
    return result


def lines(*arguments: str | Path) -> list[dict[str, Any]]:
    """The JSON lines of a command that succeeds."""
    return [json.loads(line) for line in ended(*arguments, "--json").stdout.splitlines()]
