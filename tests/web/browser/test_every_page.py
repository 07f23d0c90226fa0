"""What holds of each page: it can be used by everyone, complains of nothing, asks nothing of other machines, and fits a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..conftest import SEOUL
from .conftest import Visit

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVENT = "!event"  # an event that tellings disagree on
PAGES = [
    "/events",
    "/events?type=ACCUSE&text=condemned",
    "/events?text=nothing+of+the+kind",
    EVENT,
    f"/reports/{SEOUL['report']}",
    "/reports/wire-a-2",
    "/reports/hostile-1",
    "/actors",
    "/actors?who=Korea",
    "/actors/PRK",
    "/actors/person:antony-blinken",
    "/dyads/RUS/UKR",
    "/dyads/JPN/CHN",
    "/dyads",
    "/timeline",
    "/map",
    "/map?place=zzz",
    "/coverage",
    "/live",
    "/check",
    "/review",
    "/codebook",
    "/codebook/ACCUSE",
    "/review",
    "/review/lots",
    "/review/second",
    "/review/history",
    "/review/figures",
    "/review/missed?report=wire-b-1",
    "/review/next",
    "/api/v1/docs",
    "/events?since=yesterday&until=tomorrow",
    "/nothing",
]
REFUSED = {"/nothing": "404", "/dyads": "422", "/events?since=yesterday&until=tomorrow": "422"}
HOSTILE = [
    "/events?type=ACCUSE",
    "/events?text=lying",
    "/reports/hostile-1",
    "/actors/CHN",
    "/timeline?who=CHN",
    "/map?who=CHN",
    "/coverage",
    "/live",
]


def _open(visit: Visit, path: str) -> Visit:
    if path == EVENT:
        visit.go("/events?type=ASSAULT")
        path = visit.page.locator("tbody .day a").first.get_attribute("href")
    visit.complaints.clear()
    visit.go(path)
    return visit


def violations(visit: Visit, only: dict[str, Any] | None = None) -> list[str]:
    """What axe-core finds wrong with a page, a line a kind."""
    visit.page.evaluate(f"window.axe || (() => {{{AXE}}})()")  # through the debugger, so the page's policy need not let it
    asked = only or {"type": "tag", "values": TAGS}
    found = visit.page.evaluate("asked => axe.run(document, {runOnly: asked})", asked)["violations"]
    return [f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:200]}" for v in found]


@pytest.mark.parametrize("path", PAGES)
def test_everyone_can_use_it_and_it_fits_a_phone(visit: Visit, path: str) -> None:
    _open(visit, path)
    assert violations(visit) == []
    visit.page.emulate_media(color_scheme="dark")
    assert violations(visit, {"type": "rule", "values": ["color-contrast"]}) == []
    visit.page.set_viewport_size({"width": 390, "height": 844})
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(visit) == []
    assert [told for told in visit.complaints if path not in REFUSED or REFUSED[path] not in told] == []
    assert visit.left == []


@pytest.mark.parametrize("path", HOSTILE)
def test_an_article_full_of_script_is_text(visit: Visit, path: str) -> None:
    page = visit.go(path)
    assert page.title() != "owned"
    assert page.locator("img, main script:not([type='application/json'])").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert visit.complaints == []
    assert visit.left == []


@pytest.mark.parametrize("path", ["/events?type=ACCUSE", "/timeline", "/map", "/actors/PRK", "/coverage", f"/reports/{SEOUL['report']}"])
def test_it_can_be_read_without_script(visiting: Callable[..., Visit], path: str) -> None:
    page = visiting(java_script_enabled=False).go(path)
    assert page.locator("main table tbody tr, main .text").first.is_visible() or page.locator("main details").first.is_visible()


@pytest.mark.parametrize("path", ["/dyads/RUS/UKR", "/timeline", "/map"])
def test_without_script_figures_stand_in_tables_and_nothing_is_left_empty(visiting: Callable[..., Visit], path: str) -> None:
    page = visiting(java_script_enabled=False).go(path)
    assert page.locator(".drawing").count() > 0
    assert not any(drawing.is_visible() for drawing in page.locator(".drawing").all())
    assert all(table.is_visible() for table in page.locator("main table").all())


def test_without_script_there_is_nothing_to_pause(visiting: Callable[..., Visit], visit: Visit) -> None:
    assert visit.go("/live").get_by_label("pause").is_visible()
    assert not visiting(java_script_enabled=False).go("/live").get_by_label("pause").is_visible()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (EVENT, "h1"),
        (EVENT, ".telling header a >> nth=0"),
        (EVENT, "blockquote >> nth=0"),
        (EVENT, ".facts dd >> nth=0"),
        (f"/reports/{SEOUL['report']}", "h1"),
        (f"/reports/{SEOUL['report']}", ".kicker"),
        (f"/reports/{SEOUL['report']}", ".text"),
        ("/actors/PRK", "h1"),
        ("/dyads/RUS/UKR", "h1"),
        ("/dyads/RUS/UKR", ".brief .words >> nth=0"),
        ("/timeline", ".chronicle .words >> nth=0"),
        ("/map", "main th[scope=row] a >> nth=0"),
        ("/coverage", "tbody th >> nth=0"),
        ("/events", "tbody .words >> nth=0"),
        ("/events", ".party >> nth=0"),
        ("/events?place=" + "x" * 180, ".chosen"),
        ("/review", ".queue h2 a >> nth=0"),
    ],
)
@pytest.mark.parametrize("width", [390, 1280])
def test_a_word_without_end_stays_within_the_page(visit: Visit, path: str, words: str, width: int) -> None:
    page = _open(visit, path).page
    page.set_viewport_size({"width": width, "height": 844})
    if "x" * 180 not in path:
        page.locator(words).evaluate("one => one.textContent = 'x'.repeat(300)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
