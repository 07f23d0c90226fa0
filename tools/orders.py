"""Ingest reports in random orders and pieces, and see whether the record ends up the same.

    python tools/orders.py SOURCE… [--orders 10]

Each report is coded once, since coding does not know of the others; gathering and merging are done anew for each order, in one to six
pieces with a merge after each. All tables must be alike but that of former ids, which says what was once told otherwise.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Mapping, Sequence

from dateline.coding.coder import Coder
from dateline.model import Coding, Report
from dateline.reading.files import read_sources
from dateline.record.gathering import gather
from dateline.record.merging import merge
from dateline.record.store import Store
from endure import TABLES, digest

PIECES = 6
COMPARED = tuple(table for table in TABLES if table != "former")


def record_of(reports: Sequence[Report], codings: Mapping[str, Coding], pieces: int) -> dict[str, str]:
    """The digest of the record that some reports make, gathered and merged in pieces."""
    size = -(-len(reports) // pieces)
    with Store.open(":memory:") as store:
        for start in range(0, len(reports), size):
            for _ in gather(store, iter(reports[start : start + size]), lambda report: codings[report.text]):
                pass
            merge(store)
        return digest(store, COMPARED)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--orders", type=int, default=10)
    options = parser.parse_args()
    reports = [report for report in read_sources(options.sources) if isinstance(report, Report)]
    coder = Coder()
    codings = {report.text: coder.code(report) for report in reports}
    print(f"{len(reports)} reports, {sum(len(c.events) for c in codings.values())} mentions", flush=True)
    first, faults = record_of(reports, codings, 1), 0
    for seed in range(options.orders):
        order = random.Random(seed)
        shuffled, pieces = order.sample(reports, len(reports)), order.randint(1, PIECES)
        found = record_of(shuffled, codings, pieces)
        other = [table for table, digest in found.items() if digest != first[table]]
        faults += bool(other)
        print(f"order {seed}, {pieces} pieces: {'the same record' if not other else 'differs in ' + ', '.join(other)}", flush=True)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
