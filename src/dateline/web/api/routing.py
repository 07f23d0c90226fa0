"""What all addresses of the API have in common."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from dateline.web.api.answering import TROUBLES
from dateline.web.api.describing import PREFIX
from dateline.web.api.parameters import only_known
from dateline.web.safety import current_user, limited, only_json


def routes(rate: str = "answer") -> APIRouter:
    """Addresses for those who may come in, as often as a rate lets them, that refuse names they do not know."""
    asked = [Depends(current_user), Depends(limited(rate)), Depends(only_json), Depends(only_known)]
    return APIRouter(prefix=PREFIX, dependencies=asked, responses=TROUBLES)
