"""What a person does on the pages: search, narrow down, leaf through, open, follow, by mouse, keyboard and on a phone."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import HOSTILE, SEOUL
from .conftest import Visit, serving

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect


def _found(visit: Visit) -> int:
    return int(visit.page.locator(".count strong").inner_text())


def test_words_are_searched_by_keyboard(visit: Visit) -> None:
    page = visit.go("/events")
    page.get_by_label("Words").fill("ballistic missile")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("text=ballistic"))
    page.locator(".chosen").wait_for()
    assert "fired a ballistic missile" in page.locator(".words").first.inner_text()


def test_facets_narrow_down_and_the_address_says_so(visit: Visit) -> None:
    page = visit.go("/events")
    everything = _found(visit)
    page.locator(".facets").get_by_role("link", name=re.compile("^THREATEN")).click()
    page.wait_for_url("**/events?type=THREATEN")
    page.locator(".facets").get_by_role("link", name=re.compile("^Russia")).first.click()
    page.wait_for_url("**/events?who=RUS&type=THREATEN")
    expect(page.locator(".chosen li")).to_have_count(3)
    assert 0 < _found(visit) < everything
    address = page.url
    page.get_by_role("link", name="Leave out type THREATEN").click()
    page.wait_for_url("**/events?who=RUS")
    page.go_back()
    page.wait_for_url(address)


def test_what_was_found_is_said_to_who_cannot_see_it(visit: Visit) -> None:
    page = visit.go("/events")
    page.locator(".facets").get_by_role("link", name=re.compile("^ASSAULT")).click()
    page.wait_for_url("**/events?type=ASSAULT")
    expect(page.locator("#told")).to_have_text("1 event found")


def test_a_list_is_leafed_through_without_repeating_or_missing_an_event(visit: Visit) -> None:
    page = visit.go("/events?limit=10")
    total, seen = _found(visit), []
    while True:
        seen += page.locator("tbody tr").evaluate_all("rows => rows.map(row => row.id)")
        if not page.get_by_role("link", name="Next 10").count():
            break
        at = page.url
        page.get_by_role("link", name="Next 10").click()
        expect(page).not_to_have_url(at)
        page.wait_for_load_state("networkidle")
    assert len(seen) == len(set(seen)) == total


@pytest.mark.parametrize("order", ["oldest", "most sources", "surest", "last told"])
def test_events_are_put_in_another_order(visit: Visit, order: str) -> None:
    page = visit.go("/events")
    page.get_by_role("link", name=order, exact=True).click()
    page.wait_for_url("**/events?sort=*")
    expect(page.locator(".tools [aria-current]")).to_have_text(order)


def test_an_event_leads_to_its_report_and_back(visit: Visit) -> None:
    page = visit.go("/events?type=MOBILIZE&sort=sources")
    page.locator("tbody .day a").first.click()
    page.get_by_role("heading", name="What they disagree on").wait_for()
    page.locator(".telling").first.get_by_role("link", name="Wire").first.click()
    page.wait_for_url("**/reports/**")
    page.locator(".tells").get_by_role("link").first.wait_for()
    page.locator(".text a.to").first.click()
    page.wait_for_url("**/events/*")


def test_why_an_event_was_coded_so_can_be_opened(visit: Visit) -> None:
    page = visit.go("/events?type=REQUEST")
    page.locator("tbody .day a").first.click()
    page.get_by_text("Why so coded").click()
    page.get_by_text("rules 0.8, reader 0.9").wait_for()


def test_layers_of_a_report_come_and_can_be_put_away(visit: Visit) -> None:
    page = visit.go(f"/reports/{SEOUL['report']}")
    page.locator("#layer-time").wait_for()
    time = page.locator(".text mark.time").first
    assert "2022-01-30" in (time.get_attribute("title") or "")
    assert "underline" in time.evaluate("mark => getComputedStyle(mark).textDecorationLine")
    page.locator("#layer-time").uncheck()
    expect(time).to_have_css("text-decoration-line", "none")


def test_layers_of_the_same_words_add_up_and_are_put_away_one_by_one(visit: Visit) -> None:
    page = visit.go(f"/reports/{SEOUL['report']}")
    page.locator("#layer-speaker").wait_for()
    both = page.locator(".text mark.actor:has(mark.speaker)").first
    speaker = both.locator("mark.speaker")
    for line, style in ((both, "solid"), (speaker, "wavy")):
        expect(line).to_have_css("text-decoration-line", "underline")
        expect(line).to_have_css("text-decoration-style", style)
    assert len({line.evaluate("mark => getComputedStyle(mark).textUnderlineOffset") for line in (both, speaker)}) == 2
    page.locator("#layer-speaker").uncheck()
    expect(speaker).to_have_css("text-decoration-line", "none")
    expect(both).to_have_css("text-decoration-line", "underline")


def test_a_search_leaves_what_is_empty_out_of_its_address(visit: Visit) -> None:
    for path in ("/events", "/timeline"):
        page = visit.go(f"{path}?who=RUS&who=CHN")
        page.get_by_label("Who", exact=True).fill("JPN")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{path}?who=JPN&who=RUS&who=CHN")


def test_days_that_are_refused_are_told_on_the_page(visit: Visit) -> None:
    page = visit.go("/events")
    page.get_by_label("From day").fill("2022-05-01")
    page.get_by_label("To day").fill("2022-01-01")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("alert")).to_contain_text("is before 2022-05-01")
    assert page.get_by_label("From day").input_value() == "2022-01-01"
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".chosen")).to_be_visible()


@pytest.mark.parametrize("scripted", [True, False])
def test_the_field_of_a_day_that_is_none_is_marked_and_is_mended_there(visiting: Callable[..., Visit], scripted: bool) -> None:
    page = visiting(java_script_enabled=scripted).go("/events?who=RUS&since=yesterday")
    wrong = page.get_by_label("From day")
    expect(wrong).to_have_value("yesterday")
    expect(wrong).to_have_accessible_description(re.compile("is no date"))
    wrong.fill("2021-06-01")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url(re.compile("who=RUS.*since=2021-06-01"))


def test_a_dyad_is_opened_by_naming_both(visit: Visit) -> None:
    page = visit.go("/actors")
    page.get_by_label("Between").fill("RUS")
    page.get_by_label("and", exact=True).fill("UKR")
    page.get_by_role("button", name="Open the dyad").click()
    page.wait_for_url("**/dyads/RUS/UKR")


@pytest.mark.parametrize(
    ("path", "kind"), [("/timeline?by=day", "classes"), ("/actors/RUS?by=day", "scores"), ("/actors/RUS?by=day", "types")]
)
def test_bars_of_days_can_be_seen_however_many_there_are(visiting: Callable[..., Visit], path: str, kind: str) -> None:
    page = visiting(viewport={"width": 390, "height": 844}).go(path)
    bars = page.locator(f"figure[data-chart={kind}] [aria-label=rect] rect")
    bars.first.wait_for(state="attached")
    assert min(bars.evaluate_all("bars => bars.map(bar => +bar.getAttribute('width'))")) >= 1


def test_on_a_phone_all_pages_can_be_seen_to_be_there(visiting: Callable[..., Visit]) -> None:
    page = visiting(viewport={"width": 390, "height": 844}).go("/review")
    for link in page.get_by_role("navigation", name="Pages").get_by_role("link").all():
        box = link.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390


@pytest.mark.parametrize(("path", "cell"), [("/actors/RUS", "tbody th a"), ("/map", "tbody th a"), ("/codebook", ".types th a")])
def test_on_a_phone_no_name_of_a_table_is_broken_within_a_word(visiting: Callable[..., Visit], path: str, cell: str) -> None:
    page = visiting(viewport={"width": 390, "height": 844}).go(path)
    lines = "all => all.map(one => [one.textContent.trim().split(/[\\s-]+/).length, one.getClientRects().length])"
    found = page.locator(cell).evaluate_all(lines)
    assert found
    assert all(rows <= words for words, rows in found)


def test_a_tap_says_what_a_word_stands_for(visiting: Callable[..., Visit]) -> None:
    page = visiting(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).go("/reports/wire-b-2")
    page.locator("#layer-actor").wait_for()
    page.locator(".text mark.actor").first.tap()
    expect(page.locator("#resolution")).to_contain_text("rebels")


def test_markup_of_an_article_is_shown_as_it_was_written(visit: Visit) -> None:
    page = visit.go("/reports/hostile-1")
    assert HOSTILE in page.locator(".text").inner_text()
    assert page.title().startswith("<script>document.title=")


@pytest.mark.parametrize(
    ("path", "drawn"),
    [
        ("/actors/RUS", "figure[data-chart=scores] svg rect"),
        ("/dyads/RUS/UKR", "figure[data-chart=classes] svg rect"),
        ("/timeline", "figure[data-chart=classes] svg rect"),
        ("/actors/RUS?by=day", "figure[data-chart=scores] svg rect"),
        ("/actors/RUS", "figure[data-chart=types] svg rect"),
        ("/actors/RUS?by=quarter", "figure[data-chart=scores] svg rect"),
        ("/actors/RUS?by=year", "figure[data-chart=classes] svg rect"),
        ("/map", "figure[data-chart=map] svg circle"),
    ],
)
def test_figures_are_drawn(visit: Visit, path: str, drawn: str) -> None:
    page = visit.go(path)
    page.locator(drawn).first.wait_for(state="attached")
    assert visit.complaints == []


def test_a_figure_says_what_stands_below_the_pointer(visit: Visit) -> None:
    page = visit.go("/dyads/RUS/UKR")
    drawing = page.locator("figure[data-chart=scores] svg.plot").first
    drawing.wait_for()
    drawing.hover()
    page.locator("figure[data-chart=scores] [aria-label=tip] text").first.wait_for()


def test_the_map_can_be_fitted_to_the_events(visit: Visit) -> None:
    page = visit.go("/map")
    page.get_by_role("button", name="Fit to the events").click()
    page.get_by_role("button", name="Show the world").wait_for()
    assert visit.complaints == []


def test_a_place_on_the_map_leads_to_its_events(visit: Visit) -> None:
    page = visit.go("/map")
    page.locator("figure[data-chart=map] svg circle").first.click(force=True)
    page.wait_for_url(re.compile("/events[?](place|country)="))
    assert _found(visit) > 0


def test_what_is_known_to_its_country_only_is_drawn_as_an_open_dot(visit: Visit) -> None:
    page = visit.go("/map")
    dots = page.locator("figure[data-chart=map] svg circle")
    dots.first.wait_for(state="attached")
    expect(dots).to_have_count(page.locator("main table tbody tr").count())


def test_talks_stand_beside_provocations(visit: Visit) -> None:
    page = visit.go("/dyads/RUS/UKR")
    talks, provocations = (page.get_by_role("region", name=name).bounding_box() for name in ("Talks", "Provocations"))
    assert talks and provocations
    assert talks["y"] == provocations["y"]
    assert talks["x"] < provocations["x"]


def test_a_gap_in_a_source_is_marked(visit: Visit) -> None:
    page = visit.go("/coverage")
    assert page.locator("td.gap").count() > 0
    page.locator("th.step a").first.click()
    page.wait_for_url("**/events?since=*")


def test_the_first_key_leads_past_the_head_of_a_page(visit: Visit) -> None:
    page = visit.go("/events")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


def test_on_a_phone_facets_are_folded_away(visiting: Callable[..., Visit]) -> None:
    page = visiting(viewport={"width": 390, "height": 844}).go("/events")
    facet = page.locator(".facets").get_by_role("link", name=re.compile("^ACCUSE"))
    expect(facet).to_be_hidden()
    page.get_by_text("Narrow down").click()
    expect(facet).to_be_visible()


def test_all_works_without_script(visiting: Callable[..., Visit]) -> None:
    visit = visiting(java_script_enabled=False)
    page = visit.go("/events")
    page.get_by_label("Who", exact=True).fill("JPN")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url(re.compile("who=JPN"))
    assert _found(visit) == 1
    page.locator("tbody .day a").first.click()
    page.get_by_role("heading", name="Cite this event").wait_for()


ARRIVAL = """
import sys
sys.path.insert(0, {root!r})
from dateline.record.merging import merge
from dateline.record.turns import Turns
from tests.web.conftest import JPN, USA, mention, on, report
told = report("late-1", "2023-03-03", "Japan praised the United States on Friday.", "Wire D")
with Turns({path!r}, 20).writing() as store:
    store.insert("reports", [told])
    store.insert("mentions", [mention(told, "SUPPORT", "praised", [JPN], [USA], time=on("2023-03-03"))])
    merge(store)
"""


def _arrive(path: Path) -> None:
    root = str(Path(__file__).parents[3])
    subprocess.run([sys.executable, "-c", ARRIVAL.format(root=root, path=str(path))], check=True, timeout=60)


def test_an_event_appears_as_another_process_writes_it(visiting: Callable[..., Visit], own: Path) -> None:
    with serving(own) as address:
        live, listed = visiting(address), visiting(address)
        live.go("/live")
        listed.go("/events")
        _arrive(own)
        live.page.get_by_text("Japan praised the United States").wait_for()
        expect(live.page.locator("#rows tr").first).to_contain_text("Japan praised")
        listed.page.get_by_role("link", name="1 event has come or changed: show").click()
        listed.page.get_by_text("Japan praised the United States").wait_for()
        assert live.complaints == listed.complaints == []
