"""``dateline registry``: find names, add one's own, check the rows, take people from Wikidata."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import options
from dateline.display import counted

if TYPE_CHECKING:
    from rich.console import Console

    from dateline.grounding.naming.checking import Contradiction, Finding
    from dateline.grounding.naming.entities import Entity, Registry
    from dateline.grounding.naming.registry import Line

_SINCE = date(1990, 1, 1)


@click.group(short_help="Find, add and check the names that Dateline knows.")
def registry() -> None:
    """The registry: who is who, with what each was on which days.

    Rows of your own stand in CSV files beside Dateline's; name them with --registry, or in the environment variable
    DATELINE_REGISTRY, in every command that codes or resolves.
    """


@registry.command(short_help="List the entities of a name.")
@click.argument("text")
@click.option("--date", "day", type=options.Day(), metavar="YYYY-MM-DD", help="Only what holds on that day.")
@options.as_json
@options.registry
def find(text: str, day: date | None, as_json: bool, registry: tuple[str, ...]) -> None:
    """List the entities of which a name contains TEXT (capitals and accents do not matter), with all that they were."""
    from dateline.cli.output import end, output
    from dateline.cli.tables import console
    from dateline.exchange.native import as_line
    from dateline.grounding.naming.registry import load

    found = _matching(load(registry), text, day)
    with output() as out:
        if as_json:
            out.writelines(as_line(row) + "\n" for entity, names in found for row in _records(entity, names, day))
        elif found:
            _entities(console(out), found, day)
        else:
            out.write(f"no name contains {text!r}{f' on {day}' if day else ''}\n")
    end(not found)


@registry.command(short_help="Add a row to a registry file of yours.")
@click.argument("file")
@click.option("--name", required=True, help="The name, as papers write it.")
@click.option("--kind", required=True, help="person, body, group, party, igo, ngo, media, company, union, church, seat, demonym or state.")
@click.option("--country", default="", metavar="CODE", help="ISO3, or UNO, EUR, IGO, NGO, MNC, ISM, IMG.")
@click.option("--sector", default="", metavar="CODE", help="PLOVER's: GOV, MIL, REB ...")
@click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another way to write it; may be given again.")
@click.option("--office", default="", help="What a person held or led.")
@click.option("--from", "start", default="", metavar="DATE", help="First day: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--to", "finish", default="", metavar="DATE", help="The day after the last.")
@click.option("--source", required=True, help="Who says so.")
@click.option("--id", "identifier", default="", help="Identifier of an entity, to add a term to it.  [default: made from the name]")
def add(file: str, name: str, kind: str, aliases: tuple[str, ...], start: str, finish: str, identifier: str, **codes: str) -> None:
    """Add one row to FILE, which is made if there is none. A row that breaks the registry's rules is refused."""
    from dateline.grounding.naming import ownrows
    from dateline.grounding.naming.entities import KINDS
    from dateline.grounding.naming.registry import Line

    if kind not in KINDS:
        raise click.UsageError(f"no kind {kind!r}; the kinds are {', '.join(sorted(KINDS))}")
    known = identifier or ownrows.identify(kind, name)
    row = Line(known, name, "|".join(aliases), kind, valid_from=start, valid_to=finish, **codes)
    _refuse(row)
    added = ownrows.add(file, [row])
    click.echo(f"{file}: {row.id} added" if added else f"{file}: has that row already")


@registry.command(short_help="Check the rows: codes, terms, gaps, overlaps.")
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--against", metavar="CSV", help="A list of leaders (columns iso3, leader, start, end) to compare terms with.")
@click.option(
    "--since", type=options.Day(), default=_SINCE, metavar="YYYY-MM-DD", help="Compare terms that ended after.  [default: 1990-01-01]"
)
@click.option("--errors", is_flag=True, help="Only what breaks the rules; not what may be right.")
@options.as_json
def check(files: tuple[str, ...], against: str | None, since: date, errors: bool, as_json: bool) -> None:
    """Check Dateline's rows, or those of FILEs of yours beside them.

    Errors break the registry's rules: unknown codes, terms that end before they begin or that one person holds twice at once, no
    source. Warnings are to be looked at: two holders of one office at once, an office empty for months, one name for two. The exit
    status is 1 if there are errors.
    """
    from dateline.cli.output import end, output
    from dateline.cli.tables import console
    from dateline.exchange.native import as_line
    from dateline.grounding.naming import checking
    from dateline.grounding.naming.registry import load

    known = load(files)
    found = [f for f in checking.by_severity(checking.check(known, frozenset(files) or None)) if f.severity == "error" or not errors]
    against_ = list(checking.contradictions(known, against, since)) if against else []
    with output() as out:
        if as_json:
            out.writelines(as_line(_finding(f)) + "\n" for f in found)
            out.writelines(as_line(_contradiction(c)) + "\n" for c in against_)
        else:
            _report(console(out), found, against_, against)
    end(sum(f.severity == "error" for f in found))


