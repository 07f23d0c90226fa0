"""Web addresses: what can be asked for, and which hosts stand in the public network.

A feed is written by strangers, and its links lead where they like. So a name is looked up once, every address that it
stands for is judged, and the connection goes to an address that was judged: the name is not looked up again.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from dateline.errors import ReportError

Resolve = Callable[[str, int], tuple[str, ...]]
"""A host and a port to the IP addresses of the host; raises OSError where there are none."""

_PORTS = {"http": 80, "https": 443}
_WITHIN_6 = ipaddress.IPv6Network("64:ff9b::/96")  # how a network without IPv4 writes the IPv4 addresses of others (RFC 6052)


@dataclass(frozen=True, slots=True)
class Location:
    """A web address, taken apart.

    Attributes:
        scheme: ``http`` or ``https``.
        host: in lower case, a name in ASCII or an IP address.
        path: with the query, percent-encoded, as it is asked for.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, written as short as they can be."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{name}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole address, written one way."""
        return self.origin + self.path

    @classmethod
    def of(cls, url: str) -> Location:
        """The location that a text names.

        Raises:
            ReportError: if it is no web address, or carries a password.
        """
        try:
            found = parse_url(url.strip())
        except LocationParseError as error:
            raise ReportError(url, "not a web address", "write it as https://host/path") from error
        host = (found.host or "").strip("[]").rstrip(".")
        if found.scheme not in _PORTS or not host:
            raise ReportError(url, "not a web address", "only http:// and https:// are read")
        if found.auth is not None:
            raise ReportError(url.replace(found.auth, "…"), "carries a user name", "leave it out; nothing is read that needs one")
        port = found.port if found.port is not None else _PORTS[found.scheme]
        return cls(found.scheme, host, port, (found.path or "/") + (f"?{found.query}" if found.query is not None else ""))


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The IP addresses of a host, each once, as the system knows them.

    The system's resolver keeps a time limit of its own.

    Raises:
        OSError: if there are none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that is empty or too long
        raise OSError("no host has such a name") from error
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public network: not private, loopback, link-local, shared, multicast or reserved."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        within = ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _WITHIN_6 else None)
        if within is not None:
            return is_public(str(within))
        if ip.teredo is not None or ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)
