"""Pages and feeds from the web, asked for politely.

Only ``http`` and ``https``, only hosts of the public network, as robots.txt allows, with a pause between two requests to
a host, no cookies, no passwords, and within bounds of time and size. Proxies are not used: behind one, nobody could tell
which host answers. Every failure is a :class:`~dateline.errors.ReportError` that names the address.
"""

from __future__ import annotations

import http
import http.client
import math
import ssl
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from urllib.parse import urljoin

from urllib3.exceptions import DecodeError, HTTPError, ProtocolError

from dateline.errors import ReportError
from dateline.reading.addresses import Location, Resolve, is_public, resolve
from dateline.reading.exchanging import PACKINGS, Answer, TimeIsUp, exchange
from dateline.reading.robots import Rules

AGENT = "dateline"
BODY_LIMIT = 20 * 2**20  # bytes, unpacked
REDIRECTS = 5

_PATIENCE = 60.0  # seconds that one pause may last
_ROBOTS_LIMIT = 512 * 2**10  # bytes of a robots.txt that are looked at
_HOSTS = 1_000  # whose rules are remembered
_FRESH = 86_400.0  # seconds that rules are remembered for (RFC 9309, 2.4: no longer than 24 hours)
_MOVED = frozenset({301, 302, 303, 307, 308})

Keep = MutableMapping[str, tuple[str, str]]
"""Address to (ETag, Last-Modified) of what was last read there."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    Attributes:
        url: where it was found in the end, after redirects.
        status: 200 or another of success, or 304: the same as last time, and ``body`` is empty.
        kind: the Content-Type, as the server wrote it.
        etag, modified: what tells this version from the next; empty where the server does not say.
    """

    url: str
    status: int
    body: bytes
    kind: str = ""
    etag: str = ""
    modified: str = ""


class Fetcher:
    """Reads web addresses. For one thread.

    Args:
        agent: how it calls itself; robots.txt knows it by what stands before the first slash.
        timeout: seconds that one request may take in all, from connecting to the last byte; a redirect is a request of its own.
        limit: bytes that a body may have, unpacked.
        allow_private: whether hosts of the own machine and network may be asked.
        keep: remembers the versions read, so that what has not changed is not sent again; ``None`` to have it sent each time.
        pause: seconds between two requests to a host whose robots.txt names none.
        clock, sleep: seconds from any start, and waiting for some.
        resolve: host and port to IP addresses.
    """

    def __init__(
        self,
        agent: str = AGENT,
        timeout: float = 30.0,
        limit: int = BODY_LIMIT,
        allow_private: bool = False,
        keep: Keep | None = None,
        *,
        pause: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolve: Resolve = resolve,
    ) -> None:
        if not (agent.isascii() and agent.isprintable() and agent.strip()):
            raise ValueError(f"no agent can be called {agent!r}")
        self._agent, self._timeout, self._limit, self._private, self._keep = agent, timeout, limit, allow_private, keep
        self._pause, self._clock, self._sleep, self._resolve = pause, clock, sleep, resolve
        self._rules: dict[str, tuple[float, Rules]] = {}
        self._next: dict[str, float] = {}

    def get(self, url: str, *, conditional: bool = True) -> Fetched:
        """What stands at an address.

        Args:
            conditional: whether what has not changed since it was read need not be sent again.

        Raises:
            ReportError: if it cannot be had.
        """
        place, answer = self._follow(url, self._limit, conditional=conditional)
        known = self._known(place) if conditional else ("", "")
        unchanged = answer.status == http.HTTPStatus.NOT_MODIFIED and any(known)
        if not unchanged and not 200 <= answer.status < 300:
            raise refusal(url, answer)
        if answer.packing not in PACKINGS:
            raise ReportError(url, f"packed as {answer.packing!r}, which was not asked for", "save it and give the file")
        if len(answer.body) > self._limit:
            raise ReportError(url, f"larger than {self._limit:,} bytes", "save it and give the file in parts")
        etag, modified = (answer.etag or known[0], answer.modified or known[1]) if unchanged else (answer.etag, answer.modified)
        if conditional and self._keep is not None and (etag or modified):
            self._keep[place.url] = (etag, modified)
        return Fetched(place.url, answer.status, answer.body, answer.kind, etag, modified)

    def forget(self, url: str) -> None:
        """Have an address (that of the :class:`Fetched`) sent whole the next time, whether it changed or not."""
        if self._keep is not None:
            self._keep.pop(url, None)

    def _follow(self, url: str, limit: int, *, conditional: bool, for_robots: bool = False) -> tuple[Location, Answer]:
        """The answer at the end of the redirects, and where it stood."""
        target = url
        for _ in range(REDIRECTS + 1):
            try:
                place = Location.of(target)
                known = self._known(place) if conditional else ("", "")
                answer = self._ask(place, limit, known) if for_robots else self._ask_in_turn(place, limit, known)
            except ReportError as error:
                if target == url:
                    raise
                raise ReportError(url, f"redirects to {error.where}: {error.fault}", error.remedy, error.later) from error
            if answer.status not in _MOVED or not answer.location:
                return place, answer
            target = _joined(place.url, answer.location)
        raise ReportError(url, f"redirects more than {REDIRECTS} times", "give the address where it ends")

    def _ask_in_turn(self, place: Location, limit: int, known: tuple[str, str]) -> Answer:
        """One request, if robots.txt allows it, once the host's pause is over."""
        rules = self._rules_of(place)
        if not rules.allow(place.url):
            raise ReportError(place.url, "robots.txt forbids it", "ask the publisher, or save it yourself and give the file")
        now = self._clock()
        wait = self._next.get(place.host, now) - now
        if wait > _PATIENCE:
            raise ReportError(place.url, f"robots.txt asks for a pause, {wait:,.0f} seconds of it left", "read it later", math.ceil(wait))
        if wait > 0:
            self._sleep(wait)
        try:
            return self._ask(place, limit, known)
        finally:
            now = self._clock()
            self._next = {host: turn for host, turn in self._next.items() if turn > now}
            self._next[place.host] = now + (self._pause if rules.pause is None else rules.pause)

    def _rules_of(self, place: Location) -> Rules:
        """The rules of a host. It is asked for them without a pause: it is they that name the pause."""
        read, known = self._rules.get(place.origin, (-math.inf, None))
        if known is not None and self._clock() - read < _FRESH:
            return known
        try:
            _, answer = self._follow(f"{place.origin}/robots.txt", _ROBOTS_LIMIT, conditional=False, for_robots=True)
        except ReportError:
            return Rules.none(self._agent)  # if the host is at fault, asking for the page says so; if not, it is asked again next time
        if answer.status in (http.HTTPStatus.UNAUTHORIZED, http.HTTPStatus.FORBIDDEN):
            rules = Rules.closed(self._agent)
        else:
            rules = Rules.of(answer.body, self._agent) if answer.status == http.HTTPStatus.OK else Rules.none(self._agent)
        if len(self._rules) >= _HOSTS:
            del self._rules[next(iter(self._rules))]
        self._rules[place.origin] = (self._clock(), rules)
        return rules

    def _ask(self, place: Location, limit: int, known: tuple[str, str]) -> Answer:
        """One request and its answer, with one byte more than the limit if the body is longer."""
        headers = {"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate", "Accept": "*/*", "Connection": "close"}
        headers |= {name: value for name, value in zip(("If-None-Match", "If-Modified-Since"), known, strict=True) if value}
        return asked(place, permitted(place, self._resolve, self._private), headers, self._timeout, limit + 1)

    def _known(self, place: Location) -> tuple[str, str]:
        etag, modified = self._keep.get(place.url, ("", "")) if self._keep is not None else ("", "")
        return etag, modified


