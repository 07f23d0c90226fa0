"""The package's data files: where they lie, and TOML read so that an error names the file."""

from __future__ import annotations

import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from dateline.errors import DataError


def data() -> Traversable:
    """The folder of the package's data files."""
    return resources.files("dateline") / "data"


def read_toml(source: Traversable) -> dict[str, Any]:
    """A data file as a dictionary.

    Raises:
        DataError: with the file and line if it is not TOML.
    """
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(source.name, f"not TOML: {error}") from error
