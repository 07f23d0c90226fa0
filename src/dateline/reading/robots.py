"""What a host's robots.txt lets Dateline read, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.robotparser import RobotFileParser


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host asks of those who read it by program.

    Attributes:
        agent: how we call ourselves there.
        pause: seconds between two requests; ``None`` where the host names none.
    """

    agent: str
    pause: float | None
    _parser: RobotFileParser

    def allow(self, url: str) -> bool:
        """Whether the address may be read."""
        return self._parser.can_fetch(self.agent, url)

    @classmethod
    def of(cls, body: bytes, agent: str) -> Rules:
        """The rules of a robots.txt; lines that mean nothing are left out."""
        lines = body.decode("utf-8-sig", "replace").splitlines()
        try:
            parser = _parsed(lines)
        except ValueError:  # a single bad line would lose all
            parser = _parsed([line for line in lines if _means_something(line)])
        delay = parser.crawl_delay(agent)
        return cls(agent, None if delay is None else float(delay), parser)

    @classmethod
    def none(cls, agent: str) -> Rules:
        """Everything may be read."""
        return cls(agent, None, _parsed([]))

    @classmethod
    def closed(cls, agent: str) -> Rules:
        """Nothing may be read."""
        return cls(agent, None, _parsed(["User-agent: *", "Disallow: /"]))


def _parsed(lines: list[str]) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(lines)
    return parser


def _means_something(line: str) -> bool:
    """Whether the parser can take the line; it breaks on what looks like an IPv6 address or a number and is none."""
    try:
        _parsed(["User-agent: *", line])
    except ValueError:
        return False
    return True
