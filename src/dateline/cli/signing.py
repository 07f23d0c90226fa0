"""Who says something of a record on the command line."""

from __future__ import annotations

import click

by = click.option("--by", metavar="NAME", envvar="DATELINE_REVIEWER", help="Who says so.  [env var: DATELINE_REVIEWER; default: you]")


def name(by: str | None) -> str:
    """Whoever is named, else whoever is logged in."""
    import getpass

    try:
        return by or getpass.getuser()
    except (OSError, KeyError) as error:  # nobody is: in a container, most likely
        raise click.UsageError("say who you are: --by NAME") from error
