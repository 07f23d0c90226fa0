"""``dateline check``: claims against the record: supported, contradicted, or not enough."""

from __future__ import annotations

from datetime import date

import click

from dateline.cli import options


@click.command(short_help="Check a claim, or every claim of a draft, against a record.")
@click.argument("claim", metavar="CLAIM|FILE")
@options.record
@click.option("--as-of", "as_of", type=options.Day(), metavar="YYYY-MM-DD", help="The day as of which the claim is made.")
@options.as_json
@options.parser
@options.registry
def check(claim: str, path: str, as_of: date | None, as_json: bool, parser: str | None, registry: tuple[str, ...]) -> None:
    """Check a claim, or every claim of a draft article, against a record: how many there were, the first or the last, none since.

    \b
    dateline check "North Korea's seventh missile launch since the start of the year" --as-of 2022-02-04
    dateline check draft.txt

    A claim is supported, contradicted, or the record has not enough to tell. With it come the events that count, how was counted, and what
    would change the answer. Without --as-of, a draft is of the day that it was published, a claim of the last day that the record knows of.
    """
    from dateline.cli.checked import last_day, read_claims, show
    from dateline.cli.output import end, output
    from dateline.exchange.findings import as_finding
    from dateline.exchange.native import as_line
    from dateline.record.checking import Checker
    from dateline.record.stating import of_claim
    from dateline.record.store import Store

    with Store.open(path, write=False) as store, output() as out:
        last = as_of or last_day(store)
        codings, failed = read_claims(claim, last, parser, registry)
        checker = Checker(store)
        for coding in codings:
            today = as_of or coding.report.published or last
            findings = [checker.check(of_claim(one, coding), today) for one in coding.claims]
            if as_json:
                out.writelines(as_line(as_finding(f, one.span)) + "\n" for f, one in zip(findings, coding.claims, strict=True))
            else:
                show(out, coding, findings)
    end(failed)
