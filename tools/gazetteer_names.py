"""Which of a place's many names the gazetteer keeps: those that an English text may use."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from dateline.grounding.where.gazetteer import key
from gazetteer_sources import Place

STATES = Path(__file__).parent.parent / "src/dateline/data/registry/states.csv"
OWN = Path(__file__).parent / "gazetteer_names.csv"

# Written in Latin letters and with a capital: romanisations of other scripts' spellings come in lower case.
_LATIN = re.compile(r"[A-ZÀ-ÞĀ-ɏḀ-ỿ'‘’ʻʼ`][A-Za-zÀ-ɏḀ-ỿ'‘’ʻʼ`\-. ]{2,}")
_CODE = re.compile(r"[A-Z]{3,4}")
# A division's rank in its full name; its bare name is a name as well.
_RANK = re.compile(
    r" (County|Parish|Province|Provincia|Governorate|Oblast|Region|District|Prefecture|Department|Municipality|State|Canton|Rayon|Raion"
    r"|Division|Voivodeship|Krai|Sheng|Borough|Kommune|Kommun|Regency|Wilaya|Muhafazah|Emirate)$"
    r"|^(Provincia de|Departamento de|Departamento del|State of|Republic of|Estado de|Province of|Muḩāfaz̧at|Shahrestān-e|Ostān-e|Wilāyat"
    r"|Département de|Region of|County of|Wilaya de|Powiat|Landkreis|Provincia di|Distrito de|Kabupaten|Kota) "
)
_ARTICLE = re.compile(r"(?:al|el|an|ar|as|ash|at|az|ad|adh|ath) (?=\w{4})")
MOST_WORDS = 8
_LATIN_SCRIPT_ABROAD = 10_000
_ANY_NAME = 100_000


class Names:
    """The names to keep of a set of places."""

    def __init__(self, places: Iterable[Place], scripts: Mapping[str, str]) -> None:
        """Names of places.

        Args:
            places: all of them, since a name that another place bears as its own is kept with care.
            scripts: the first official language of each country, alpha-2 to language code.
        """
        self._language = scripts
        self._own = read_own()
        self._bearers: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            self._bearers[key(place.name)].append(place)

    def others(self, place: Place) -> tuple[set[str], set[str]]:
        """The other names that a text may use, as keys: those in common use, which rank as the place's own name does, and the rest."""
        own = key(place.name)
        common = {key(name) for name in self._own.get(str(place.geonames), ())}
        if place.code:
            common |= {key(name) for name in self._own.get(place.code, ())}
        if place.kind in ("admin1", "admin2"):
            common |= {key(_RANK.sub("", name)) for name in (place.name, *place.others) if _LATIN.fullmatch(name)}
        rest = {key(name) for name in place.others if self._wanted(place, own, name)}
        if self._language.get(place.country, "") in _ARABIC:
            rest |= {_ARTICLE.sub("", name, count=1) for name in (own, *rest, *common) if _ARTICLE.match(name)}
            rest |= {name[:-1] for name in (own, *rest) if name.endswith("ah") and len(name) > 4}
        common = {name for name in common if 0 < len(name.split()) <= MOST_WORDS} - {own}
        rest = {name for name in rest if 0 < len(name.split()) <= MOST_WORDS and self._free(place, name)} - {own}
        return common, rest - common

    def _wanted(self, place: Place, own: str, name: str) -> bool:
        if not _LATIN.fullmatch(name) or _CODE.fullmatch(name):
            return False
        if place.kind in ("country", "admin1", "region", "continent") or place.population >= _ANY_NAME:
            return True
        foreign = self._language.get(place.country, "") in _OTHER_SCRIPTS
        return (foreign or place.population >= _LATIN_SCRIPT_ABROAD) and alike(own, key(name))

    def _free(self, place: Place, name: str) -> bool:
        """Whether no other place has the better claim to a name."""
        rivals = [r for r in self._bearers.get(name, ()) if r.country != place.country]
        return all(place.population >= 10 * rival.population and place.population >= _ANY_NAME for rival in rivals)


@cache
def read_own() -> dict[str, list[str]]:
    """Our own list of names in common use, by GeoNames id or ISO 3166 code, and the registry's names of states."""
    found: dict[str, list[str]] = defaultdict(list)
    with STATES.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["id"] == row["country"]:
                found[row["id"]] += [row["name"], *row["aliases"].split("|")]
    with OWN.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found[row["place"]] += row["names"].split("|")
    return dict(found)


def alike(name: str, other: str) -> bool:
    """Whether two keys may be spellings of one name: their consonants agree, roughly.

    >>> alike("al hudaydah", "hodeidah"), alike("mashhad", "alexandria")
    (True, False)
    """
    return SequenceMatcher(None, bones(name), bones(other), autojunk=False).ratio() >= 0.75


def bones(name: str) -> str:
    """The consonants of a key, each sound by one letter."""
    plain = _ARTICLE.sub("", name, count=1).translate(_SOUNDS)
    return re.sub(r"(.)\1+", r"\1", plain)


_SOUNDS = str.maketrans({**dict.fromkeys("aeiouyw ", ""), "c": "k", "q": "k", "z": "s", "v": "b", "j": "g"})
_ARABIC = frozenset({"ar", "fa", "ps", "ur", "ku", "ug", "ti", "so"})
_OTHER_SCRIPTS = _ARABIC | frozenset(
    "am be bg bn dv dz el he hi hy ja ka kk km ko ky lo mk mn my ne ru si sr ta te tg th uk zh cmn".split()
)
