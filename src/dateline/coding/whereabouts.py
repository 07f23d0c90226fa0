"""Where an act was, and who visits whom: a meeting in one side's country makes the other side the visitor."""

from __future__ import annotations

from dateline.coding.drafts import VERBAL, Draft
from dateline.grounding.grounder import Grounder
from dateline.model import Factuality, Place, Step


def place_of(draft: Draft, grounder: Grounder) -> Place | None:
    """Where an act was: as its own clause says, else its sentence, else the story around it.

    A dateline alone is not asked: it says where the report was written.
    """
    places = grounder.places
    spoken = draft.type in VERBAL or draft.type == "CONSULT"
    whose = next((a.country for a in draft.actors if a.country), "")
    heads = [draft.head, *draft.around]
    place = places.locatives.of_clause(draft.sentence, draft.head, draft.around, whose)
    if place is not None:
        return place
    if not spoken:
        place = places.locatives.of_object(draft.sentence, heads)
        if place is not None:
            return place
    for party in draft.recipients:
        if party.entity.startswith("place:") or (draft.mode == "visit" and not party.sector and party.country):
            return Place(party.text, party.span, party.country, because=f"the act's target: {party.because}")
    return places.locatives.in_sentence(draft.sentence, draft.head, spoken) or _of_story(draft, grounder, spoken)


def _of_story(draft: Draft, grounder: Grounder, spoken: bool) -> Place | None:
    """Where the story is while it tells of the act's parties; words fall where their speaker is, deeds also where they are suffered."""
    if draft.mode == "phone" or (draft.factuality is not Factuality.OCCURRED and not spoken):
        return None
    home = frozenset(p.country for p in (draft.actors if spoken else [*draft.actors, *draft.recipients]) if p.country)
    sides = frozenset(p.country for p in draft.actors if p.country)
    names = frozenset(word for party in draft.actors for word in party.text.split() if word[:1].isupper() and len(word) > 3)
    return grounder.places.locatives.scene(draft.sentence, home, sides, names, spoken)


def visiting(draft: Draft, place: Place | None, grounder: Grounder) -> None:
    """Turn a meeting of two sides into a visit where the place that its clause gives settles who is the host (PLOVER: CONSULT visit).

    "Putin met Iran's leaders in Tehran" has Putin as the actor and Iran's leaders as the recipient. Talks without a
    host keep all sides as actors.
    """
    if draft.type != "CONSULT" or draft.mode not in (None, "visit"):
        return
    place = grounder.places.of_event(draft.sentence, draft.head, draft.around)
    if place is None or not place.country:
        return
    hosts = [a for a in draft.actors if a.country == place.country]
    guests = [a for a in draft.actors if a.country and a.country != place.country]
    if hosts and guests and len({g.country for g in guests}) == 1 and not draft.recipients:
        draft.actors, draft.recipients, draft.mode = guests, hosts, "visit"
        draft.steps.append(Step("mode", f"in {place.text}, {place.country}: {hosts[0].text} is the host"))
