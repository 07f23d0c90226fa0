"""Two records side by side: what each holds of the events in which they differ, loaded to be compared.

The later record is open; the earlier is attached to it. The database finds what differs, so of two records of millions of events that
differ in ten, ten are loaded.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from dateline.record import manifests
from dateline.record.anchoring import undone_sayings
from dateline.record.rows import Row
from dateline.record.settling import saying
from dateline.record.store import CHOSEN, Store

EARLIER = "dateline_earlier"
"""The name under which the earlier record is attached."""
_FILE = re.compile(r"\((?:[^()]*, )?([^()]+?\.(?:csv|toml)(?::\d+)?)\)")  # a data file, as reasons cite it
_LINE = re.compile(r"\((?:[^()]*/)?([^()/]+\.csv):\d+\)")  # a row of a registry file, as reasons name it


@dataclass(frozen=True, slots=True)
class Side:
    """What one record holds of the events in which two differ.

    Attributes:
        events: by id; ``mentions``: by id, each with its ``event``, its trigger and quote as ``words`` and ``said``, and its report's
            day and source.
        current: the current version of every report that tells of the events or is another in the two.
        coded: the manifest of the versions that tell of the events; ``parts``: what each manifest says.
        said: by mention, the corrections that hold for it or took it away, by id.
        verdicts: what people decided of pairs of the mentions.
        rules: the rules of merging that made the events.
        cites: the rows and entries of data files that reasons anywhere in the record cite.
    """

    events: dict[str, Row]
    mentions: dict[str, Row]
    current: dict[str, str]
    coded: dict[tuple[str, str], str]
    parts: dict[str, dict[str, str]]
    said: dict[str, dict[str, Row]]
    verdicts: frozenset[tuple[str, str, bool]]
    rules: frozenset[str]
    cites: frozenset[str]
    of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for mention, row in self.mentions.items():
            self.of[row["event"]].append(mention)


def sides(store: Store) -> tuple[Side, Side]:
    """What the earlier record and the later hold of the events in which they differ."""
    earlier, later = f"{EARLIER}.", ""
    events = _differing(store, earlier, later) | _differing(store, later, earlier)
    versions = _versions(store, earlier, events) | _versions(store, later, events)
    reports = _turned(store, earlier, later) | _turned(store, later, earlier) | {report for report, _ in versions}
    before, after = (_side(store, side, events, versions, reports) for side in (earlier, later))
    return before, after


def claims(store: Store) -> list[tuple[Row | None, Row | None]]:
    """The claims in which two records differ: what each says under one id."""
    found = store.rows(
        f"""
        SELECT claim FROM (SELECT * FROM {EARLIER}.claims EXCEPT SELECT * FROM claims)
        UNION SELECT claim FROM (SELECT * FROM claims EXCEPT SELECT * FROM {EARLIER}.claims) ORDER BY claim
        """
    )
    store.choose(row["claim"] for row in found)
    said = "substr(r.text, c.span.start + 1, c.span.stop - c.span.start) AS said"
    both = [
        {
            row["claim"]: row
            for row in store.rows(
                f"SELECT c.*, {said} FROM {side}claims c JOIN {side}reports r USING (report, version) WHERE c.claim {CHOSEN}"
            )
        }
        for side in (f"{EARLIER}.", "")
    ]
    return [(both[0].get(row["claim"]), both[1].get(row["claim"])) for row in found]


def coded_by(store: Store, side: str, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The manifests that coded some versions of reports in one of the records."""
    store.choose(f"{report}\n{version}" for report, version in keys)
    rows = store.rows(f"SELECT * FROM {side}coded WHERE report || chr(10) || version {CHOSEN}")
    return {(row["report"], row["version"]): row["manifest"] for row in rows}


def steps(mention: Row) -> list[tuple[str, str]]:
    """The steps of a mention's reason as (stage, text), rows of registry files without their lines: those move when a row is put in."""
    return [(step["stage"], _LINE.sub(r"(\1)", step["text"])) for step in mention["reason"]]


def entries(text: str) -> list[str]:
    """What a step cites: rows of registry files by file and line, entries of the lexicon by their words."""
    cited = [found.rpartition("/")[2] for found in _FILE.findall(text)]
    return [name if ".csv" in name else text.partition(" over ")[0] for name in cited]


