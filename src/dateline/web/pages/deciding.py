"""Deciding: what people say of a mention and of an event on the pages; nobody decides upon what another has changed meanwhile unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import InputError, OvertakenError, RecordError
from dateline.record import corrections, verdicts
from dateline.record.looking import event_of, look, resolve
from dateline.record.publishing import TELLER
from dateline.record.reviewing import history, opinions, seen
from dateline.record.store import Store
from dateline.record.values import FIELDS
from dateline.record.written import changed, lines
from dateline.web.problems import Problem
from dateline.web.reach import browser, turns
from dateline.web.reviewing import NEXT, Given, Judged, around, choices, fields_of, judged, sentence, touched, values, within
from dateline.web.safety import User, require_reviewer
from dateline.web.showing import segment
from dateline.web.templating import page
from dateline.web.wording import LABELS, worded

router = APIRouter()
Reviewer = Annotated[User, Depends(require_reviewer)]


@router.get("/review/mentions/{mention}")
def mention(request: Request, mention: str, queue: int = 0, done: str = "") -> Response:
    """One mention, to be accepted, corrected, rejected or split off."""
    with turns(request).reading() as store:
        shown = judged(store, mention)
        said = [row for row in history.history(store) if done and row["id"] == done]
    return _form(request, shown, queue=queue, done=said[0] if said else None)


@router.post("/review/mentions/{mention}")
def judge(request: Request, mention: str, given: Given, user: Reviewer) -> Response:
    """Take what a person says of a mention."""
    queue = int(given["queue"]) if given.get("queue", "").isdigit() else 0
    try:
        with turns(request).writing() as store:
            event = _judge(store, mention, given, user.name)
            (last,) = store.rows("SELECT arg_max(id, made) AS id FROM (SELECT correction AS id, made FROM corrections UNION ALL SELECT decision, made FROM decisions)")  # fmt: skip # noqa: E501
    except RecordError:
        raise
    except InputError as error:
        return _again(request, mention, given, error, queue)
    browser(request).refresh()
    if queue:
        return RedirectResponse(f"{NEXT}?{urlencode({'after': queue - 1, 'done': last['id']})}", 303)
    return RedirectResponse(f"/events/{segment(event)}#history", 303)


@router.get("/review/missed")
def missed(request: Request, report: str, user: Reviewer) -> Response:
    """The form of an event that the coder missed in a report."""
    return _missed(request, report, {}, None)


@router.post("/review/missed")
def add(request: Request, given: Given, user: Reviewer) -> Response:
    """Take an event that the coder missed."""
    report = given.get("report", "")
    try:
        with turns(request).writing() as store:
            fields = _whole(store, report, given)
            name = corrections.add(store, report, fields, user.name, given.get("reason", ""))
            event = event_of(store, name)
    except RecordError:
        raise
    except InputError as error:
        return _missed(request, report, given, error)
    browser(request).refresh()
    return RedirectResponse(f"/events/{segment(event)}#history", 303)


@router.post("/review/events/{event}")
def decide(request: Request, event: str, given: Given, user: Reviewer) -> Response:
    """Take what a person decides of an event: that its mentions tell of one act, that another is the same, or is not."""
    other, reason = _other(given), given.get("reason", "")
    deciding: dict[str, Callable[[Store], object]] = {
        "confirm": lambda store: verdicts.confirm(store, event, user.name, reason),
        "join": lambda store: verdicts.join(store, event, other, user.name, reason),
        "part": lambda store: verdicts.part(store, event, other, user.name, reason),
    }
    action = deciding.get(given.get("action", ""))
    if action is None:
        raise Problem(422, "Nothing is decided", f"action is one of {', '.join(deciding)}", "action")
    try:
        with turns(request).writing() as store:
            if given["action"] != "confirm" and not other:
                raise InputError("other", "no event is named", "give the address or the id of the other event")
            seen.deciding_on_events(store, {event: given.get("seen", "")}, lambda: action(store))
            now = resolve(store, event)
    except RecordError:
        raise
    except InputError as error:
        return _undecided(request, event, given, error)
    browser(request).refresh()
    return RedirectResponse(within(given.get("next", ""), f"/events/{segment(now)}#history"), 303)


@router.get("/review/events/{event}")
def decided(event: str) -> Response:
    """Leads to the page of the event, where it is decided."""
    return RedirectResponse(f"/events/{segment(event)}#review", 303)


@router.get("/review/undo/{name}")
def undone(name: str) -> Response:
    """Leads to the history, where it is taken back."""
    return RedirectResponse("/review/history", 303)


@router.post("/review/undo/{name}")
def undo(request: Request, name: str, given: Given, user: Reviewer) -> Response:
    """Take back what somebody said."""
    try:
        with turns(request).writing() as store:
            history.undo(store, name, user.name, given.get("reason", ""))
    except RecordError:
        raise
    except InputError as error:
        return _refused(request, "/review/history", given, error)
    browser(request).refresh()
    return RedirectResponse(within(given.get("next", ""), "/review/history"), 303)


@router.get("/review/second/{mention}")
def second(request: Request, mention: str, user: Reviewer) -> Response:
    """One mention as the coder gave it, for an opinion that does not know what others said."""
    with turns(request).reading() as store:
        row = opinions.coded(store, mention)
    return _second(request, row, {}, None)


@router.post("/review/second/{mention}")
def opine(request: Request, mention: str, given: Given, user: Reviewer) -> Response:
    """Take a second opinion."""
    with turns(request).writing() as store:
        row = opinions.coded(store, mention)
        try:
            kind = given.get("action", "")
            fields = changed(fields_of(given), row, row["published"]) if kind == "correct" else {}
            opinions.give(store, row["anchor"], kind, fields, user.name, given.get("reason", ""))
        except InputError as error:
            return _second(request, row, given, error)
    return RedirectResponse("/review/second", 303)


def _judge(store: Store, mention: str, given: Mapping[str, str], who: str) -> str:
    """Say it of the mention as it was looked at; gives the event that it tells of then, or told of."""
    row = corrections.find(store, mention) if _told(store, mention) else {}
    reason, action = given.get("reason", ""), given.get("action", "")

    def say() -> str:
        name, was = str(row["mention"]), event_of(store, row["mention"])
        if action == "accept":
            return event_of(store, corrections.accept(store, name, who, reason))
        if action == "correct":
            fields = changed(touched(given), row, _day(store, row["report"]))
            return event_of(store, corrections.correct(store, name, fields, who, reason))
        if action == "split":
            verdicts.split(store, was, name, who, reason)
            return was if store.rows("SELECT 1 FROM events WHERE event = ?", [was]) else event_of(store, name)
        if action == "reject":
            corrections.reject(store, name, who, reason)
            return was
        raise InputError("action", f"{action!r} is none", "accept, correct, reject or split")

    return seen.deciding_on_mention(store, mention, given.get("seen", ""), say)


def _told(store: Store, mention: str) -> bool:
    try:
        corrections.find(store, mention)
    except InputError:
        return False
    return True


def _day(store: Store, report: str) -> date | None:
    days = store.rows("SELECT published FROM reports WHERE report = ? AND current", [report])
    return days[0]["published"] if days else None


def _again(request: Request, mention: str, given: Mapping[str, str], error: InputError, queue: int) -> Response:
    """The form again with what was written over what stands there now, and why it was not taken."""
    status = 409 if isinstance(error, OvertakenError) else 422
    with turns(request).reading() as store:
        if not _told(store, mention):
            return _refused(request, "/review/history", given, error)
        shown = judged(store, mention)
    return _form(request, shown, status, queue=queue, given=given, error=error)


def _form(request: Request, shown: Judged, status: int = 200, *, queue: int = 0, done: Any = None, given: Mapping[str, str] | None = None, error: InputError | None = None) -> Response:  # fmt: skip # noqa: E501
    told: dict[str, Any] = {"shown": shown, "queue": queue, "done": done, "given": given or {}}
    kept = touched(given or {})
    told |= {
        "values": shown.values | kept,
        "stands": shown.values,
        "kept": {name for name in kept if lines(kept[name]) != lines(shown.values[name])},
    }
    return page(request, "review/judge.html", status, **told, **_wrong(error, given), **choices())


def _wrong(error: InputError | None, given: Mapping[str, str] | None) -> dict[str, Any]:
    """What was wrong with a form: ``error`` in words, ``field`` that is at fault, ``since``: what others did meanwhile."""
    said = given or {}
    written = touched(said) | {name: said[name] for name in ("quote", "trigger") if name in said} | {"other": _other(said)}
    wrong = worded(error, written) if error else None
    return {"error": wrong, "field": wrong.field if wrong else "", "since": error.since if isinstance(error, OvertakenError) else ()}


def _second(request: Request, row: Mapping[str, Any], given: Mapping[str, str], error: InputError | None) -> Response:
    text = row["text"]
    told: dict[str, Any] = {"row": row, "words": sentence(row, text), "around": around(row, text), "given": given}
    told |= {"values": values(row) | fields_of(given)} | _wrong(error, given)
    return page(request, "review/opinion.html", 422 if error else 200, **told, **choices())


def _missed(request: Request, report: str, given: Mapping[str, str], error: InputError | None) -> Response:
    with turns(request).reading() as store:
        found = store.rows(f"SELECT *, {TELLER} AS teller FROM reports r WHERE report = ? AND current", [report])
    if not found:
        raise InputError(report, "no such report in the record", "open it from the page of an event")
    empty = dict.fromkeys((*FIELDS, "trigger", "quote"), "") | {"factuality": "occurred"}
    told: dict[str, Any] = {"report": found[0], "given": given, "values": empty | dict(given)}
    return page(request, "review/missed.html", 422 if error else 200, **told, **_wrong(error, given), **choices())


def _whole(store: Store, report: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The fields of an event that the coder missed."""
    empty = dict.fromkeys(FIELDS) | {"actors": [], "recipients": [], "quantities": []}
    return changed(fields_of(given), empty, _day(store, report)) | {name: given.get(name, "").strip() for name in ("trigger", "quote")}


