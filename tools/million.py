"""Make a record of many events, as large as it is asked for, to see how fast it is to look things up in.

    python tools/million.py RECORD [--events 1000000] [--seed 0]

Reports, what they tell and the events that come of it are made up, written straight into the tables, and spread as news is: few
parties, types, places and publishers have most of it, and a few words are in every sentence. Every event is told by one report to a dozen.
The parties are the registry's states and people, the types the codebook's; places and words are made of syllables. The same seed gives the
same record.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Iterator
from importlib.resources import files
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from dateline.coding import codebook
from dateline.record import manifests
from dateline.record.store import Store

_SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ren",
    "to",
    "sha",
    "dor",
    "vel",
    "nu",
    "pra",
    "zin",
    "gol",
    "be",
    "tar",
    "ush",
    "an",
    "fe",
    "ril",
    "om",
    "du",
)
_SECTORS = ("GOV", "GOV", "GOV", "MIL", "MIL", "LEG", "JUD", "OPP", "CVL", "REB", "SPY", "ELI", "BUS", "MED")
_PLACES, _WORDS, _SOURCES, _DAYS = 8000, 30_000, 240, 5600
_BATCH = 100_000  # events that are written at once


def _named(count: int, chance: Random) -> list[str]:
    """Made-up words, each once, the shorter ones first."""
    words = ["".join(parts) for length in (2, 3, 4) for parts in product(_SYLLABLES, repeat=length)]
    chance.shuffle(words)
    return sorted(words[:count], key=len)


def _registry(name: str) -> Iterator[dict[str, str]]:
    with (files("dateline") / "data" / "registry" / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def _parties(chance: Random) -> list[dict[str, Any]]:
    """States, their offices and people, the states in a made-up order of how much is told of them."""
    states = [row for row in _registry("states.csv") if row["kind"] == "state"]
    chance.shuffle(states)
    found = []
    people = [row for row in _registry("people.csv") if row["country"]]
    for rank, state in enumerate(states):
        own = {"country": state["country"], "rank": rank}
        found.append({"text": state["name"], "sector": "", "entity": state["id"], **own})
        found += [{"text": f"{state['name']} {s.lower()} office", "sector": s, "entity": "", **own} for s in sorted(set(_SECTORS))]
        theirs = [p for p in people if p["country"] == state["country"]][:40]
        found += [{"text": p["name"], "sector": p["sector"], "entity": p["id"], **own} for p in theirs]
    return found


def _lists(store: Store, chance: Random) -> None:
    """What is picked from: each a passing table of numbered rows."""
    parties = _parties(chance)
    book = codebook.load()
    acts = [(t, m, s) for t in book.types for m, s in ([(None, t.score)] + [(mode.name, mode.score) for mode in t.modes])]
    countries = sorted({party["country"] for party in parties})
    tables: dict[str, list[dict[str, Any]]] = {
        "parties": [{"n": n, **party} for n, party in enumerate(parties)],
        "acts": [{"n": n, "type": t.type, "mode": m, "score": s, "verb": (m or t.type).lower()} for n, (t, m, s) in enumerate(acts)],
        "places": [
            {
                "n": n, "text": name.title(),
                "country": countries[int(len(countries) * chance.random() ** 2)] if chance.random() < 0.95 else "",
                "lat": round(chance.uniform(-50, 65), 3), "lon": round(chance.uniform(-120, 150), 3),
                "precision": chance.choice(("city", "city", "admin1", "site")),
            }
            for n, name in enumerate(_named(_PLACES, chance))
        ],
        "words": [{"n": n, "word": word} for n, word in enumerate(_named(_WORDS, chance))],
    }  # fmt: skip
    shapes = {
        "parties": "n INTEGER, text VARCHAR, sector VARCHAR, entity VARCHAR, country VARCHAR, rank INTEGER",
        "acts": "n INTEGER, type VARCHAR, mode VARCHAR, score DOUBLE, verb VARCHAR",
        "places": "n INTEGER, text VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE, precision VARCHAR",
        "words": "n INTEGER, word VARCHAR",
    }
    for name, rows in tables.items():
        store.execute(f"CREATE TEMP TABLE of_{name} ({shapes[name]}, PRIMARY KEY (n))")
        store.insert(f"of_{name}", rows)
    for name in ("parties", "acts", "places"):
        store.execute(f"CREATE TEMP TABLE all_{name} AS SELECT list(p ORDER BY n) AS many FROM of_{name} p")
    store.execute("CREATE TEMP TABLE all_words AS SELECT list(word ORDER BY n) AS many FROM of_words")


def _macros(store: Store, seed: int) -> None:
    store.execute(f"CREATE TEMP MACRO chance(n, salt) AS (hash(n, salt, {seed}) % 1000003) / 1000003.0")
    store.execute("CREATE TEMP MACRO pick(many, n, salt, bent) AS many[1 + floor(len(many) * pow(chance(n, salt), bent))::INTEGER]")


_MADE = f"""
    CREATE OR REPLACE TEMP TABLE made AS
    WITH picked AS (
        SELECT n, pick(acts.many, n, 'act', 1.6) AS act, pick(parties.many, n, 'actor', 3.0) AS actor,
               pick(parties.many, n, 'recipient', 3.0) AS recipient, pick(places.many, n, 'place', 3.0) AS place,
               pick(parties.many, n, 'says', 2.0) AS says,
               DATE '2010-01-01' + floor({_DAYS} * sqrt(chance(n, 'day')))::INTEGER AS day,
               chance(n, 'recipient?') < 0.75 AS aimed, chance(n, 'place?') < 0.6 AS placed, chance(n, 'says?') < 0.3 AS said,
               chance(n, 'day?') < 0.85 AS dated, chance(n, 'long?') < 0.05 AS long,
               1 + floor(12 * pow(chance(n, 'told'), 9))::INTEGER AS told
        FROM range($begin, $end) t (n), all_acts acts, all_parties parties, all_places places
    )
    SELECT *, CASE WHEN long THEN day + 20 ELSE day END AS last_day,
           CASE WHEN chance(n, 'real') < 0.8 THEN 'occurred' WHEN chance(n, 'real') < 0.92 THEN 'future'
                   WHEN chance(n, 'real') < 0.97 THEN 'hypothetical' ELSE 'negated' END AS factuality
    FROM picked
