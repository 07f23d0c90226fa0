"""What holds of time expressions whatever the text: no crash, spans in bounds and in order, intervals the right way round."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dateline.grounding.when.feasts import feasts
from dateline.grounding.when.times import TimeExpression, annotate, find, resolve, shift

WORDS = (
    "the a last next this past early late mid- since until from to between and before after of on in at about two 20 31 2019 1987 '90s "
    "Monday Friday's Sept. May MARCH June day days week weekend months year quarter fiscal FY2021 school century decade ago later "
    "9/11 earlier now tonight tomorrow noon 10 a.m. 2300 GMT (Seoul time) every half hour summer Easter Ramadan Eid al-Fitr anniversary "
    "25th first , . ' \n"
).split(" ")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
DAYS = st.none() | st.dates(date(1850, 1, 1), date(2150, 12, 31))


def check(text: str, found: list[TimeExpression]) -> None:
    end = 0
    for expression in found:
        assert end <= expression.span.start < expression.span.end <= len(text)
        assert expression.span.of(text) == expression.text
        assert (expression.start is None) == (expression.end is None)
        if expression.start is not None and expression.end is not None:
            assert expression.start <= expression.end
        end = expression.span.end


@given(TEXTS, DAYS)
def test_found_expressions_are_well_formed(text: str, published: date | None) -> None:
    check(text, find(text, 0, len(text), published))


@given(TEXTS, DAYS)
def test_annotated_expressions_are_well_formed(text: str, published: date | None) -> None:
    check(text, annotate(text, published))


@given(st.text(max_size=60), DAYS)
def test_any_text_can_be_read(text: str, published: date | None) -> None:
    check(text, find(text, 0, len(text), published))
    check(text, annotate(text, published))


@given(TEXTS, DAYS, st.sampled_from(["past", "present", "future"]))
def test_resolving_keeps_the_words_and_shifting_keeps_the_order(text: str, published: date | None, tense: str) -> None:
    found = find(text, 0, len(text), published)
    for expression in found:
        resolved = resolve(expression, published, tense)
        assert resolved.span == expression.span
        for other in found:
            shifted = shift(other, resolved)
            assert shifted.start is None or shifted.end is None or shifted.start <= shifted.end


@given(st.sampled_from(sorted(feasts())), st.integers(1800, 2200))
def test_feasts_stay_in_their_year_or_begin_beside_it(name: str, year: int) -> None:
    for days in feasts()[name].in_year(year):
        assert days.start <= days.end
        assert abs(days.start.year - year) <= 1
