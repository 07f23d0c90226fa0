"""Codes to other layouts' codes: complete over our own, and as the published tables have them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping

import pytest

from dateline.coding import codebook
from dateline.exchange import crosswalks
from dateline.exchange.layouts import rows
from dateline.grounding.where.gazetteer import PRECISION
from dateline.model import INTERNATIONAL

from .conftest import SHARED

ACTS = [(entry.type, mode) for entry in codebook.load().types for mode in ("", *(m.name for m in entry.modes))]
published = pytest.mark.skipif(not SHARED.is_dir(), reason="the published tables lie in ../shared")

# Where we give another code than PLOVER's own table of CAMEO codes would lead back from, and why.
OTHERWISE = {
    ("SANCTION", ""): "sanctions and embargoes, which the codebook has under SANCTION and that table under COERCE",
    ("SANCTION", "convict"): "a verdict, which CAMEO has among accusations",
    ("RETREAT", ""): "CAMEO yields under one root, which PLOVER parts in two",
    ("RETREAT", "resign"): "as above",
}


def read(name: str) -> list[Mapping[str, str]]:
    with (SHARED / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(("type_", "mode"), ACTS)
def test_every_act_has_a_code_with_words_and_a_value_on_goldsteins_scale(type_: str, mode: str) -> None:
    act = crosswalks.cameo(type_, mode)
    assert act.label
    assert -10 <= act.goldstein <= 10
    assert act.code.isdigit()
    assert 3 <= len(act.code) <= 4


def test_the_table_has_each_act_of_the_codebook_once_and_no_other() -> None:
    listed = [(row["type"], row["mode"]) for row in rows("crosswalks", "plover_cameo.csv")]
    assert sorted(listed) == sorted(ACTS)


@pytest.mark.parametrize(("code", "quad"), [("057", 1), ("060", 2), ("0874", 2), ("090", 3), ("138", 3), ("141", 4), ("203", 4)])
def test_quad_class_is_that_of_the_root(code: str, quad: int) -> None:
    assert crosswalks.Cameo(code, "", 0.0).quad == quad


@published
def test_codes_lead_back_to_the_type_by_the_published_table() -> None:
    back = defaultdict(set)
    for row in read("cameo_to_plover.csv"):
        back[row["cameo"]].add(row["type"])
    codes = {act: crosswalks.cameo(*act).code for act in ACTS}
    assert {act for act, code in codes.items() if code in back and act[0] not in back[code]} == set(OTHERWISE)


@published
def test_numbers_and_fips_codes_are_those_published() -> None:
    wrong = [
        (row["iso3c"], row["fips"], known.fips)
        for row in read("country_codes.csv")
        if (known := crosswalks.country(row["iso3c"])).iso3
        and row["iso3c"] not in ("CZE", "DEU", "SRB", "VNM", "YEM")  # whose numbers there are of former states
        and ((row["fips"] and row["fips"] != known.fips) or (row["cown"] and row["cown"] != known.cow))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("iso3", "fips", "numeric", "gw", "ucdp"),
    [
        ("PRK", "KN", "408", "731", "Asia"),
        ("DEU", "GM", "276", "260", "Europe"),
        ("VNM", "VM", "704", "816", "Asia"),
        ("SSD", "OD", "728", "626", "Africa"),
        ("KOS", "KV", "", "347", "Europe"),
        ("EGY", "EG", "818", "651", "Middle East"),
        ("UNO", "", "", "", ""),
    ],
)
def test_countries(iso3: str, fips: str, numeric: str, gw: str, ucdp: str) -> None:
    known = crosswalks.country(iso3)
    assert (known.fips, known.numeric, known.gw, known.ucdp) == (fips, numeric, gw, ucdp)


def test_every_country_of_the_registry_is_there() -> None:
    assert {row["iso3"] for row in rows("crosswalks", "countries.csv")} == {row["iso3"] for row in rows("registry", "codes.csv")}


def test_every_code_in_a_countrys_place_is_there() -> None:
    assert all(crosswalks.body(code) for code in INTERNATIONAL)


def test_every_kind_of_place_is_there() -> None:
    assert sorted(row["kind"] for row in rows("crosswalks", "kinds.csv")) == sorted(PRECISION)


def test_every_sector_of_the_registry_stands_on_a_side() -> None:
    used = {row["sector"] for file in ("bodies", "organizations", "people", "people-ministers") for row in rows("registry", f"{file}.csv")}
    assert [sector for sector in sorted(used) if not crosswalks.sector(sector).side] == []


@pytest.mark.parametrize(
    ("type_", "mode", "whom", "event"),
    [
        ("ASSAULT", "firearms", "civilian", "Violence against civilians"),
        ("ASSAULT", "firearms", "armed", "Battles"),
        ("ASSAULT", "firearms", "state", "Battles"),
        ("ASSAULT", "firearms", "", ""),
        ("ASSAULT", "aerial", "civilian", "Explosions/Remote violence"),
        ("PROTEST", "riot", "state", "Riots"),
        ("COERCE", "arrest", "", "Strategic developments"),
    ],
)
def test_acleds_event_type(type_: str, mode: str, whom: str, event: str) -> None:
    category = crosswalks.category(type_, mode, whom)
    assert category is not None
    assert category.event == event


@pytest.mark.parametrize(("type_", "mode"), [("ACCUSE", None), ("AID", None), ("MOBILIZE", "weapons-test"), ("PROTEST", "boycott")])
def test_what_acled_does_not_collect(type_: str, mode: str | None) -> None:
    assert crosswalks.category(type_, mode, "") is None


def test_acleds_table_names_acts_of_the_codebook() -> None:
    assert {(row["type"], row["mode"]) for row in rows("crosswalks", "acled.csv")} <= set(ACTS)
