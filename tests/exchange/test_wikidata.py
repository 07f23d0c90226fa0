"""An extract of Wikidata to registry rows."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import DataError
from dateline.exchange.wikidata import read_extract
from dateline.grounding.naming import roles


def item(identifier: str) -> dict[str, Any]:
    return {"datavalue": {"value": {"id": identifier}}}


def moment(day: str, precision: int) -> dict[str, Any]:
    return {"datavalue": {"value": {"time": f"+{day}T00:00:00Z", "precision": precision}}}


def entity(identifier: str, label: str, aliases: tuple[str, ...] = (), **claims: Any) -> dict[str, Any]:
    names = {"labels": {"en": {"value": label}}, "aliases": {"en": [{"value": a} for a in aliases]}}
    return {"id": identifier, **names, "claims": {key: [claim] for key, claim in claims.items()}}


COUNTRY = entity("Q1", "Aland", P298={"mainsnak": {"datavalue": {"value": "ALA"}}})
OFFICE = entity("Q2", "Minister for Foreign Affairs of Aland", P1001={"mainsnak": item("Q1")})
HELD = {"mainsnak": item("Q2"), "qualifiers": {"P580": [moment("2018-05-08", 11)], "P582": [moment("2020-06-00", 10)]}}
PERSON = entity("Q3", "Ana Ruiz", ("Ana Maria Ruiz", "Ruiz"), P31={"mainsnak": item("Q5")}, P39=HELD)
PRIVATE = entity("Q4", "Bo Berg", P31={"mainsnak": item("Q5")})
PARTY = entity(
    "Q6", "Aland Party", P31={"mainsnak": item("Q7278")}, P17={"mainsnak": item("Q1")}, P571={"mainsnak": moment("1990-00-00", 9)}
)


def test_people_with_their_terms_and_parties(tmp_path: Path) -> None:
    path = tmp_path / "extract.json.gz"
    lines = ["[", *(json.dumps(e) + "," for e in (PERSON, PARTY, PRIVATE, OFFICE, COUNTRY)), "]"]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    found = read_extract(str(path), roles.load())
    party, person = found.rows
    assert (person.id, person.name, person.aliases) == ("wikidata:Q3", "Ana Ruiz", "Ana Maria Ruiz")
    assert (person.country, person.sector, person.office) == ("ALA", "GOV", "minister")
    assert (person.valid_from, person.valid_to) == ("2018-05-08", "2020-06")
    assert (party.kind, party.country, party.sector, party.valid_from) == ("party", "ALA", "PTY", "1990")
    assert (found.people, found.parties, found.passed) == (1, 1, 1)


@pytest.mark.parametrize(("line", "fault"), [("{", "not JSON"), ("[1]", "no entity"), ('{"labels": {}}', "no entity")])
def test_a_broken_line_is_named(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "extract.json"
    path.write_text(f"{json.dumps(COUNTRY)}\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match=rf"extract\.json:2: {fault}"):
        read_extract(str(path), roles.load())
