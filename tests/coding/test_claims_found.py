"""How many claims of gold reports and examples are found with the right series, number and window, by a key written by reading."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dateline.coding.coder import Coder

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import claims  # noqa: E402

SHARED = ROOT.parent / "shared" / "gold"
FLOORS = {"tuned": 0.95, "held": 0.85}
"""Shares of all claims; the finder was extended by the faults of the first half, and never by those of the second."""


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"half of the reports are beside the checkout, in {SHARED}, which is not here")
@pytest.mark.parametrize("half", sorted(FLOORS))
def test_claims_are_found(coder: Coder, half: str) -> None:
    found = claims.score(coder, half)["all"].figures()
    assert found["right"] >= FLOORS[half], found
    assert found["precision"] >= 0.9, found


def test_the_key_points_into_its_reports() -> None:
    rows = claims.key()
    texts = claims.reports({file for file, *_ in rows if not file.startswith("..")})
    here = [(texts[name].text, keyed) for file, name, _, keyed in rows if name in texts]
    assert len(here) > 100
    assert all(0 <= claim.start < claim.end <= len(text) for text, keyed in here for claim in keyed)
