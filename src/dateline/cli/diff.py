"""``dateline diff``: what is another in one record than in an earlier one, and why."""

from __future__ import annotations

import click

from dateline.cli import options

DIFFERENT = 1


@click.command(short_help="Tell which events two records have otherwise, and why.")
@click.argument("earlier")
@click.argument("later")
@click.option("--without", multiple=True, metavar="FIELD", help="Leave a field out of account (confidence, reason …); may be given again.")
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, metavar="N", help="Of each cause, at most so many.")
@click.option("--exit-code", is_flag=True, help="End with status 1 if there are differences.")
@options.as_json
def diff(earlier: str, later: str, without: tuple[str, ...], limit: int, exit_code: bool, as_json: bool) -> None:
    """Tell which events came, went or changed from the record EARLIER to the record LATER, in which field, and why.

    A cause is a report that is new or edited, a correction, what was joined or parted by hand, a part of what coded the report (lexicon,
    registry …, from the manifests of both records, narrowed to what the differing steps of the reasons cite), or merging. An event whose
    act is told by other words or under another type now is the same event. "dateline recode --dry-run" tells the same of a record before
    it is coded anew.
    """
    from dateline.cli import differences
    from dateline.record.differing import differences as found

    changes = found(earlier, later, without)
    if as_json:
        differences.print_json(earlier, later, changes)
    else:
        differences.tell(earlier, later, changes, limit)
    if exit_code and changes:
        raise SystemExit(DIFFERENT)
