"""What the tests share: one loaded coder, for loading takes about a second."""

from __future__ import annotations

import pytest

from dateline.coding.coder import Coder, Settings


@pytest.fixture(scope="session")
def coder() -> Coder:
    """A coder with the shipped parser, lexicon and registry."""
    return Coder()


@pytest.fixture(scope="session")
def rules() -> Coder:
    """The lexicon and its rules alone, for tests of what a rule does; what the learned reader makes of it is measured, not listed."""
    return Coder(Settings(learned=False))
