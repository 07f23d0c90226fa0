"""``dateline manifest``: what a record was made with."""

from __future__ import annotations

import click

from dateline.cli import options
from dateline.display import counted


@click.command(short_help="Tell what coded the reports of a record, and what merged them.")
@options.record
@options.as_json
def manifest(path: str, as_json: bool) -> None:
    """Tell what coded the reports of a record as they are now: version and settings of the coder, and hashes of its code, codebook,
    lexicon, registry (with your own files), gazetteer and model; for each manifest, how many reports it coded.

    "dateline recode" codes all of them with what is installed now.
    """
    import json

    from dateline.record import manifests
    from dateline.record.store import Store

    with Store.open(path, write=False) as store:
        told = manifests.told(store)
        rules = [row["rules"] for row in store.rows("SELECT rules FROM merged_by ORDER BY rules")]
    if as_json:
        for row in told:
            click.echo(json.dumps(row | {"merged_by": rules}))
        return
    for row in told:
        name = f"manifest {row['manifest']}" if row["manifest"] else "coded before manifests were kept"
        click.echo(f"{name}: {counted(row['reports'], 'report')}")
        for part, value in (row["parts"] or {}).items():
            click.echo(f"  {part:12}{value}")
    click.echo(f"merged by rules {', '.join(name or 'before they were kept' for name in rules) or 'not yet'}")
