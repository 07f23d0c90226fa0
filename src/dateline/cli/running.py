"""What the commands that code have in common: read, code, say what fails, and count."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NoReturn

from dateline.cli.main import INTERRUPTED, say
from dateline.cli.progress import Progress
from dateline.coding.coder import Coder, Settings
from dateline.errors import InputError, ReportError
from dateline.model import Coding, Report
from dateline.reading.files import Sources


class Run:
    """Codes the reports of some sources, one after another.

    Attributes:
        coded, failed: how many reports were coded, and how many inputs could not be.
    """

    def __init__(self, sources: Sequence[str], published: date | None, parser: str | None) -> None:
        self.coded = self.failed = 0
        self._coder = Coder(settings(parser))
        self._sources = Sources(sources, published)
        self._progress = Progress(self._sources)

    def codings(self) -> Iterator[tuple[str, Coding]]:
        """Each coding with the place of its report; errors go to standard error."""
        for report in self._sources:
            coding = self._try(report)
            if isinstance(coding, InputError):
                self._progress.clear()
                say(str(coding))
                self.failed += 1
                continue
            self.coded += 1
            self._progress.clear()
            yield self._sources.where, coding
            self._progress.step()
        self._progress.finish()

    def stop(self) -> NoReturn:
        """End at once, as the user asked; say how far the work has come."""
        self._progress.clear()
        say(f"stopped: {self._progress.counted()} coded")
        raise SystemExit(INTERRUPTED)

    def _try(self, report: Report | ReportError) -> Coding | InputError:
        if isinstance(report, ReportError):
            return report
        try:
            return self._coder.code(report)
        except Exception as error:  # a fault of ours in one report must not cost the user the other ten thousand
            frame = error.__traceback__
            while frame is not None and frame.tb_next is not None:
                frame = frame.tb_next
            at = f"{os.path.basename(frame.tb_frame.f_code.co_filename)}:{frame.tb_lineno}" if frame else "?"
            fault = f"not coded: {type(error).__name__} at {at}: {error}"
            return InputError(self._sources.where, fault, "a fault in Dateline; please report it")


def settings(parser: str | None) -> Settings:
    """The coder's settings with the parser that the user named, if any."""
    return Settings(parser=parser) if parser else Settings()
