"""What the shipped reader sees in sentences; the fast one is held to the plain cases alone."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.coding.learned.reading import Reader, Reading
from dateline.language.parser import Parser, Sentence, Token

PARSER = Parser()


@pytest.fixture(scope="module", params=[False, True], ids=["transformer", "fast"])
def reader(request: pytest.FixtureRequest) -> Reader:
    return Reader.shipped(fast=request.param)


@pytest.fixture(scope="module")
def transformer() -> Reader:
    return Reader.shipped()


def read(reader: Reader, text: str, word: str) -> tuple[Reading, Sentence, Token]:
    sentences = PARSER.parse(text)
    sentence, token = next((s, t) for s in sentences for t in s.tokens if t.text == word)
    return reader.read(sentences), sentence, token


@pytest.mark.parametrize(
    ("text", "word", "type_"),
    [
        ("France condemned Iran's missile test on Monday.", "condemned", "ACCUSE"),
        ("Turkish jets bombed Kurdish villages in Iraq.", "bombed", "ASSAULT"),
        ("Police in Harare arrested two journalists on Tuesday.", "arrested", "COERCE"),
        ("The European Union urged both sides to exercise restraint.", "urged", "REQUEST"),
        ("Thousands protested in Warsaw against the new law.", "protested", "PROTEST"),
    ],
)
def test_plain_acts_are_read(reader: Reader, text: str, word: str, type_: str) -> None:
    reading, sentence, token = read(reader, text, word)
    types = reading.types(sentence, token)
    assert max(types, key=lambda t: types[t]) == type_


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The bank's shares rose three percent after its quarterly results.", "rose"),
        ("The orchestra opened the season with a symphony by Mahler.", "opened"),
        ("Rain is expected in the north of the country on Sunday.", "expected"),
    ],
)
def test_what_is_no_act_is_read_as_none(reader: Reader, text: str, word: str) -> None:
    reading, sentence, token = read(reader, text, word)
    types = reading.types(sentence, token)
    assert max(types, key=lambda t: types[t]) == ""


def test_parts_go_to_subject_and_object(transformer: Reader) -> None:
    reading, sentence, token = read(transformer, "France condemned Iran's missile test on Monday.", "condemned")
    parts = {m.token.text: m for m in reading.mentions(sentence, token)}
    assert parts["France"].actor > 0.5 > parts["France"].recipient
    assert parts["Iran"].recipient > parts["Iran"].actor


def test_words_that_tell_nothing_are_not_read(reader: Reader) -> None:
    reading, sentence, token = read(reader, "France has condemned the test.", "has")
    assert reading.types(sentence, token) == {}


def test_the_same_sentence_is_read_the_same_whatever_was_read_before(reader: Reader) -> None:
    text = "The minister refused to meet the envoy."
    first, sentence, token = read(reader, text, "refused")
    reader.read(PARSER.parse("Troops crossed the border. The army denied it."))
    again, _, _ = read(reader, text, "refused")
    assert np.array_equal(list(first.types(sentence, token).values()), list(again.types(sentence, token).values()))


def test_marked_pairs_are_read_by_the_transformer_alone(transformer: Reader) -> None:
    text = "France condemned Iran."
    marked = PARSER.parse(text)[0].tokens
    roots = transformer.roots(text, [marked[0].span], [marked[2].span])
    assert max(roots, key=lambda r: roots[r]) == "ACCUSE"
    assert Reader.shipped(fast=True).roots(text, [marked[0].span], [marked[2].span]) == {}