def file_of(entry: str) -> str:
    """The name of the file that a cited entry is of."""
    return str((_FILE.findall(entry) or [entry])[-1]).rpartition("/")[2].partition(":")[0]


def _citing(side: str) -> str:
    """The steps of all reasons that cite a file."""
    return f"""
        SELECT DISTINCT step.text FROM (SELECT unnest(reason) AS step FROM {side}mentions)
        WHERE contains(step.text, '.csv') OR contains(step.text, '.toml')
    """


def _differing(store: Store, one: str, other: str) -> set[str]:
    """The events that one record has and the other does not have just so."""
    rows = store.rows(
        f"""
        SELECT event FROM (SELECT * FROM {one}events EXCEPT SELECT * FROM {other}events)
        UNION SELECT event FROM (SELECT * FROM {one}members EXCEPT SELECT * FROM {other}members)
        UNION SELECT event FROM {one}members b JOIN (SELECT * FROM {one}mentions EXCEPT SELECT * FROM {other}mentions) USING (mention)
        """
    )
    return {row["event"] for row in rows}


def _versions(store: Store, side: str, events: Collection[str]) -> set[tuple[str, str]]:
    """The versions of reports that tell of some events."""
    store.choose(events)
    rows = store.rows(
        f"SELECT DISTINCT m.report, m.version FROM {side}members b JOIN {side}mentions m USING (mention) WHERE b.event {CHOSEN}"
    )
    return {(row["report"], row["version"]) for row in rows}


def _turned(store: Store, one: str, other: str) -> set[str]:
    """The reports whose current version in one record is not that in the other."""
    current = "SELECT report, version FROM {}reports WHERE current"
    return {row["report"] for row in store.rows(f"{current.format(one)} EXCEPT {current.format(other)}")}


def _side(store: Store, side: str, events: Collection[str], versions: Collection[tuple[str, str]], reports: Collection[str]) -> Side:
    store.choose(events)
    rows = {row["event"]: row for row in store.rows(f"SELECT * FROM {side}events WHERE event {CHOSEN} ORDER BY event")}
    told = store.rows(
        f"""
        SELECT m.*, b.event, r.published, r.source, substr(r.text, m.trigger.start + 1, m.trigger.stop - m.trigger.start) AS words,
               substr(r.text, m.quote.start + 1, m.quote.stop - m.quote.start) AS said
        FROM {side}members b JOIN {side}mentions m USING (mention) JOIN {side}reports r USING (report, version)
        WHERE b.event {CHOSEN} ORDER BY m.mention
        """
    )
    mentions = {row["mention"]: row for row in told}
    store.choose(mentions)
    verdicts = store.rows(f"SELECT * FROM {side}verdicts WHERE one {CHOSEN} OR other {CHOSEN}")
    store.choose(reports)
    current = store.rows(f"SELECT report, version FROM {side}reports WHERE current AND report {CHOSEN}")
    return Side(
        rows,
        mentions,
        {row["report"]: row["version"] for row in current},
        coded_by(store, side, versions),
        manifests.parts(store, side),
        _said(store, side),
        frozenset((v["one"], v["other"], v["same"]) for v in verdicts),
        frozenset(row["rules"] for row in store.rows(f"SELECT rules FROM {side}merged_by")),
        frozenset(entry for row in store.rows(_citing(side)) for entry in entries(row["text"])) if events else frozenset(),
    )


def _said(store: Store, side: str) -> dict[str, dict[str, Row]]:
    """By mention: the corrections in force that made it what it is, or took it out."""
    by: dict[str, list[Row]] = defaultdict(list)
    for row in store.rows(f"SELECT * FROM {side}corrections ORDER BY number"):
        by[row["anchor"]].append(row)
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for place in store.rows(f"SELECT anchor, mention, coded FROM {side}anchored WHERE state IN ('applied', 'rejected')"):
        taken_back = undone_sayings([saying(row) for row in by[place["anchor"]]])
        force = {row["correction"]: row for row in by[place["anchor"]] if row["kind"] != "undo" and row["correction"] not in taken_back}
        covered = [row["mention"] for row in json.loads(place["coded"])]
        for mention in filter(None, {place["mention"], *covered}):
            found[mention] |= force
    return found
