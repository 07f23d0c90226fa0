"""Quotations: where they begin and end, over sentences and paragraphs."""

from __future__ import annotations

import pytest

from dateline.grounding.says.quotations import Quotations, find_quotations
from dateline.model import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “come back” and left.", ["“come back”"]),
        ('He said "come back" and left.', ['"come back"']),
        ("He said ''come back'' and left.", ["''come back''"]),
        ("He said ‘come back’ and left.", ["‘come back’"]),
        ("The workers' hall wasn't far from the clerks' office.", []),
        ("“He said ‘come back’ to me,” she said.", ["“He said ‘come back’ to me,”"]),
        ("“One,” he said. “Two.”", ["“One,”", "“Two.”"]),
        ("“One sentence. Another one,” he said.", ["“One sentence. Another one,”"]),
        ('“Mixed marks," he said.', ['“Mixed marks,"']),
        ("“A first paragraph.\n\n“A second one.” He left.", ["“A first paragraph.\n\n“A second one.”"]),
        ("“Left open for good.\n\nThe next day he was gone.", ["“Left open for good."]),
        ("She is 5'4\" tall.", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in find_quotations(text)] == expected


def test_a_span_that_ends_inside_a_quotation_is_widened_to_all_of_it() -> None:
    text = "He said “come back. Bring bread.”"
    assert [s.of(text) for s in Quotations(text).whole([Span(9, 18)], 3)] == ["“come back. Bring bread.”"]


def test_the_quotation_of_the_cue_itself_is_left_alone() -> None:
    text = "“He says yes, often.”"
    assert [s.of(text) for s in Quotations(text).whole([Span(9, 12)], 4)] == ["yes"]
