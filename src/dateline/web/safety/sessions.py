"""Who is who from one request to the next: a cookie with a random number, and what the server knows of it. Nothing outlives the server."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from dateline.web.safety.users import User

LASTS = 12 * 3600.0
"""Seconds after which whoever logged in must do so again."""
MOST = 10_000
"""Sessions that are kept; of more the oldest end."""


@dataclass(frozen=True, slots=True)
class _Session:
    user: User
    ends: float


class Sessions:
    """The sessions of those who logged in.

    The number in the cookie (a *visitor*) is there before anybody logs in, and a new one is given on logging in, so that a number that
    somebody else planted is worth nothing.

    >>> from dateline.web.safety.users import Role
    >>> sessions = Sessions()
    >>> visitor = sessions.start(User("ana", Role.READER))
    >>> sessions.user(visitor).name
    'ana'
    >>> sessions.end(visitor)
    >>> sessions.user(visitor) is None
    True
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._key = clock, secrets.token_bytes(32)
        self._open: OrderedDict[str, _Session] = OrderedDict()
        self._lock = Lock()

    def start(self, user: User) -> str:
        """Let somebody in; gives the visitor's new number."""
        visitor, now = new_visitor(), self._clock()
        with self._lock:
            while self._open and (len(self._open) >= MOST or next(iter(self._open.values())).ends <= now):
                self._open.popitem(last=False)
            self._open[self._name(visitor)] = _Session(user, now + LASTS)
        return visitor

    def user(self, visitor: str) -> User | None:
        """Who a visitor is; ``None`` of one who has not logged in, or whose session has ended."""
        session = self._open.get(self._name(visitor))
        return session.user if session and session.ends > self._clock() else None

    def end(self, visitor: str) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(self._name(visitor), None)

    def form_token(self, visitor: str) -> str:
        """What a form must bring so that it is known to come from a page that this visitor was given."""
        return hmac.new(self._key, b"form\x1f" + _bytes(visitor), hashlib.sha256).hexdigest()

    def is_form_token(self, visitor: str, given: str) -> bool:
        """Whether a form brought it; compared in constant time."""
        return hmac.compare_digest(_bytes(self.form_token(visitor)), _bytes(given))

    def _name(self, visitor: str) -> str:
        """Sessions are looked up by a keyed hash, so that how long it takes tells nothing of numbers that are there."""
        return hmac.new(self._key, _bytes(visitor), hashlib.sha256).hexdigest()


def new_visitor() -> str:
    """A number that nobody guesses."""
    return secrets.token_urlsafe(32)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
