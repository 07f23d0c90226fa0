"""What a watch was told to read, with the lists of feeds among it read anew each time: a list may change while the watch goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline.errors import ReportError
from dateline.reading.files import is_address
from dateline.reading.subscriptions import is_subscriptions, read_subscriptions


class Listing:
    """The addresses, files and folders that are read; asked again, it looks again."""

    def __init__(self, given: Sequence[str], say: Callable[[str], None]) -> None:
        """Take what the user named: addresses, OPML files, other files and folders."""
        self._given, self._say = given, say
        self._lists: dict[str, tuple[str, ...]] = {}
        self._begun = False
        self._said: set[str] = set()

    def __call__(self) -> tuple[str, ...]:
        """All of it, each once.

        Raises:
            ReportError: if a list cannot be read the first time; later, it stays as it was.
        """
        found = tuple(dict.fromkeys(address for given in self._given for address in self._of(given)))
        self._begun = True
        return found

    def _of(self, given: str) -> tuple[str, ...]:
        if is_address(given) or not (given in self._lists or is_subscriptions(given)):
            return (given,)
        try:
            found = read_subscriptions(given)
        except ReportError as error:
            if not self._begun:
                raise
            self._say_once(f"{error}; the feeds stay as they were")
            return self._lists.get(given, ())
        for odd in found:
            if isinstance(odd, ReportError):
                self._say_once(str(odd))
        self._lists[given] = tuple(address for address in found if isinstance(address, str))
        return self._lists[given]

    def _say_once(self, message: str) -> None:
        if message not in self._said:
            self._said.add(message)
            self._say(message)