def _other(given: Mapping[str, str]) -> str:
    """The id of the other event, which may be given by its address."""
    return given.get("other", "").strip().rpartition("/")[2].partition("#")[0]


def _undecided(request: Request, event: str, given: Mapping[str, str], error: InputError) -> Response:
    """Why something was not decided of an event, with the form to decide it anew of the event as it is now."""
    back = f"/events/{segment(event)}#review"
    if given["action"] == "confirm":
        return _refused(request, back, given, error)
    with turns(request).reading() as store:
        try:
            found = look(store, event)
        except InputError:
            return _refused(request, back, given, error)
        mark = seen.of_event_as_it_is(store, found["event"])
    return _refused(request, back, given, error, event=found, mark=mark)


def _refused(request: Request, back: str, given: Mapping[str, str], error: InputError, **form: Any) -> Response:
    """Why something was not taken, what it was, and where to look again, or a form of it to be mended."""
    status = 409 if isinstance(error, OvertakenError) else 422
    wanted = touched(given) | {name: given[name] for name in ("other", "reason") if name in given}
    told: dict[str, Any] = {"given": given, "wanted": [(LABELS[name], value) for name, value in wanted.items() if value], "back": back}
    return page(request, "review/refused.html", status, **told, **form, **_wrong(error, given))