def permitted(place: Location, resolve: Resolve, private: bool) -> tuple[str, ...]:
    """The IP addresses of a host, if all of them may be asked.

    Args:
        private: whether hosts of the own machine and network may be.

    Raises:
        ReportError: if there are none, or one may not.
    """
    try:
        found = resolve(place.host, place.port)
    except OSError as error:
        raise ReportError(place.url, f"there is no host {place.host}", "check the address and the network") from error
    if not private and (inner := next((address for address in found if not is_public(address)), None)):
        name = place.host if place.host == inner else f"{place.host} ({inner})"
        raise ReportError(place.url, f"{name} is no public host", "save it and give the file, or allow private hosts (--allow-private)")
    return found


def asked(
    place: Location, addresses: tuple[str, ...], headers: Mapping[str, str], seconds: float, limit: int, content: bytes | None = None
) -> Answer:
    """One :func:`~dateline.reading.exchanging.exchange`, whatever breaks it told as what it is.

    Raises:
        ReportError: if it takes too long, or the connection or the answer breaks.
    """
    try:
        return exchange(place, addresses, headers, seconds, limit, content)
    except TimeIsUp as error:
        raise ReportError(place.url, f"took longer than {seconds:g} seconds", "try again later") from error
    except (OSError, http.client.HTTPException, HTTPError) as error:
        raise ReportError(place.url, f"cannot be read: {_told(error)}", "check the address, or try again later") from error


def refusal(url: str, answer: Answer) -> ReportError:
    """What an answer other than success says, and what can be done."""
    phrase = http.client.responses.get(answer.status, "")
    fault = f"the server says {answer.status} {phrase}".rstrip()
    if answer.status in (http.HTTPStatus.TOO_MANY_REQUESTS, http.HTTPStatus.SERVICE_UNAVAILABLE) and answer.later:
        return ReportError(url, fault, f"try again in {answer.later} seconds", answer.later)
    if answer.status >= 500 or answer.status in (http.HTTPStatus.TOO_MANY_REQUESTS, http.HTTPStatus.REQUEST_TIMEOUT):
        return ReportError(url, fault, "try again later")
    if answer.status in (http.HTTPStatus.UNAUTHORIZED, http.HTTPStatus.FORBIDDEN, http.HTTPStatus.PAYMENT_REQUIRED):
        return ReportError(url, fault, "it is not open to all; save it yourself and give the file")
    return ReportError(url, fault, "check the address")


def _joined(base: str, location: str) -> str:
    """Where a redirect leads."""
    try:
        return urljoin(base, location)
    except ValueError:  # no web address; named as such when it is taken apart
        return location


def _told(error: Exception) -> str:
    """What went wrong on the way, in a few words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not good: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return "no secure connection comes about"
    if isinstance(error, (http.client.IncompleteRead, ProtocolError)):
        return "the answer breaks off"
    if isinstance(error, DecodeError):
        return "the packed data are damaged"
    if isinstance(error, ConnectionError):
        return "the host takes no connection, or breaks it off"
    if isinstance(error, OSError):
        return error.strerror or "the host cannot be reached"
    return "the answer is no HTTP"
