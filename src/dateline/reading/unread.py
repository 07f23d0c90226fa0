"""Reports that were found and not read yet: a page lies in its archive ready to hand, to take it apart costs a hundred times as much.

Who has read it before knows it by its digest and need not read it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from dateline.errors import ReportError
from dateline.model import Report


@dataclass(frozen=True, slots=True)
class Unread:
    """A report that was found and can be read.

    Attributes:
        digest: hash of all that the reading rests on: the same digest is the same report.
        take_apart: reads it; raises ReportError if it cannot be read.
    """

    digest: str
    take_apart: Callable[[], Report]

    def read(self) -> Report | ReportError:
        """The report, or why it cannot be read."""
        try:
            return self.take_apart()
        except ReportError as error:
            return error


Found = Report | ReportError | Unread
"""What a source gives."""


def opened(found: Found) -> Report | ReportError:
    """What was found, read."""
    return found.read() if isinstance(found, Unread) else found


def digest_of(*parts: str | bytes) -> str:
    """32 hex digits of SHA-256 over the parts: enough that no two pages of all the web's share them."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:32]
