"""Brings a view up to date while others write the record."""

from __future__ import annotations

import logging
import threading

from dateline.errors import RecordError
from dateline.record.browsing.browser import Browser

_LOG = logging.getLogger(__name__)


class Freshener:
    """A thread that refreshes a view every so many seconds; a record that cannot be had is told once, and tried again."""

    def __init__(self, browser: Browser, every: float = 2.0) -> None:
        self._browser, self._every, self._over = browser, every, threading.Event()
        self._thread = threading.Thread(target=self._run, name="freshener", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, once the refreshing at hand is done."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        told = ""
        while not self._over.wait(self._every):
            try:
                self._browser.refresh()
                told = ""
            except RecordError as error:
                if str(error) != told:
                    told = str(error)
                    _LOG.warning("%s", told)
