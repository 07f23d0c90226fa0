"""What the tests share: one loaded coder, for loading takes about a second."""

from __future__ import annotations

import pytest

from dateline.coding.coder import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """A coder with the shipped parser, lexicon and registry."""
    return Coder()
