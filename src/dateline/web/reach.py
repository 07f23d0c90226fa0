"""What a page may ask of the application that it belongs to."""

from __future__ import annotations

from typing import cast

from fastapi import Request

from dateline.record.browsing.browser import Browser
from dateline.record.turns import Turns
from dateline.web.drafts import Reader
from dateline.web.layers import Layers
from dateline.web.settings import Settings


def settings(request: Request) -> Settings:
    """What the server was told."""
    return cast(Settings, request.app.state.settings)


def browser(request: Request) -> Browser:
    """The view of the record: lists, facets, pages of actors. Whoever writes the record refreshes it."""
    return cast(Browser, request.app.state.browser)


def turns(request: Request) -> Turns:
    """The record itself, for a moment: ``with turns(request).reading() as store``."""
    return cast(Turns, request.app.state.turns)


def layers(request: Request) -> Layers:
    """What reads parties, times, places and speakers out of a report."""
    return cast(Layers, request.app.state.layers)


def drafts(request: Request) -> Reader:
    """What codes a draft."""
    return cast(Reader, request.app.state.drafts)
