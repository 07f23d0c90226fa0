"""A draft before it is published: its events and claims beside what the record has of them."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

from fastapi import Request
from starlette.responses import Response

from dateline.exchange.native import as_record
from dateline.web.api import schemas
from dateline.web.api.answering import as_json
from dateline.web.api.routing import routes
from dateline.web.drafts import Claimed, claimed, told
from dateline.web.reach import browser, drafts, turns

router = routes("check")
_FORM = "dateline.exchange.findings"


@router.post("/check", response_model=schemas.Checked, tags=["check"])
def check(request: Request, draft: schemas.Draft) -> Response:
    """What a draft tells and claims: of each event those of the record that may be the same, of each claim what the record says of it."""
    today = draft.day or date.today()
    coding = drafts(request).read(draft.text, today)
    form = as_record(coding)
    events = [
        {"event": event, "like": [line.event for line in one.like], "total": one.total, "looked_for": not one.missing}
        for event, one in zip(form["events"], told(browser(request), coding), strict=True)
    ]
    with turns(request).reading() as store:
        found = claimed(store, coding, today)
    claims = [{"claim": claim, "finding": _finding(one)} for claim, one in zip(form["claims"], found, strict=True)]
    return as_json(schemas.Checked.model_validate({"day": today, "events": events, "claims": claims, "warnings": form["warnings"]}))


def _finding(one: Claimed) -> dict[str, Any] | None:
    """What the record says of a claim, in the form of `dateline check --json`; nothing where this Dateline checks none."""
    if one.finding is None:
        return None
    form: dict[str, Any] = import_module(_FORM).as_finding(one.finding, one.claim.span)
    return form
