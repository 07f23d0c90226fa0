"""The command ``dateline``: finds the subcommand's module, and turns every way of ending into an exit status.

Exit status: 0 all went well, 1 an input failed, 2 wrong usage, 130 interrupted, 141 the reader of the output went away.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
from keyword import iskeyword
from typing import Any

import click

from dateline import __version__
from dateline.errors import DatelineError

FAILED, INTERRUPTED, PIPE_CLOSED = 1, 130, 141

# Each is a function of that name in the module, with an underscore behind it where the name is a word of Python's own; nothing of
# Dateline's engine is loaded to show the help.
COMMANDS = {
    "code": "dateline.cli.code",
    "ingest": "dateline.cli.ingest",
    "import": "dateline.cli.import_",
    "events": "dateline.cli.events",
    "show": "dateline.cli.show",
    "backup": "dateline.cli.backup",
    "restore": "dateline.cli.restore",
    "join": "dateline.cli.verdicts",
    "split": "dateline.cli.verdicts",
    "correct": "dateline.cli.correct",
    "corrections": "dateline.cli.corrections",
    "review": "dateline.cli.review",
    "recode": "dateline.cli.recode",
    "diff": "dateline.cli.diff",
    "manifest": "dateline.cli.manifest",
    "timeline": "dateline.cli.timeline",
    "dyads": "dateline.cli.dyads",
    "panel": "dateline.cli.panel",
    "claims": "dateline.cli.claims",
    "check": "dateline.cli.check",
    "query": "dateline.cli.query",
    "export": "dateline.cli.export",
    "serve": "dateline.cli.serve",
    "users": "dateline.cli.users",
    "alerts": "dateline.cli.alerts",
    "watch": "dateline.cli.watch",
    "queries": "dateline.cli.queries",
    "explain": "dateline.cli.explain",
    "relate": "dateline.cli.relate",
    "annotate": "dateline.cli.annotate",
    "resolve": "dateline.cli.resolve",
    "registry": "dateline.cli.registry",
    "train": "dateline.cli.train",
    "codebook": "dateline.cli.codebook",
    "version": "dateline.cli.version",
}


class Commands(click.Group):
    """A group whose commands are imported when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name])
        command: click.Command = getattr(module, f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            say(str(error))
            ctx.exit(FAILED)
        except KeyboardInterrupt:
            say("stopped")
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # What is still buffered must go somewhere, or the interpreter complains when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(PIPE_CLOSED)
        except OSError as error:  # a full disk, most likely: what can be wrong with an input is a DatelineError by now
            say(f"{error.filename or 'output'}: {error.strerror}")
            ctx.exit(FAILED)


def say(message: str) -> None:
    """One line on standard error, marked as Dateline's."""
    click.echo(f"dateline: {' '.join(message.split())}", err=True)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="dateline %(version)s")
def commands() -> None:
    """Dateline reads news reports and codes the political events they tell: who did what to whom, when, and who says so."""


def main() -> None:
    """The entry point of the command ``dateline``."""
    if logging.lastResort:  # what modules log as a warning is told like all else
        logging.lastResort.setFormatter(logging.Formatter("dateline: %(message)s"))
    commands(prog_name="dateline")
