"""``dateline version``: what is installed, for a report of a fault or a study's appendix."""

from __future__ import annotations

import platform
from importlib import metadata

import click

from dateline import __version__


@click.command(short_help="Print what versions are installed.")
def version() -> None:
    """Print the versions of Dateline, Python and the parser."""
    from dateline.language.parser import DEFAULT_PARSER

    parts = [f"Python {platform.python_version()}", f"spaCy {_installed('spacy')}", f"{DEFAULT_PARSER} {_installed(DEFAULT_PARSER)}"]
    click.echo(f"dateline {__version__} ({', '.join(parts)})")


def _installed(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"
