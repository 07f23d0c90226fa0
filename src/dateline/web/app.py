"""The application: all pages and answers under one roof."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

from fastapi import FastAPI

from dateline import __version__
from dateline.errors import OlderError
from dateline.record.browsing.browser import Browser
from dateline.record.turns import Turns
from dateline.web import faults, safety
from dateline.web.assets import FOLDER, Assets
from dateline.web.drafts import Reader
from dateline.web.layers import Layers
from dateline.web.pacing import Pace
from dateline.web.settings import Settings

PAGES = (
    "events",
    "event",
    "report",
    "actors",
    "timeline",
    "places",
    "coverage",
    "live",
    "codebook",
    "check",
    "review",
    "deciding",
    "login",
)
"""Modules of :mod:`dateline.web.pages`; each has a ``router``."""
API = ("events", "reports", "actors", "panels", "exports", "inquiries", "checks", "description")
"""Modules of :mod:`dateline.web.api`; each has a ``router``."""


def create_app(settings: Settings) -> FastAPI:
    """An application that serves a record.

    Raises:
        RecordError: if there is no record, or it cannot be read.
        InputError: if it would be open to others without users or a token.
    """
    app = FastAPI(title="Dateline", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=_served)
    app.state.settings = settings
    app.state.turns = Turns(settings.db, settings.patience)
    app.state.browser = _view(app.state.turns)
    app.state.pace = Pace()
    app.state.layers, app.state.drafts = Layers(), Reader()
    safety.install(app, settings)
    faults.install(app)
    app.mount("/static", Assets(directory=FOLDER), name="static")
    for group, names in (("pages", PAGES), ("api", API)):
        for name in names:
            app.include_router(import_module(f"dateline.web.{group}.{name}").router)
    return app


def _view(turns: Turns) -> Browser:
    """A view of a record; one of an older Dateline is brought up to date."""
    try:
        return Browser(turns)
    except OlderError:
        with turns.writing():
            pass
        return Browser(turns)


@asynccontextmanager
async def _served(app: FastAPI) -> AsyncIterator[None]:
    app.state.browser.follow()
    try:
        yield
    finally:
        app.state.browser.close()
