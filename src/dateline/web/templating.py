"""Templates to pages. All that is put into one is escaped: what a report says is hostile until shown as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from dateline import __version__
from dateline.web import safety, showing
from dateline.web.assets import asset

FOLDER = Path(__file__).parent
MENU = (
    ("/events", "Events"),
    ("/actors", "Actors"),
    ("/timeline", "Timeline"),
    ("/map", "Map"),
    ("/coverage", "Coverage"),
    ("/live", "Live"),
    ("/check", "Check"),
    ("/review", "Review"),
    ("/codebook", "Codebook"),
)
"""Address and name of the pages that every page leads to."""


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= showing.FILTERS
    made.globals |= {"version": __version__, "asset": asset, "menu": MENU}
    return made


TEMPLATES = Jinja2Templates(env=_environment(), context_processors=[safety.shown])


def page(request: Request, template: str, status: int = 200, **shown: Any) -> Response:
    """A template filled in."""
    return TEMPLATES.TemplateResponse(request, template, shown, status_code=status)
