"""A report read, parsed and grounded: what coding starts from, and what ``dateline annotate`` prints."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.grounding.grounder import Grounder
from dateline.grounding.naming import registry as registry_
from dateline.grounding.naming import roles as roles_
from dateline.language.parser import DEFAULT_PARSER, Parser, Sentence
from dateline.model import Report
from dateline.reading.heading import Heading, read_heading
from dateline.timing import Timing


@dataclass(frozen=True, slots=True)
class Parsed:
    """One report with its heading read off, and its sentences."""

    report: Report
    heading: Heading
    sentences: list[Sentence]


@dataclass(frozen=True, slots=True)
class Grounded(Parsed):
    """One report on its way through, with who, when, where and who says so in it."""

    grounder: Grounder


class Grounding:
    """Parser, registry and role nouns, loaded once and used for many reports."""

    def __init__(self, parser: str = DEFAULT_PARSER, registry: tuple[str, ...] = ()) -> None:
        """Load the spaCy pipeline ``parser`` and the registry, with the user's own files ``registry`` beside ours.

        Raises:
            SetupError: if no such pipeline is installed.
            DataError: if a registry file breaks its rules.
        """
        self.timing = Timing()
        self._parser = Parser(parser)
        self._registry = registry_.load(registry)
        self._roles = roles_.load()

    def of(self, report: Report) -> Grounded:
        """Read, parse and ground one report."""
        return self.ground(self.parse(self.head(report)))

    def head(self, report: Report) -> Heading:
        """Read the heading off a report."""
        with self.timing.stage("heading"):
            return read_heading(report)

    def parse(self, heading: Heading) -> Parsed:
        """Parse what stands below a report's heading."""
        with self.timing.stage("parse"):
            return Parsed(heading.report, heading, self._parser.parse(heading.report.text, heading.segments))

    def ground(self, parsed: Parsed) -> Grounded:
        """Ground a parsed report."""
        with self.timing.stage("grounding"):
            heading = parsed.heading
            grounder = Grounder(parsed.report, parsed.sentences, self._registry, self._roles, heading.country)
            return Grounded(parsed.report, heading, parsed.sentences, grounder)
