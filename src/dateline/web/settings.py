"""What a server is told when it is started."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server is told when it is started.

    Attributes:
        db: the file of the record.
        host, port: where it listens; port 0 takes any that is free.
        users: a file of users with their roles and the hashes of their tokens; ``None`` for none.
        token: a file that holds the one token that whoever runs the server comes in with; ``None`` for none.
        names: by which host names it may be called besides ``host``, where a proxy stands before it.
        patience: seconds that a page waits for the record while it is written.
    """

    db: Path
    host: str = "127.0.0.1"
    port: int = 8000
    users: Path | None = None
    token: Path | None = None
    names: tuple[str, ...] = ()
    patience: float = 10.0

    @property
    def alone(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False
