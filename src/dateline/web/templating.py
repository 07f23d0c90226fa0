"""Templates to pages. All that is put into one is escaped: what a report says is hostile until shown as text."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
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
_KEPT = {"row": 4000, "brief_row": 2000, "party": 20_000, "figure": 200}
"""Macros of ``macros.html`` that are filters, too: what each made last of so many values is kept, since it makes the same of the same."""


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= showing.FILTERS | {macro: _kept(made, macro, most) for macro, most in _KEPT.items()}
    made.globals |= {"version": __version__, "asset": asset, "menu": MENU}
    return made


def _kept(made: Environment, macro: str, most: int) -> Callable[[Hashable], Markup]:
    @lru_cache(maxsize=most)
    def filled(value: Hashable) -> Markup:
        return Markup(getattr(made.get_template("macros.html").module, macro)(value))

    return filled


TEMPLATES = Jinja2Templates(env=_environment(), context_processors=[safety.shown])


def page(request: Request, template: str, status: int = 200, **shown: Any) -> Response:
    """A template filled in."""
    return TEMPLATES.TemplateResponse(request, template, shown, status_code=status)
