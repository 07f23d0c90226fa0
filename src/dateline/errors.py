"""Every error that Dateline raises on purpose, drawn as a tree.

::

    DatelineError                 base: catch this to catch them all
    ├── InputError                something read from outside cannot be used
    │   ├── ReportError           a report: missing file, broken JSON line, no text, impossible date
    │   ├── DataError             a data file of ours or the user's: codebook, lexicon, registry, gazetteer
    │   ├── OvertakenError        what is decided upon is not any more what it was when it was looked at
    │   ├── RecordError           a record: missing, of a newer version, no record at all
    │   │   ├── HeldError         held by another who reads or writes it
    │   │   └── OlderError        kept by an older Dateline, and not to be written now
    │   └── OutletError           what is watched for could not be told: a file that cannot be written, a webhook that does not answer
    └── SetupError                the installation lacks something: an unknown parser, a missing model

A message names the place (file, and line where there is one), what is wrong, and the remedy, in one line.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all errors raised on purpose."""


class InputError(DatelineError):
    """Something read from outside cannot be used.

    Attributes:
        where: the file (and ``:line``) at fault, as the user named it.
        fault: what is wrong with it.
        remedy: what the user can do about it; may be empty.
    """

    def __init__(self, where: str, fault: str, remedy: str = "") -> None:
        self.where, self.fault, self.remedy = where, fault, remedy
        super().__init__(f"{where}: {fault}" + (f" ({remedy})" if remedy else ""))


class ReportError(InputError):
    """A report cannot be read; the other inputs are still coded.

    Attributes:
        later: seconds after which its host may be asked again, where the host says so, else 0.
    """

    def __init__(self, where: str, fault: str, remedy: str = "", later: int = 0) -> None:
        super().__init__(where, fault, remedy)
        self.later = later


class DataError(InputError):
    """A data file (codebook, lexicon, registry, gazetteer) breaks its own rules."""


class OvertakenError(InputError):
    """What is decided upon is not any more what it was when it was looked at.

    Attributes:
        since: what was done to it meanwhile, in words, with who did it.
    """

    def __init__(self, where: str, since: tuple[str, ...]) -> None:
        self.since = since
        super().__init__(where, f"is not as it was when you looked at it: {'; '.join(since)}", "look again, then decide")


class RecordError(InputError):
    """A record cannot be opened or used."""


class HeldError(RecordError):
    """A record is held by another who reads or writes it; it can be had when they are done."""


class OlderError(RecordError):
    """A record was kept by an older Dateline; opened once for writing, it is brought up to date."""


class OutletError(InputError):
    """News could not be told; it is kept and told later.

    Attributes:
        later: seconds after which it may be tried again, where the receiver says so, else 0.
        refused: whether the receiver will never take what was told, however often it is tried.
    """

    def __init__(self, where: str, fault: str, remedy: str = "", *, later: int = 0, refused: bool = False) -> None:
        super().__init__(where, fault, remedy)
        self.later, self.refused = later, refused


class SetupError(DatelineError):
    """The installation lacks something that was asked for, such as a parser."""
