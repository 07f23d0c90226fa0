"""Check: a draft is pasted, its events and claims stand against the record, marked in the text."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from dateline.errors import InputError
from dateline.web.drafts import LONGEST, Claimed, Told, checks_claims, claimed, told
from dateline.web.marking import Mark, pieces
from dateline.web.reach import browser, drafts, turns
from dateline.web.safety import limited
from dateline.web.templating import page
from dateline.web.wording import worded

router = APIRouter()


@router.get("/check")
def form(request: Request) -> Response:
    """The form that a draft is pasted into."""
    return page(request, "check.html", draft="", day=date.today(), longest=LONGEST, checked=False)


@router.post("/check", dependencies=[Depends(limited("check"))])
def check(request: Request, draft: Annotated[str, Form()] = "", day: Annotated[str, Form()] = "") -> Response:
    """What the record has of a draft."""
    text = draft.replace("\r\n", "\n").strip()
    try:
        today = _day(day)
        if not text:
            raise InputError("draft", "holds no words", "paste the text that is to be checked")
        if len(text) > LONGEST:
            raise InputError("draft", f"longer than {LONGEST:,} characters", "check it part by part")
    except InputError as error:
        return page(request, "check.html", 422, draft=text, day=date.today(), longest=LONGEST, checked=False, error=worded(error))
    coding = drafts(request).read(text, today)
    events = told(browser(request), coding)
    with turns(request).reading() as store:
        claims = claimed(store, coding, today)
    return page(
        request,
        "check.html",
        draft=text,
        day=today,
        longest=LONGEST,
        checked=True,
        text=pieces(coding.report.text, _marks(events, claims)),
        events=events,
        claims=claims,
        warnings=coding.warnings,
        checks_claims=checks_claims(),
    )


def _day(told: str) -> date:
    try:
        return date.fromisoformat(told) if told else date.today()
    except ValueError as error:
        raise InputError("day", f"{told!r} is no date", "write YYYY-MM-DD") from error


def _marks(events: list[Told], claims: list[Claimed]) -> list[Mark]:
    """The act of each event, and the words of each claim, with what the record says of them."""
    marks = [_act(event) for event in events]
    for one in claims:
        verdict = one.finding.verdict if one.finding else "not checked"
        marks.append(Mark(one.claim.span.start, one.claim.span.end, "claim", f"claim {one.number}: {verdict}", f"claim-{one.number}"))
    return marks


def _act(told: Told) -> Mark:
    number, words = f"[{told.number}]", told.event.trigger
    return Mark(words.start, words.end, "trigger", f"{number} {_has(told)}", f"told-{told.number}", number)


def _has(event: Told) -> str:
    if event.missing:
        return "the draft gives no day or party to look for it by"
    return f"{event.total:,} in the record like it" if event.total else "the record has none like it"
