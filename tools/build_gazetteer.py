"""Build ``src/dateline/data/gazetteer/places.npz`` from GeoNames.

Run by ``make gazetteer``; the result is committed, so that an installed Dateline needs no package, index or download. GeoNames is licensed
CC BY 4.0; the attribution stands in NOTICE. The same sources give the same bytes. What the columns mean: ``docs/lexicon.md``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from dateline.grounding.where.gazetteer import PRECISION, key
from gazetteer_names import MOST_WORDS, Names, read_own
from gazetteer_sources import Place, Sources, fetch

ROOT = Path(__file__).parent.parent
WHEELS = ROOT / ".cache/gazetteer"
TARGET = ROOT / "src/dateline/data/gazetteer/places.npz"
KINDS = sorted(PRECISION)


def main() -> None:
    WHEELS.mkdir(parents=True, exist_ok=True)
    fetch(WHEELS)
    sources = Sources(WHEELS)
    usual = sources.division_names(read_own())
    places = unique([*sources.countries(), *sources.divisions(), *sources.cities(), *sources.areas()], usual)
    content = columns(places, Names(places, sources.languages()), usual, sources.iso3)
    write(TARGET, content)
    print(f"{len(places)} places, {content['aliases'].tobytes().count(10)} other names, {TARGET.stat().st_size} bytes")


def unique(places: Iterable[Place], usual: Mapping[tuple[str, str], str]) -> list[Place]:
    """Each GeoNames row once, under the first kind it came as and divisions under their usual name, in the order of the keys."""
    first: dict[int, Place] = {}
    for place in places:
        if place.kind == "admin1":
            place.others.append(place.name)
            place.name = usual[place.country, place.admin1]
        if place.kind == "place":
            place.kind = "quarter"
        if 0 < len(key(place.name).split()) <= MOST_WORDS:
            first.setdefault(place.geonames, place)
    return sorted(first.values(), key=lambda p: (key(p.name).encode(), p.country, p.geonames))


def columns(places: Sequence[Place], names: Names, usual: Mapping[tuple[str, str], str], iso3: Mapping[str, str]) -> dict[str, np.ndarray]:
    """The columns of the file, each number as its bytes, lowest first."""
    held = sorted({(p.country, p.admin1) for p in places})
    line = {division: n for n, division in enumerate(held)}
    keys = [key(p.name) for p in places]
    others = []
    for n, place in enumerate(places):
        common, rest = names.others(place)
        others += [(name.encode(), 2 * n + 1) for name in common] + [(name.encode(), 2 * n) for name in rest]
    others.sort()
    return {
        "keys": text(keys),
        "names": text("" if p.name == k.title() else p.name for p, k in zip(places, keys, strict=True)),
        "aliases": text(alias.decode() for alias, _ in others),
        "bearers": planes([n for _, n in others]),
        "latitude": planes([round((p.latitude + 90) * 1000) for p in places]),
        "longitude": planes([round((p.longitude + 180) * 1000) for p in places]),
        "population": planes([p.population for p in places]),
        "geonames": planes([p.geonames for p in places]),
        "division": planes([line[p.country, p.admin1] for p in places]),
        "kind": planes([KINDS.index(p.kind) for p in places]),
        "kinds": text(KINDS),
        "divisions": text("\t".join((iso3.get(c, ""), code, usual.get((c, code), ""))) for c, code in held),
        "longest": planes([max(k.count(" ") + 1 for k in [*keys, *(a.decode() for a, _ in others)])]),
    }


def text(lines: Iterable[str]) -> np.ndarray:
    """Lines as bytes, each ended by a line feed."""
    return np.frombuffer("".join(f"{line}\n" for line in lines).encode(), dtype=np.uint8)


def planes(numbers: Sequence[int]) -> np.ndarray:
    """Whole numbers as rows of bytes, lowest first, as many rows as the largest needs: like bytes side by side pack best."""
    whole = np.array(numbers, dtype="<u4")
    wide = whole.view(np.uint8).reshape(-1, 4).T
    return np.ascontiguousarray(wide[: max(1, (int(whole.max()).bit_length() + 7) // 8)])


def write(target: Path, content: dict[str, np.ndarray]) -> None:
    """A numpy archive without times of day, so that the same content is the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, column in content.items():
            packed = io.BytesIO()
            np.save(packed, column)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), packed.getvalue(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
