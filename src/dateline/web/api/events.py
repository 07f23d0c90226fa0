"""Events and their mentions, by page; an event with all that is known of it; a feed of any question."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Annotated, Any

from fastapi import Path, Request
from starlette.responses import Response

from dateline.display import plain
from dateline.exchange import atom
from dateline.exchange.events import events_of
from dateline.exchange.manifest import asked as conditions
from dateline.record.browsing.answers import Line
from dateline.record.browsing.answers import Page as Lines
from dateline.record.browsing.sorting import Sort
from dateline.record.looking import look
from dateline.record.publishing import TELLER
from dateline.record.store import Query, Store
from dateline.web.api import forms, schemas
from dateline.web.api.answering import MEDIA, AnyForm, Kind, RowsForm, as_json, as_rows, linked, offered, onward, wanted
from dateline.web.api.parameters import Page
from dateline.web.api.routing import routes
from dateline.web.asked import Asked
from dateline.web.problems import Problem
from dateline.web.reach import browser, turns

router = routes()
_THESE = "event IN (SELECT unnest($ids::VARCHAR[])) ORDER BY list_position($ids::VARCHAR[], event)"
_TOLD = """
    WITH member AS MATERIALIZED (SELECT mention, event FROM members WHERE event IN (SELECT unnest($ids::VARCHAR[]))),
    told AS MATERIALIZED (SELECT * FROM mentions WHERE mention IN (SELECT mention FROM member))
"""  # step by step, since joining first reads all that a large record has
_MENTIONS = f"""
    {_TOLD}, report AS MATERIALIZED (
        SELECT report, version, published, source, {TELLER} AS publisher, text FROM reports r WHERE report IN (SELECT report FROM told)
    )
    SELECT m.*, b.event, r.published, r.source, r.publisher, r.text
    FROM told m JOIN member b USING (mention) JOIN report r USING (report, version)
    ORDER BY list_position($ids::VARCHAR[], b.event), r.published NULLS LAST, m.report, m.mention
"""
_ROWS = f"""
    {_TOLD} SELECT m.*, b.event FROM told m JOIN member b USING (mention)
    ORDER BY list_position($ids::VARCHAR[], b.event), m.report, m.mention
"""
Id = Annotated[str, Path(description="The id of an event: twelve hexadecimal digits")]
_ID = re.compile("[0-9a-f]{12}")


@router.get("/events", response_model=schemas.Events, tags=["events"], responses=offered(Kind.CSV, Kind.PARQUET, Kind.ATOM, about="A page"))
def events(request: Request, asked: Page, format: AnyForm = None) -> Response:
    """Events that meet conditions, a page at a time; `next_url` and the header Link lead to the next page.

    As CSV and Parquet with the columns that `dateline export --format native` has; as Atom those first that were told last.
    """
    kind = wanted(request, format, *Kind)
    if kind is Kind.ATOM:
        return _feed(request, asked)
    if kind is Kind.JSON:
        found = listed(request, asked)
        return as_json(found, linked(found))
    lines = _lines(request, asked)
    paged = onward(request, lines.next)
    with turns(request).reading() as store:
        return as_rows(kind, store, _these(lines.lines), "events", linked(paged))


@router.get("/events.atom", tags=["events"], response_class=Response, responses=offered(Kind.ATOM, about="A feed"))
def feed(request: Request, asked: Page) -> Response:
    """The same as an Atom feed, for readers that ask by address alone: those first that were told last."""
    return _feed(request, asked)


@router.get("/events/{event}", response_model=schemas.WholeEvent, tags=["events"])
def event(request: Request, event: Id) -> Response:
    """An event with its mentions, what they disagree on, why they were joined, and who corrected what.

    The id of an event that was merged into another leads to what it became.
    """
    if not _ID.fullmatch(event):
        raise Problem(404, f"There is no event {plain(event)}", "/api/v1/events lists what there is", "event")
    with turns(request).reading() as store:
        known = look(store, event)
        told = mentions_of(store, [known["event"]])
    surest = max(told, key=lambda mention: (mention["confidence"], mention["id"]))
    publishers = sorted({mention["publisher"] for mention in told})
    whole = forms.event(known | {"mentions": len(told)}, surest["quote"], publishers) | {
        "told": told,
        "disagreements": known["disagreements"],
        "joined": known["joined"],
        "corrections": [forms.correction(row) for row in known["corrections"]],
    }
    return as_json(schemas.WholeEvent.model_validate(whole))


@router.get("/mentions", response_model=schemas.Mentions, tags=["mentions"], responses=offered(Kind.CSV, Kind.PARQUET, about="A page"))
def mentions(request: Request, asked: Page, format: RowsForm = None) -> Response:
    """The mentions of the events that meet conditions, a page of events at a time: `limit` counts events."""
    kind = wanted(request, format, Kind.JSON, Kind.CSV, Kind.PARQUET)
    found = _lines(request, asked)
    ids = [line.event for line in found.lines]
    paged = onward(request, found.next)
    with turns(request).reading() as store:
        if kind is not Kind.JSON:
            return as_rows(kind, store, Query(_ROWS, {"ids": ids}), "mentions", linked(paged))
        told = mentions_of(store, ids)
    return as_json(schemas.Mentions.model_validate({**dict(paged), "total": found.total, "mentions": told}), linked(paged))


def listed(request: Request, asked: Asked) -> schemas.Events:
    """A page of the events that are asked for, in the order of the view, each as the record has it."""
    found = _lines(request, asked)
    with turns(request).reading() as store:
        rows = store.ask(_these(found.lines))
    by = {line.event: line for line in found.lines}
    told = [forms.event(row, by[row["event"]].words, list(by[row["event"]].publishers)) for row in rows]
    return schemas.Events.model_validate({**dict(onward(request, found.next)), "total": found.total, "events": told})


def mentions_of(store: Store, events: Sequence[str]) -> list[dict[str, Any]]:
    """The mentions of some events, in the order of these and then by publication."""
    return [forms.mention(row) for row in store.rows(_MENTIONS, {"ids": list(events)})]


def _these(lines: Sequence[Line]) -> Query:
    return Query(f"SELECT * FROM events WHERE {_THESE}", {"ids": [line.event for line in lines]})


def _lines(request: Request, asked: Asked) -> Lines:
    return browser(request).page(asked.question, asked.facets, asked.sort, asked.cursor, asked.limit)


def _feed(request: Request, asked: Asked) -> Response:
    lines = _lines(request, replace(asked, sort=Sort.TOLD)).lines
    facets = {name: value for name, value in asdict(asked.facets).items() if value}
    name = json.dumps(conditions(asked.question) | facets, default=str, ensure_ascii=False)
    out = io.BytesIO()
    with turns(request).reading() as store:
        atom.write_feed(out, "Political events", name, events_of(store, _these(lines), newest=True))
    return Response(out.getvalue(), media_type=MEDIA[Kind.ATOM])
