"""Where an act was, and who visits whom: a meeting in one side's country makes the other side the visitor."""

from __future__ import annotations

from dateline.coding.drafts import VERBAL, Draft
from dateline.grounding.grounder import Grounder
from dateline.model import Place, Step


def place_of(draft: Draft, grounder: Grounder) -> Place | None:
    """Where an act was: of its own clause; else, for what is done and not said, of its target or its sentence."""
    place = grounder.places.of_event(draft.sentence, draft.head, draft.around)
    if place is not None or draft.type in VERBAL:
        return place
    for party in draft.recipients:
        if party.entity.startswith("place:") or (draft.mode == "visit" and not party.sector and party.country):
            return Place(party.text, party.span, party.country, because=f"the act's target: {party.because}")
    return grounder.places.in_sentence(draft.sentence)


def visiting(draft: Draft, place: Place | None, grounder: Grounder) -> None:
    """Turn a meeting of two sides into a visit where its place settles who is the host (PLOVER: CONSULT visit).

    "Putin met Iran's leaders in Tehran" has Putin as the actor and Iran's leaders as the recipient. Talks without a
    host keep all sides as actors.
    """
    if draft.type != "CONSULT" or draft.mode not in (None, "visit") or place is None or not place.country:
        return
    hosts = [a for a in draft.actors if a.country == place.country]
    guests = [a for a in draft.actors if a.country and a.country != place.country]
    if hosts and guests and len({g.country for g in guests}) == 1 and not draft.recipients:
        draft.actors, draft.recipients, draft.mode = guests, hosts, "visit"
        draft.steps.append(Step("mode", f"in {place.text}, {place.country}: {hosts[0].text} is the host"))
