"""Reviewing in a browser: from the queue over a correction to the history, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .conftest import Visit, serving

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect


@pytest.fixture
def at(own: Path) -> Iterator[str]:
    """The address of a server of a record that may be written."""
    with serving(own) as address:
        yield address


def test_a_mention_is_corrected_from_the_queue_and_taken_back(visiting: Callable[..., Visit], at: str) -> None:
    visit = visiting(at)
    page = visit.go("/review?type=REQUEST")
    expect(page.locator(".queue .why").first).to_contain_text("in doubt by")
    page.locator(".queue h2 a").first.click()
    page.wait_for_url(re.compile("/review/mentions/"))
    page.get_by_label("Type").select_option("ACCUSE")
    modes = page.locator("select[name=mode] optgroup:not([disabled])")
    expect(modes).to_have_count(1)
    expect(modes).to_have_attribute("label", "ACCUSE")
    page.get_by_label("Mode").select_option("disapprove")
    page.get_by_label("Reason").fill("they complain")
    page.get_by_role("button", name="Keep what I changed").click()
    page.wait_for_url(re.compile("/events/"))
    expect(page.locator("ol.history")).to_contain_text("type ACCUSE; mode disapprove (they complain)")
    page.get_by_text("Take back").first.click()
    page.locator("form.back button").click()
    expect(page.locator("ol.history")).to_contain_text("taken back by")
    assert (visit.complaints, visit.left) == ([], [])


def test_everything_goes_without_a_script_too(visiting: Callable[..., Visit], at: str) -> None:
    page = visiting(at, java_script_enabled=False).go("/events?type=ASSAULT")
    page.locator("tbody .day a").first.click()
    page.get_by_role("button", name="All tellings are of one act").click()
    expect(page.locator("ol.history")).to_contain_text("confirmed as one by")
    page.get_by_role("button", name=re.compile("^Right")).first.click()
    expect(page.locator("ol.history")).to_contain_text("accepted by")
    page.get_by_role("link", name=re.compile("^Correct or reject")).last.click()
    page.get_by_label("Reason").fill("another attack")
    page.get_by_role("button", name="Another act: split off").click()
    expect(page.locator("ol.history")).to_contain_text("split off by")


def test_the_second_of_two_is_told_what_the_first_did(visiting: Callable[..., Visit], at: str) -> None:
    first, second = visiting(at), visiting(at)
    page = first.go("/review?type=REQUEST")
    page.locator(".queue h2 a").first.click()
    page.wait_for_url(re.compile("/review/mentions/"))
    late = second.go(page.url.removeprefix(at))
    page.get_by_label("Reason").fill("no event of its own")
    page.get_by_label("How real").select_option("future")
    page.get_by_role("button", name="Keep what I changed").click()
    page.wait_for_url(re.compile("/events/"))
    late.get_by_label("How real").select_option("negated")
    late.get_by_label("Reason").fill("they refused")
    late.get_by_role("button", name="Keep what I changed").click()
    expect(late.locator("[role=alert]")).to_contain_text("somebody was here before you")
    expect(late.locator("[role=alert]")).to_contain_text("factuality future (no event of its own)")
    assert late.get_by_label("How real").input_value() == "negated"
    assert late.get_by_label("Reason").input_value() == "they refused"
    late.get_by_role("button", name="Keep what I changed").click()
    late.wait_for_url(re.compile("/events/"))
    expect(late.locator("ol.history > li")).to_have_count(2)


def test_the_second_keeps_what_the_first_changed_and_he_did_not(visiting: Callable[..., Visit], at: str) -> None:
    page = visiting(at).go("/review?type=REQUEST")
    page.locator(".queue h2 a").first.click()
    page.wait_for_url(re.compile("/review/mentions/"))
    late = visiting(at).go(page.url.removeprefix(at))
    page.get_by_label("Type").select_option("REJECT")
    page.get_by_label("Reason").fill("a refusal")
    page.get_by_role("button", name="Keep what I changed").click()
    page.wait_for_url(re.compile("/events/"))
    late.get_by_label("When").fill("2022-01-20")
    late.get_by_label("Reason").fill("the day")
    late.get_by_role("button", name="Keep what I changed").click()
    expect(late.locator("[role=alert]")).to_contain_text("What you changed stands below (When), all else as it is now.")
    expect(late.get_by_label("Type")).to_have_value("REJECT")
    expect(late.get_by_label("When")).to_have_value("2022-01-20")
    late.get_by_role("button", name="Keep what I changed").click()
    expect(late.locator("ol.history > li").last).to_contain_text(re.compile("corrected by .*: time 2022-01-20 "))


def test_what_is_wrong_is_told_at_the_field_which_has_the_focus(visiting: Callable[..., Visit], at: str) -> None:
    page = visiting(at).go("/review?type=REQUEST")
    page.locator(".queue h2 a").first.click()
    page.get_by_role("button", name="No event: reject").click()
    reason = page.get_by_label("Reason")
    expect(reason).to_be_focused()
    expect(reason).to_have_attribute("aria-invalid", "true")
    expect(reason).to_have_accessible_description("A reason is needed. Say in a few words why.")
