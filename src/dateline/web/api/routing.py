"""What all addresses of the API have in common."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Depends, Request

from dateline.record.store import Store
from dateline.web.api.answering import TROUBLES
from dateline.web.api.describing import PREFIX
from dateline.web.api.parameters import only_known
from dateline.web.problems import Problem
from dateline.web.reach import settings
from dateline.web.safety import current_user, limited, only_json, safety_of

_FREE = 0.05  # seconds between two long answers in which whoever writes gets in


def routes(rate: str = "answer") -> APIRouter:
    """Addresses for those who may come in, as often as a rate lets them, that refuse names they do not know."""
    asked = [Depends(current_user), Depends(limited(rate)), Depends(only_json), Depends(only_known)]
    return APIRouter(prefix=PREFIX, dependencies=asked, responses=TROUBLES)


@contextmanager
def alone(request: Request) -> Iterator[None]:
    """Let one long answer be given at a time, so that they take neither all of the machine nor all of the record.

    Raises:
        Problem: 503 if others take too long.
    """
    one = safety_of(request).long_answers
    if not one.acquire(timeout=settings(request).patience):
        raise Problem(503, "Other long answers are being given", "try again in a moment", headers={"retry-after": "5"})
    try:
        time.sleep(_FREE)
        yield
    finally:
        one.release()


@contextmanager
def at_length(request: Request) -> Iterator[Store]:
    """The record for a long answer: beside the turns, so that those who want it for a moment need not wait.

    Raises:
        Problem: 503 if other long answers take too long.
        RecordError: if the record cannot be had in time.
    """
    told = settings(request)
    with alone(request), Store.open(told.db, write=False, wait=told.patience) as store:
        yield store
