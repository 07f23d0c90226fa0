"""Files that pages load, each under an address that changes when the file does, so that browsers may keep them for good."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"
_FOR_GOOD, _AGAIN = "public, max-age=31536000, immutable", "no-cache"


@cache
def asset(name: str) -> str:
    """The address of a file of the folder ``static``.

    >>> asset("icon.svg").partition("?")[0]
    '/static/icon.svg'
    """
    return f"/static/{name}?{hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:8]}"


class Assets(StaticFiles):
    """The files themselves: kept for good where the address has the hash, asked for again where not."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = _FOR_GOOD if scope["query_string"] else _AGAIN
        return response
