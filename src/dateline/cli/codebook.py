"""``dateline codebook``: what each type and mode means, and the words that are coded as it."""

from __future__ import annotations

from dataclasses import asdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import options

if TYPE_CHECKING:
    from rich.console import Console

    from dateline.coding.codebook import Codebook, Mode, TypeEntry


@click.command(short_help="Print the codebook, or one type of it.")
@click.argument("type_", metavar="[TYPE]", required=False)
@options.as_json
def codebook(type_: str | None, as_json: bool) -> None:
    """Print the codebook: all types, or one TYPE with its modes, neighbours, examples and the words coded as it."""
    from dateline.cli.output import output
    from dateline.cli.tables import console
    from dateline.coding.codebook import load
    from dateline.exchange.native import as_line

    book = load()
    chosen = [_named(book, type_)] if type_ else list(book.values())
    with output() as out:
        if as_json:
            out.writelines(as_line(_record(entry)) + "\n" for entry in chosen)
        elif type_:
            _page(console(out), chosen[0])
        else:
            _overview(console(out), book)


def _named(book: Codebook, name: str) -> TypeEntry:
    if entry := book.get(name.upper()):
        return entry
    close = get_close_matches(name.upper(), book, 3)
    raise click.UsageError(f"no type {name!r}; " + (f"did you mean {' or '.join(close)}?" if close else f"the types are {', '.join(book)}"))


def _record(entry: TypeEntry) -> dict[str, Any]:
    record = asdict(entry)
    record["class"] = record.pop("class_")
    order = ("type", "class", "score", "definition", "modes", "neighbours", "yes", "no")
    return {key: record[key] for key in order} | {"entries": [{"mode": mode, "patterns": lines} for mode, lines in _entries(entry.type)]}


def _entries(type_: str) -> list[tuple[str | None, list[str]]]:
    """The lexicon's lines for a type, by mode; those of no mode first."""
    from dateline.coding.lexicon import load

    by_mode: dict[str | None, list[str]] = {}
    for group in load().groups:
        if group.type == type_:
            by_mode.setdefault(group.mode, []).extend(entry.pattern for entry in group.entries)
    return [(mode, list(dict.fromkeys(by_mode[mode]))) for mode in sorted(by_mode, key=lambda mode: mode or "")]


def _overview(page: Console, book: Codebook) -> None:
    from dateline.cli.tables import Column, table

    rows = [(e.type, f"{e.score:+.1f}", e.class_, ", ".join(mode.name for mode in e.modes) or "-") for e in book.values()]
    page.print(table([Column("Type", 10, style="bold cyan"), Column("Score", 5), Column("Class", 20), Column("Modes")], rows))
    page.print()
    _paragraph(page, "Contexts", ", ".join(context.name for context in book.contexts))
    _paragraph(page, "More", "dateline codebook TYPE: definitions, neighbours, examples and words")


def _page(page: Console, entry: TypeEntry) -> None:
    from dateline.cli.tables import Column, table

    page.print()
    _paragraph(page, f"{entry.type}  {entry.score:+.1f}  {entry.class_}", entry.definition)
    _examples(page, entry, "no event")
    if entry.neighbours:
        page.print(table([Column("Neighbour", 10, style="cyan"), Column("What decides")], [(n.type, n.rule) for n in entry.neighbours]))
        page.print()
    for mode in entry.modes:
        _paragraph(page, f"{entry.type}/{mode.name}  {mode.score:+.1f}", mode.definition)
        _examples(page, mode, "not this mode")
    rows = [(mode or "-", "; ".join(lines)) for mode, lines in _entries(entry.type)]
    page.print(table([Column("Mode", 14, style="cyan"), Column("Words coded so")], rows))


def _examples(page: Console, entry: TypeEntry | Mode, otherwise: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    lines = [Text.assemble(("yes  ", "green"), text) for text in entry.yes]
    lines += [Text.assemble(("no   ", "red"), example.text, (f"  ({example.instead or otherwise})", "dim")) for example in entry.no]
    for line in lines:
        page.print(Padding(line, (0, 0, 0, 2)))
    page.print()


def _paragraph(page: Console, title: str, text: str) -> None:
    from rich.text import Text

    page.print(Text.assemble((title, "bold cyan"), "\n", text))
