"""Codebook: what each type and mode means, from the codebook itself, with how many events the record has of it."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.coding import codebook as book
from dateline.errors import InputError
from dateline.record.asking import Question
from dateline.web.reach import browser
from dateline.web.templating import page

router = APIRouter()


@router.get("/codebook")
def codebook(request: Request) -> Response:
    """All types and contexts."""
    known = book.load()
    by_class = [(name, list(types)) for name, types in groupby(known.types, key=lambda entry: entry.class_)]
    return page(request, "codebook.html", classes=by_class, contexts=known.contexts, counts=_counts(request))


@router.get("/codebook/{name}")
def entry(request: Request, name: str) -> Response:
    """One type with its modes."""
    known = book.load()
    if name.upper() not in known:
        raise InputError(name, "no such type in the codebook", f"one of {', '.join(known)}")
    found = known[name.upper()]
    facets = {facet.name: facet for facet in browser(request).facets(Question(type=(found.type,)), most=50)}
    modes = {value.value: value.count for value in facets["mode"].values}
    return page(request, "entry.html", entry=found, count=_counts(request).get(found.type, 0), modes=modes)


def _counts(request: Request) -> dict[str, int]:
    facets = {facet.name: facet for facet in browser(request).facets(most=50)}
    return {value.value: value.count for value in facets["type"].values}
