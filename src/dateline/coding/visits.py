"""Who visits whom: a meeting told with a place in one side's country makes the other side the visitor."""

from __future__ import annotations

from dateline.coding.drafts import Draft
from dateline.grounding.grounder import Grounder
from dateline.model import Place, Step


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
