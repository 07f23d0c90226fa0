"""One event: every telling with its words, what they disagree on, why they were joined, who corrected what, how to cite it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from dateline.display import plain
from dateline.errors import InputError
from dateline.record.comparing import floor
from dateline.record.looking import look
from dateline.record.record import Looked
from dateline.web.citing import bibtex, title
from dateline.web.marking import Piece, marks_of, pieces
from dateline.web.reach import turns
from dateline.web.reviewing import rejected, reviewed
from dateline.web.showing import iso, segment
from dateline.web.templating import page

router = APIRouter()


@router.get("/events/{event}")
def event(request: Request, event: str) -> Response:
    """All of one event; the id of one that was merged into another leads there."""
    with turns(request).reading() as store:
        try:
            found = Looked(look(store, event))
        except InputError:
            if said := rejected(store, event):
                return page(request, "review/gone.html", rows=said, name=event)
            raise
        review = reviewed(store, found)
    if found["event"] != event:
        return RedirectResponse(f"/events/{segment(found['event'])}", 307)
    mentions = found["mentions"]
    surest = max(mentions, key=lambda m: (m["confidence"], m["mention"]))
    names = {m["mention"]: (number, f"{plain(m['teller'])}, {iso(m['published'])}") for number, m in enumerate(mentions, 1)}
    return page(
        request,
        "event.html",
        event=found,
        review=review,
        title=title(found),
        surest=surest,
        words={m["mention"]: quoted(m) for m in mentions},
        names=names,
        joined=[_numbered(pair, names) for pair in found["joined"]],
        least=floor(),
        address=_address(request, found["event"]),
        bibtex=bibtex(found, _address(request, found["event"]), datetime.now(UTC).date()),
        reports=len({m["report"] for m in mentions}),
    )


@router.get("/events/{event}/bibtex")
def cited(request: Request, event: str) -> Response:
    """One event as an entry of BibTeX."""
    found = _look(request, event)
    entry = bibtex(found, _address(request, found["event"]), datetime.now(UTC).date())
    return PlainTextResponse(entry, headers={"Content-Disposition": f'attachment; filename="dateline-{found["event"]}.bib"'})


def _numbered(pair: Mapping[str, Any], names: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
    """Two tellings that were compared, the one first that stands first on the page."""
    first, second = sorted((pair["one"], pair["other"]), key=lambda mention: names[mention][0])
    return {**pair, "first": first, "second": second}


def quoted(mention: Mapping[str, Any]) -> Sequence[Piece]:
    """The words of a telling, cut at its marks; offsets count from its own first word."""
    text = "".join(mention["words"])
    begin = min(mention["quote"]["start"], mention["trigger"]["start"])
    return pieces(" " * begin + text, marks_of(mention), begin)


def _look(request: Request, event: str) -> Looked:
    with turns(request).reading() as store:
        return Looked(look(store, event))


def _address(request: Request, event: str) -> str:
    base = urlsplit(str(request.base_url))
    return f"{base.scheme}://{base.netloc}/events/{segment(event)}"
