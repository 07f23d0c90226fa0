"""A small application behind the safety: nothing of a record, so that what is refused is refused by the safety alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import pytest
from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.testclient import TestClient

from dateline.web import problems
from dateline.web.safety import User, csrf_field, current_user, limited, only_json, protect, require_reviewer
from dateline.web.safety.users import Role, add

Visit = Callable[..., TestClient]


def small() -> FastAPI:
    """An application with a form, an action for reviewers, and an answer for programs."""
    app = FastAPI()
    problems.install(app)

    @app.get("/form")
    def form(request: Request) -> HTMLResponse:
        return HTMLResponse(f"<form>{csrf_field(request)}</form>")

    @app.post("/act")
    async def act(request: Request, user: Annotated[User, Depends(require_reviewer)]) -> dict[str, str]:
        async with request.form() as form:
            return {"by": user.name, "reason": str(form.get("reason"))}

    @app.get("/api/v1/me", dependencies=[Depends(limited("answer"))])
    def me(user: Annotated[User, Depends(current_user)]) -> dict[str, str]:
        return {"name": user.name, "role": user.role}

    @app.post("/api/v1/query", dependencies=[Depends(only_json)])
    async def query(request: Request) -> Any:
        return await request.json()

    return app


@pytest.fixture
def visit() -> Visit:
    """Somebody at the application as it is started with some settings."""

    def visiting(base: str = "http://127.0.0.1:8000", **settings: Any) -> TestClient:
        app = small()
        protect(app, **{"host": "127.0.0.1", "port": 8000} | settings)
        return TestClient(app, base_url=base, follow_redirects=False, raise_server_exceptions=False)

    return visiting


@pytest.fixture
def tokens(tmp_path: Path) -> dict[str, str]:
    """The tokens of a reader and a reviewer, and the users file that knows them."""
    path = tmp_path / "users.csv"
    return {"file": str(path), "ana": add(path, "ana", Role.READER), "bob": add(path, "bob", Role.REVIEWER)}
