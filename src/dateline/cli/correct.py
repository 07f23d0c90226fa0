"""``dateline correct``: say that a mention is right, what it should be, that it is none, or what was missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.cli import options, signing

if TYPE_CHECKING:
    from dateline.record.store import Store


@click.command(short_help="Accept, correct or reject a mention, or add one, by hand.")
@click.argument("mention", required=False)
@click.option("--accept", is_flag=True, help="It is coded as it should be.")
@click.option("--reject", is_flag=True, help="It tells no event, or one that another mention tells.")
@click.option("--missed", "report", metavar="REPORT", help="Add an event that this report tells; needs --type --actor --trigger --quote.")
@click.option("--second", is_flag=True, help="Only an independent second opinion: it measures agreement and changes nothing.")
@click.option("--undo", "undone", metavar="CORRECTION", help="Take a correction, join, split or your second opinion back.")
@click.option("--type", "type_", metavar="TYPE", help="As in the codebook.")
@click.option("--mode", metavar="MODE", help="As in the codebook, or none.")
@click.option("--factuality", metavar="HOW", help="occurred, future, hypothetical or negated.")
@click.option("--actor", "actors", multiple=True, metavar="PARTY", help="NAME=USA:GOV, or a name that the registry knows; or none.")
@click.option("--recipient", "recipients", multiple=True, metavar="PARTY", help="In the same form.")
@click.option("--says", "attribution", metavar="PARTY", help="Who is cited for it, in the same form.")
@click.option("--time", metavar="DAYS", help="YYYY-MM-DD, YYYY-MM-DD..YYYY-MM-DD, or none.")
@click.option("--place", metavar="PLACE", help="NAME or NAME=PRK, or none.")
@click.option("--number", "quantities", multiple=True, metavar="NUMBER", help="killed=12, killed=10..15, killed=10.. (at least), or none.")
@click.option("--trigger", metavar="WORDS", help="Of a missed event: the word or words that express it.")
@click.option("--quote", metavar="WORDS", help="Of a missed event: the run of text that shows it.")
@click.option("--reason", default="", metavar="WHY", help="Why; needed but for --accept and --undo.")
@signing.by
@options.record
@options.as_json
def correct(
    mention: str | None,
    accept: bool,
    reject: bool,
    report: str | None,
    second: bool,
    undone: str | None,
    reason: str,
    by: str | None,
    path: str,
    as_json: bool,
    **given: Any,
) -> None:
    """Say of MENTION what it should be, and why. It holds at once, and after the report is coded anew; nothing said is ever lost.

    \b
    dateline correct 8d1692046a96 --type ASSAULT --reason "an attack, not a test"
    dateline correct 8d1692046a96 --actor "Antony Blinken" --recipient "North Korea=PRK" --reason "who did it"
    dateline correct 8d1692046a96 --accept
    dateline correct --missed REPORT --type CONSULT --trigger met --quote "who met in Nairobi" --actor Kenya --reason "missed"

    Of parties and numbers, what is given takes the place of all that was there. MENTION is an id that "dateline show" prints, or its first
    letters. What was said is taken back by its id, which "dateline corrections" lists, those of your second opinions "dateline review
    opinions".
    """
    import json

    from dateline.record.store import Store

    fields = {name.removesuffix("_"): value for name, value in given.items() if value}
    if not _is_one_thing(mention, accept, reject, report, undone, fields):
        raise click.UsageError("give a MENTION with --accept, --reject or fields, or --missed REPORT with fields, or --undo CORRECTION")
    if second and not mention:
        raise click.UsageError("--second goes with a MENTION")
    with Store.open(path, make=False) as store:
        if second:
            _give(store, mention or "", accept, reject, fields, signing.name(by), reason)
            return
        now = _say(store, mention, accept, reject, report, undone, fields, signing.name(by), reason)
        events = store.rows("SELECT event FROM members WHERE mention = ?", [now])
    event = events[0]["event"] if events else None
    if as_json:
        click.echo(json.dumps({"mention": now if event else None, "event": event}))
    elif undone:
        click.echo(f"{undone}: taken back")
    else:
        click.echo(f"{now}: of event {event}" if event else f"{now}: told no more")


def _is_one_thing(mention: str | None, accept: bool, reject: bool, report: str | None, undone: str | None, fields: dict[str, Any]) -> bool:
    """Whether the options say one thing, and of something."""
    if undone or report:
        return not (mention or accept or reject or (undone and (report or fields)))
    return bool(mention) and sum((accept, reject, bool(fields))) == 1


def _say(
    store: Store,
    mention: str | None,
    accept: bool,
    reject: bool,
    report: str | None,
    undone: str | None,
    fields: dict[str, Any],
    who: str,
    reason: str,
) -> str | None:
    """Say it; gives the id of the mention then."""
    from dateline.record import corrections
    from dateline.record.reviewing.history import undo

    if undone:
        undo(store, undone, who, reason)
        return None
    if report:
        return corrections.add(store, report, _taken(store, report, fields), who, reason)
    found = corrections.find(store, mention or "")
    name = str(found["mention"])
    if accept:
        return corrections.accept(store, name, who, reason)
    if reject:
        corrections.reject(store, name, who, reason)
        return name
    return corrections.correct(store, name, _taken(store, found["report"], fields), who, reason)


def _give(store: Store, mention: str, accept: bool, reject: bool, fields: dict[str, Any], who: str, reason: str) -> None:
    """Keep a second opinion."""
    from dateline.record.reviewing.opinions import coded, give

    kind = "accept" if accept else "reject" if reject else "correct"
    given = give(store, mention, kind, _taken(store, coded(store, mention)["report"], fields), who, reason)
    click.echo(f"{given}: kept as a second opinion; the record is as it was")


def _taken(store: Store, report: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Fields as a correction takes them; names are looked up as of the report's day."""
    from dateline.record.written import TAKE

    days = [row["published"] for row in store.rows("SELECT published FROM reports WHERE report = ? AND current", [report])]
    day = days[0] if days else None
    return {name: TAKE[name](value, day) if name in TAKE else value for name, value in fields.items()}
