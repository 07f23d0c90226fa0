"""How the web is asked in tests; the small web site that answers is that of all tests."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.errors import ReportError
from dateline.reading.fetching import Fetcher


def inside(**settings: Any) -> Fetcher:
    """A fetcher that may read the own machine, without pauses."""
    return Fetcher(**{"allow_private": True, "pause": 0.0, "timeout": 10.0} | settings)


def fault(fetcher: Fetcher, url: str) -> str:
    """Why an address cannot be read; the error is whole."""
    with pytest.raises(ReportError) as raised:
        fetcher.get(url)
    assert raised.value.where and raised.value.remedy
    assert "\n" not in str(raised.value)
    return raised.value.fault
