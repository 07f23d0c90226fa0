"""Under which names the server answers. A page elsewhere that makes its own name lead here (DNS rebinding) is answered nothing."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from ipaddress import ip_address

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?", re.IGNORECASE)


class Hosts:
    """The names that are ours: addresses in figures, which cannot be made to lead elsewhere, this machine's own, and those given.

    >>> hosts = Hosts(["dateline.example.org"])
    >>> [hosts.ours(host) for host in ("127.0.0.1:8000", "[::1]:8000", "localhost", "dateline.example.org:443", "DATELINE.example.org.")]
    [True, True, True, True, True]
    >>> [hosts.ours(host) for host in ("evil.example.org", "127.0.0.1.evil.example.org", "127.0.0.1:8000@evil.example.org", "a b", "")]
    [False, False, False, False, False]
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        own = {"localhost", socket.gethostname()}
        self._names = {_plain(name) for name in own | set(names)}

    def ours(self, host: str) -> bool:
        """Whether a Host header names us; ports are not looked at, since tunnels change them."""
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = found["name"]
        return _is_address(name.strip("[]")) or _plain(name) in self._names


def _plain(name: str) -> str:
    return name.lower().removesuffix(".")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