"""
_TOLD = f"""
    CREATE OR REPLACE TEMP TABLE told AS
    SELECT m.*, k, left(md5(concat_ws('-', n, k)), 12) AS mention, day + floor(3 * pow(chance(n * 16 + k, 'lag'), 2))::INTEGER AS published,
           'Source ' || floor({_SOURCES} * pow(chance(n * 16 + k, 'source'), 3))::INTEGER AS source,
           round(0.45 + 0.54 * sqrt(chance(n * 16 + k, 'sure')), 3) AS confidence,
           actor.text || ' said to ' || act.verb || CASE WHEN aimed THEN ' ' || recipient.text ELSE '' END
           || CASE WHEN placed THEN ' in ' || place.text ELSE '' END || ', '
           || array_to_string(list_transform(range(14), lambda w: pick(words.many, n * 16 + k, w, 4.0)), ' ') || '.' AS sentence
    FROM made m, range(told) r (k), all_words words
"""
_PLACED = """
    CREATE OR REPLACE TEMP TABLE placed AS
    WITH numbered AS (SELECT *, (row_number() OVER (PARTITION BY source, published ORDER BY mention) - 1) // 4 AS page FROM told),
    named AS (
        SELECT *, 'https://' || replace(lower(source), ' ', '') || '.example/' || published || '/' || $begin || '/' || page AS report
        FROM numbered
    )
    SELECT *, left(md5(report), 12) AS version, coalesce(sum(length(sentence) + 1) OVER before, 0)::INTEGER AS begins_at
    FROM named WINDOW before AS (PARTITION BY report ORDER BY mention ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
"""
_PARTY = "{{'text': {0}.text, 'country': {0}.country, 'sector': {0}.sector, 'entity': {0}.entity{1}}}"
_PLACE = """
    CASE WHEN placed THEN {'text': place.text, 'country': place.country, 'admin1': '', 'lat': place.lat, 'lon': place.lon, 'geonames': '',
                           'kind': 'city', 'precision': place.precision} END
"""
_SPANNED = ", 'start': begins_at, 'stop': begins_at + 1"
_ROWS = {
    "reports": """
        SELECT report, version, true, any_value(published), any_value(source), 'News of ' || any_value(published), report,
               string_agg(sentence, ' ' ORDER BY mention), [], TIMESTAMP '2026-01-01' FROM placed GROUP BY report, version
    """,
    "mentions": f"""
        SELECT mention, report, version, act.type, act.mode, factuality,
               {{'start': begins_at + length(actor.text) + 9, 'stop': begins_at + length(actor.text) + 9 + length(act.verb)}},
               {{'start': begins_at, 'stop': begins_at + length(sentence)}}, [], [], [{_PARTY.format("actor", _SPANNED)}],
               CASE WHEN aimed THEN [{_PARTY.format("recipient", _SPANNED)}] ELSE [] END,
               CASE WHEN said THEN {_PARTY.format("says", _SPANNED)} END,
               CASE WHEN dated THEN {{'from': day, 'to': last_day, 'text': '', 'granularity': 'day', 'zone': ''}} END,
               {_PLACE}, [], [], confidence, act.score, [{{'stage': 'made', 'text': 'up'}}]
        FROM placed
    """,
    "members": "SELECT mention, first(mention) OVER (PARTITION BY n ORDER BY published, report, begins_at, mention) FROM placed",
    "events": f"""
        SELECT arg_min(mention, (published, report, begins_at, mention)), any_value(act.type), any_value(act.mode), any_value(factuality),
               CASE WHEN any_value(dated) THEN any_value(day) END,
               CASE WHEN any_value(dated) THEN any_value(last_day) END,
               any_value([{_PARTY.format("actor", "")}]), any_value(CASE WHEN aimed THEN [{_PARTY.format("recipient", "")}] ELSE [] END),
               any_value({_PLACE}), [], [], any_value(act.score), max(confidence), min(published), count(*), count(DISTINCT source)
        FROM placed GROUP BY n
    """,
    "blocks": """
        SELECT key, mention, begins, ends FROM (
            SELECT unnest(list_distinct([act.type || ' ' || actor.country]
                   || CASE WHEN aimed THEN [act.type || ' ' || recipient.country] ELSE [] END)) AS key, mention,
                   CASE WHEN dated THEN day ELSE published - 7 END AS begins,
                   CASE WHEN dated THEN last_day ELSE published END AS ends FROM placed)
    """,
    "sketches": "SELECT DISTINCT report, [] FROM placed",
    "coded": "SELECT DISTINCT report, version, '' FROM placed",
}


def make(store: Store, events: int, seed: int = 0) -> Iterator[int]:
    """Fill an empty record with so many events; gives how many there are, after each batch."""
    _lists(store, Random(seed))
    _macros(store, seed)
    store.insert("merged_by", [{"rules": manifests.rules()}])
    for begin in range(0, events, _BATCH):
        bounds = {"begin": begin, "end": min(begin + _BATCH, events)}
        with store.step():
            store.execute(_MADE, bounds)
            store.execute(_TOLD)
            store.execute(_PLACED, {"begin": begin})
            for table, rows in _ROWS.items():
                store.execute(f"INSERT INTO {table} {rows}")
        yield bounds["end"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("record", type=Path)
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    if chosen.record.exists():
        options.error(f"{chosen.record} is there already")
    began = time.monotonic()
    with Store.open(chosen.record) as store:
        for done in make(store, chosen.events, chosen.seed):
            print(f"\r{done:,} events, {time.monotonic() - began:.0f} s", end="", flush=True)
    print(f"\n{chosen.record}: {chosen.record.stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
