"""Which part of what coded a report is behind a difference: by the manifests, and by what the differing steps cite."""

from __future__ import annotations

import pytest

from dateline.record.causes import of_manifests, part_of

OLD = {"dateline": "1", "code": "c", "settings": "{}", "lexicon": "l", "registry": "r", "model": "m"}


@pytest.mark.parametrize(
    ("changed", "pointed", "expected"),
    [
        ({"registry": "R"}, [], ["registry"]),
        ({"registry": "R", "lexicon": "L"}, ["lexicon"], ["lexicon"]),
        ({"registry": "R", "lexicon": "L"}, ["model"], ["lexicon", "registry"]),
        ({"registry": "R", "code": "C"}, ["registry"], ["code", "registry"]),
        ({"dateline": "2", "code": "C"}, [], ["code"]),
        ({"dateline": "2"}, [], ["dateline"]),
        ({"settings": '{"fast": true}'}, ["model"], ["settings"]),
        ({}, ["registry"], ["one manifest, two codings"]),
    ],
)
def test_parts(changed: dict[str, str], pointed: list[str], expected: list[str]) -> None:
    assert [cause.what for cause in of_manifests(OLD, OLD | changed, pointed)] == expected


def test_what_no_manifest_tells() -> None:
    assert [cause.kind for cause in of_manifests({}, OLD)] == ["unknown"]


@pytest.mark.parametrize(
    ("entry", "part"),
    [
        ("states.csv:59", "registry"),
        ("mine.csv:2", "registry"),
        ("special.csv:7", "gazetteer"),
        ("'A attack R' is ASSAULT (assault.toml)", "lexicon"),
        ("'A condemn ACT' (condemn, operators.toml)", "lexicon"),
    ],
)
def test_an_entry_is_of_the_part_that_its_file_is_of(entry: str, part: str) -> None:
    assert part_of(entry) == part
