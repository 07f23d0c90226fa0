"""What a page may ask of the application that it belongs to."""

from __future__ import annotations

from typing import cast

from fastapi import Request

from dateline.web.settings import Settings
from dateline.web.turns import Turns


def settings(request: Request) -> Settings:
    """What the server was told."""
    return cast(Settings, request.app.state.settings)


def turns(request: Request) -> Turns:
    """The record, for a moment: ``with turns(request).reading() as store``."""
    return cast(Turns, request.app.state.turns)
