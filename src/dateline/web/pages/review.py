"""Reviewing: the queue, mentions drawn by lot, second opinions, history, figures, and the gold that comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from dateline.display import in_line
from dateline.exchange.gold import gold, gone_through, half_seen
from dateline.exchange.native import as_line
from dateline.record.reviewing import lots
from dateline.record.reviewing.agreeing import agreements
from dateline.record.reviewing.disputes import disputed, unplaced
from dateline.record.reviewing.history import history as told
from dateline.record.reviewing.history import opinions_of
from dateline.record.reviewing.precision import precision
from dateline.record.reviewing.queue import Waiting, waiting_among
from dateline.record.reviewing.tally import tally
from dateline.record.reviewing.trail import traced
from dateline.record.store import Store
from dateline.web.asked import Asked
from dateline.web.pages.asking import asked_of, form
from dateline.web.reach import browser, turns
from dateline.web.reviewing import NEXT
from dateline.web.safety import User, current_user
from dateline.web.showing import segment
from dateline.web.templating import page

router = APIRouter()

_ROWS = 20
_SPARE = 20  # events more than are shown, since some may weigh less by now
_HISTORY = 200
Visitor = Annotated[User, Depends(current_user)]


@router.get("/review")
def waits(request: Request, after: int = 0) -> Response:
    """The events that wait to be reviewed, each with the reason in words."""
    asked, after = asked_of(request), max(0, after)
    with turns(request).reading() as store:
        disputes = disputed(store)
        found = _waiting(request, store, asked, disputes, _ROWS, after)
        rejected = unplaced(store, disputes)
    lines = {item.event["event"]: browser(request).event(item.event["event"]) for item in found.items}
    shown: dict[str, Any] = {"items": found.items, "total": found.total, "lines": lines, "disputes": rejected}
    shown |= {"after": after, "rows": _ROWS}
    return page(request, "review/queue.html", **shown, **form(asked, "/review"))


def _waiting(request: Request, store: Store, asked: Asked, disputes: dict[str, Sequence[str]], limit: int, after: int) -> Waiting:
    """Some of the events that wait: the view says which come first, the record how much each weighs now."""
    first = browser(request).waiting(asked.question, asked.facets, after + limit + _SPARE, disputes)
    return replace(waiting_among(store, first.events, disputes, limit, after), total=first.total)


@router.get(NEXT)
def next_one(request: Request, after: int = 0, done: str = "") -> Response:
    """Leads to what is to be reviewed first; ``after``: how many that are passed over."""
    with turns(request).reading() as store:
        items = _waiting(request, store, Asked(), disputed(store), 1, max(0, after)).items
    if not items:
        return RedirectResponse("/review", 303)
    (item,) = items
    kept = urlencode({"queue": max(0, after) + 1} | ({"done": done} if done else {}))
    where = f"/review/mentions/{segment(item.mention)}?{kept}" if item.mention else f"/events/{segment(item.event['event'])}#review"
    return RedirectResponse(where, 303)


@router.get("/review/lots")
def drawn(request: Request, type: str = "") -> Response:
    """Mentions drawn by lot, by which precision can be told."""
    with turns(request).reading() as store:
        rows = lots.sample(store, [type] if type else [], _ROWS)
        types = lots.types_of(store)
    return page(request, "review/lots.html", rows=_lines(rows), types=types, type=type)


@router.get("/review/second")
def second(request: Request, user: Visitor) -> Response:
    """Mentions that others have judged, for an opinion that does not know theirs; and the opinions that the visitor gave."""
    with turns(request).reading() as store:
        rows = lots.second(store, user.name, _ROWS)
        given = opinions_of(store, user.name)[::-1]
    return page(request, "review/second.html", rows=_lines(rows), given=given[:_HISTORY])


def _lines(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Mentions that were drawn, each with its words in one line."""
    return [row | {"words": in_line(*row["words"])} for row in rows]


@router.get("/review/history")
def history(request: Request) -> Response:
    """All that people said, the latest first."""
    with turns(request).reading() as store:
        rows = told(store)[::-1]
        shown = traced(store, rows[:_HISTORY])
    return page(request, "review/history.html", rows=shown, more=len(rows) - len(shown))


@router.get("/review/figures")
def figures(request: Request) -> Response:
    """How often the coder is right, and how far reviewers agree."""
    with turns(request).reading() as store:
        shown: dict[str, Any] = {"tally": tally(store), "reports": gone_through(store), "left": half_seen(store)}
        shown |= {"precision": precision(store), "agreement": agreements(store)}
    return page(request, "review/figures.html", **shown)


@router.get("/review/gold.jsonl")
def as_gold(request: Request, partly: bool = False) -> Response:
    """The reports that people went through, for ``dateline train --gold``."""

    def lines() -> Iterator[str]:
        with turns(request).reading() as store:
            yield from (as_line(record) + "\n" for record in gold(store, partly=partly))

    named = {"Content-Disposition": 'attachment; filename="dateline-gold.jsonl"'}
    return PlainTextResponse("".join(lines()), headers=named, media_type="application/jsonl; charset=utf-8")
