"""What the commands that code have in common: read, code, say what fails, and count."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import IO, Generic, NoReturn, Protocol, TypeVar

from dateline.cli.main import say
from dateline.cli.options import Choices
from dateline.cli.progress import Progress
from dateline.cli.tables import Page, console
from dateline.coding.coder import Coder, Settings
from dateline.errors import InputError, ReportError
from dateline.exchange.native import Record, as_line
from dateline.garbage import settle
from dateline.language.parser import DEFAULT_PARSER
from dateline.model import Coding, Report
from dateline.reading.files import Sources
from dateline.timing import Timing

Result = TypeVar("Result")
_WAY = 5  # niceness: a third of what another gets of a processor, where both want it


class Run(Generic[Result]):
    """Does the work of a command on the reports of some sources, one after another.

    Attributes:
        done, failed: with how many reports it was done, and with how many inputs it could not be.
    """

    def __init__(
        self,
        sources: Sequence[str],
        published: date | None,
        work: Callable[[Report], Result],
        done: str = "coded",
        columns: Mapping[str, str] | None = None,
    ) -> None:
        """``work`` is done with each report; ``done`` is the word for that; ``columns`` as of :class:`~dateline.reading.files.Sources`."""
        self.done = self.failed = 0
        self._sources, self._word = Sources(sources, published, columns), done
        self._work = guarded(work, self._sources, done)
        self._progress = Progress(self._sources)

    def results(self) -> Iterator[tuple[str, Result]]:
        """What came of each report, with its place; errors go to standard error."""
        for report in self._sources:
            result = self._work(report)
            if isinstance(result, InputError):
                self._progress.clear()
                say(str(result))
                self.failed += 1
                continue
            self.done += 1
            self._progress.clear()
            yield self._sources.where, result
            self._progress.step()
        self._progress.finish()

    def write(self, out: IO[str], record: Callable[[Result], Record] | None, show: Callable[[Page, str, Result], None]) -> None:
        """Write each result as soon as it is there: its ``record`` as a line of JSON, or without one as ``show`` prints it for people."""
        page = None if record else console(out)
        try:
            for where, result in self.results():
                if record:
                    out.write(as_line(record(result)) + "\n")
                elif page:
                    show(page, where, result)
                out.flush()
        except KeyboardInterrupt:
            self.stop()

    def stop(self) -> NoReturn:
        """End at once, as the user asked; say how far the work has come."""
        self._progress.stop(self._word)


def give_way() -> None:
    """Let what else runs on the machine go first: who gathers for hours can wait, who looks at a page cannot."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, max(_WAY, os.getpriority(os.PRIO_PROCESS, 0)))


class Placed(Protocol):
    """What knows where it stands."""

    @property
    def where(self) -> str:
        """The place of what is worked on."""


def guarded(work: Callable[[Report], Result], sources: Placed, done: str) -> Callable[[Report | ReportError], Result | InputError]:
    """The work on one report; a fault of ours in it becomes an error of that report, for it must not cost the user the other ten thousand.

    Args:
        sources: where the reports are from, so that the error can say it; ``done``: the word for the work.
    """

    def attempt(report: Report | ReportError) -> Result | InputError:
        if isinstance(report, ReportError):
            return report
        try:
            return work(report)
        except Exception as error:
            frame = error.__traceback__
            while frame is not None and frame.tb_next is not None:
                frame = frame.tb_next
            at = f"{os.path.basename(frame.tb_frame.f_code.co_filename)}:{frame.tb_lineno}" if frame else "?"
            fault = f"not {done}: {type(error).__name__} at {at}: {error}"
            return InputError(sources.where, fault, "a fault in Dateline; please report it")

    return attempt


def coder_of(choices: Choices) -> Coder:
    """A coder as the user chose it, loaded to stay."""
    coder = Coder(Settings(choices.parser or DEFAULT_PARSER, registry=choices.registry, fast=choices.fast, model=choices.model or ""))
    settle()
    return coder


def coding(
    sources: Sequence[str], published: date | None, choices: Choices, columns: Mapping[str, str] | None = None
) -> tuple[Run[Coding], Timing]:
    """A run that codes as the user chose, and what times its stages."""
    coder = coder_of(choices)
    return Run(sources, published, coder.code, columns=columns), coder.timing


def tell_times(timing: Timing, reports: int) -> None:
    """Say on standard error how long each stage took."""
    for name, seconds, share in timing.shares():
        say(f"{name:26}{seconds:8.2f} s{share:7.0%}{1000 * seconds / max(reports, 1):9.2f} ms a report")
