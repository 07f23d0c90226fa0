"""Where the middle of a country is, for what is known to lie in it and no closer."""

from __future__ import annotations

from functools import cache

from dateline.grounding.naming.countries import called
from dateline.grounding.where import gazetteer


@cache
def centre(country: str) -> tuple[float, float] | None:
    """Latitude and longitude of a country as the gazetteer has them, in degrees; ``None`` for what is no country there.

    >>> centre("NER"), centre("UNO")
    ((18.0, 9.0), None)
    """
    bearers = gazetteer.load().named(called().get(country, ""))
    return next(((p.latitude, p.longitude) for p in bearers if p.kind == "country" and p.country == country), None)
