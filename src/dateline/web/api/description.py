"""The addresses that say what the API is, and who is asking."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import JSONResponse, Response

from dateline.web.api import schemas
from dateline.web.api.answering import as_json
from dateline.web.api.describing import described
from dateline.web.api.reading import addresses
from dateline.web.api.routing import routes
from dateline.web.safety import User, current_user
from dateline.web.templating import page

router = routes()


@router.get("/me", response_model=schemas.Me, tags=["me"])
def me(user: Annotated[User, Depends(current_user)]) -> Response:
    """Who asks, and as what."""
    return as_json(schemas.Me(name=user.name, role=user.role.value))


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> Response:
    """The description, for programs."""
    return JSONResponse(described(request.app))


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> Response:
    """The description, for people."""
    api = described(request.app)
    return page(request, "api.html", api=api, addresses=addresses(api))
