"""To which country the parties of an act belong whom the text leaves without one, by who stands on the other side.

"Belarusian police detained demonstrators": the demonstrators are Belarusian. "The regime must go", says a British minister: the regime
is of the country that the report is about, which is not Britain.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.coding.drafts import Draft
from dateline.grounding.grounder import Grounder
from dateline.model import INTERNATIONAL, Party, Step
from dateline.wordlists import wordlist

# Sectors of a country's own people and bodies; armed groups, refugees and companies may be anybody's.
_DOMESTIC = frozenset("COP JUD LEG CVL OPP SOC LAB EDU MED REL JRN PTY GOV AGR".split())
_WITHIN = frozenset({"COERCE", "PROTEST", "SANCTION"})  # done to one's own where the text names nobody else
_RULING = frozenset({"GOV", "COP", "JUD", "LEG"})


def settle_countries(draft: Draft, ground: Grounder) -> None:
    """Give the parties without a country that of the other side, where the act is one within a country."""
    draft.actors = [_settled(draft, a, draft.recipients, ground) for a in draft.actors]
    draft.recipients = [_settled(draft, r, draft.actors, ground) for r in draft.recipients]


def _settled(draft: Draft, party: Party, others: list[Party], ground: Grounder) -> Party:
    if party.country or party.entity or party.sector not in _DOMESTIC or _is_abroad(party):
        return party
    country, why = _country(draft, party, others, ground)
    if not country:
        return party
    draft.steps.append(Step("country", f"{party.text}: {why}, {country}"))
    return replace(party, country=country, because=f"{party.because}; {why}, {country}")


def _country(draft: Draft, party: Party, others: list[Party], ground: Grounder) -> tuple[str, str]:
    home = ground.home if ground.home not in INTERNATIONAL else ""
    across = {o.country for o in others if o.country}
    if any(party.text.lower().endswith(word) for word in wordlist("regimes")):
        return _spoken_of(ground, across), "the country that the report is about"
    if across & INTERNATIONAL or len(across) > 1:
        return "", ""
    within = draft.type in _WITHIN and bool({party.sector, *(o.sector for o in others)} & _RULING)
    if across:
        (country,) = across
        own = all(o.sector in _DOMESTIC for o in others)
        return (country, "of the other side's country") if own and (within or country == home) else ("", "")
    return (home, "where nobody else is named") if within else ("", "")


def _spoken_of(ground: Grounder, but: set[str]) -> str:
    """The country most named, those of the other side left out."""
    if ground.home and ground.home not in but | INTERNATIONAL:
        return ground.home
    return next((c for c, _ in ground.names.countries().most_common() if c not in but), "")


def _is_abroad(party: Party) -> bool:
    return party.text.lower().split()[0] in ("foreign", "international") if party.text else False