@registry.command("import-wikidata", short_help="Take people and parties from a Wikidata extract.")
@click.argument("extract")
@click.argument("file")
def import_wikidata(extract: str, file: str) -> None:
    """Add the people (with the offices they held) and parties of EXTRACT to the registry file FILE.

    EXTRACT is Wikidata's JSON, one entity a line, plain, .gz or .bz2, as its dumps are or as a tool such as wikibase-dump-filter cuts
    out of them: people, the offices that they held, and the countries of those.
    """
    from dateline.exchange.wikidata import read_extract
    from dateline.grounding.naming import ownrows
    from dateline.grounding.naming.roles import load

    found = read_extract(extract, load())
    added = ownrows.add(file, found.rows)
    told = f"{found.people:,} people and {found.parties:,} parties; {found.passed:,} people without a known office"
    click.echo(f"{file}: {counted(added, 'row')} added, of {told}")


# ---------------------------------------------------------------------------------------------------------------------


def _refuse(row: Line) -> None:
    """End with wrong usage where a row breaks the rules that the check knows."""
    from dateline.errors import DataError
    from dateline.grounding.naming.checking import check as findings
    from dateline.grounding.naming.registry import build

    try:
        faults = [f.message for f in findings(build([("the row", row)])) if f.severity == "error"]
    except DataError as error:
        faults = [str(error)]
    if faults:
        raise click.UsageError("; ".join(faults))


def _matching(known: Registry, text: str, day: date | None) -> list[tuple[Entity, list[str]]]:
    """The entities of which a name contains a text, with their names."""
    from dateline.grounding.naming.entities import unaccented

    wanted = unaccented(text).lower()
    names: dict[str, tuple[Entity, list[str]]] = {}
    for alias, entities in known.aliases():
        for entity in entities:
            names.setdefault(f"{entity.kind}:{entity.id}:{entity.name}", (entity, []))[1].append(alias)
    found = [(e, sorted(n)) for e, n in names.values() if any(wanted in unaccented(a).lower() for a in n)]
    held = [(e, n) for e, n in found if day is None or any(row.holds(day) for row in e.rows)]
    return sorted(held, key=lambda pair: (min(len(a) for a in pair[1] if wanted in unaccented(a).lower()), pair[0].name))


def _records(entity: Entity, names: list[str], day: date | None) -> list[dict[str, Any]]:
    return [
        {
            "id": entity.id,
            "name": entity.name,
            "names": names,
            "kind": entity.kind,
            "country": row.country,
            "sector": row.sector,
            "office": row.office,
            "valid_from": row.valid_from.isoformat() if row.valid_from else None,
            "valid_to": row.valid_to.isoformat() if row.valid_to else None,
            "source": row.source,
            "where": row.where,
        }
        for row in entity.rows
        if day is None or row.holds(day)
    ]


def _entities(page: Console, found: list[tuple[Entity, list[str]]], day: date | None) -> None:
    from dateline.cli.tables import Column, table

    columns = (
        Column("Name", share=3),
        Column("Kind", 8),
        Column("Codes", 8, style="cyan"),
        Column("Office", share=3),
        Column("Term", 24),
        Column("Source", share=2, style="dim"),
    )
    rows = []
    for entity, names in found:
        for n, row in enumerate(_records(entity, names, day)):
            term = f"{row['valid_from'] or ''}..{row['valid_to'] or ''}" if row["valid_from"] or row["valid_to"] else ""
            codes = " ".join(filter(None, (row["country"], row["sector"])))
            rows.append((entity.name if n == 0 else "", entity.kind if n == 0 else "", codes, row["office"], term, row["source"]))
    page.print(table(columns, rows))


def _finding(finding: Finding) -> dict[str, str]:
    return {"severity": finding.severity, "check": finding.check, "where": finding.where, "message": finding.message}


def _contradiction(found: Contradiction) -> dict[str, Any]:
    codes = {"country": found.country, "leader": found.leader, "theirs": found.theirs, "ours": found.ours, "days": found.days}
    return {"severity": "warning", "check": "against", **codes}


def _report(page: Console, found: list[Finding], against: list[Contradiction], path: str | None) -> None:
    from dateline.cli.tables import Column, table

    for finding in found:
        page.print(f"{finding.where}: {finding.severity}: {finding.message} ({finding.check})", soft_wrap=True)
    if against:
        columns = (Column("Country", 7), Column("Leader", share=2), Column("Theirs", 24), Column("Ours", share=4), Column("Days", 6))
        rows = [(c.country, c.leader, c.theirs, c.ours or "none", "" if c.days is None else str(c.days)) for c in against]
        page.print(table(columns, rows))
    count = sum(f.severity == "error" for f in found)
    told = f"{counted(count, 'error')}, {counted(len(found) - count, 'warning')}"
    page.print(told + (f"; {counted(len(against), 'term')} that differ{'s' if len(against) == 1 else ''} from {path}" if path else ""))
