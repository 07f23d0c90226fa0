"""Deep subjects and objects: passives, relatives, conjunctions, control and reduced clauses undone."""

from __future__ import annotations

import pytest

from dateline.language.clauses import is_conditional, is_negated, modality, objects, subjects, tense
from dateline.language.parser import Parser, Sentence, Token


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def find(parser: Parser, text: str, word: str) -> tuple[Sentence, Token]:
    for sentence in parser.parse(text):
        for token in sentence.tokens:
            if token.text == word:
                return sentence, token
    raise AssertionError(f"{word!r} is not in {text!r}")


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("France condemned the attack.", "condemned", ["France"]),
        ("The attack was condemned by France and Germany.", "condemned", ["France", "Germany"]),
        ("The rebels, who attacked a convoy, fled.", "attacked", ["rebels"]),
        ("Rebels accused of bombing a hospital fled.", "bombing", ["Rebels"]),
        ("Turkey agreed to meet the rebels.", "meet", ["Turkey"]),
        ("Turkey urged Russia to stop the raids.", "stop", ["Russia"]),
        ("Israel bombed the port and killed two sailors.", "killed", ["Israel"]),
        ("The minister left, warning Iran of sanctions.", "warning", ["minister"]),
        ("Iran was asked to release the crew.", "release", ["Iran"]),
        ("In September Turkey persuaded Russia to wait.", "persuaded", ["Turkey"]),
        ("The crew was freed.", "freed", []),
    ],
)
def test_deep_subject(parser: Parser, text: str, verb: str, expected: list[str]) -> None:
    sentence, token = find(parser, text, verb)
    assert [t.text for t in subjects(sentence, token)] == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("France condemned the attack.", "condemned", ["attack"]),
        ("The attack was condemned by France.", "condemned", ["attack"]),
        ("Troops deployed by Russia crossed the river.", "deployed", ["Troops"]),
        ("Syria allowed inspectors to enter.", "allowed", ["inspectors"]),
        ("North Korea fired what it called a satellite.", "fired", ["satellite"]),
        ("Police arrested three men and two women.", "arrested", ["men", "women"]),
    ],
)
def test_deep_object(parser: Parser, text: str, verb: str, expected: list[str]) -> None:
    sentence, token = find(parser, text, verb)
    assert [t.text for t in objects(sentence, token)] == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Iran will meet the envoy.", "meet", "future"),
        ("Iran may meet the envoy.", "meet", "possible"),
        ("Iran must free the crew.", "free", "obliged"),
        ("Iran said it would free the crew.", "free", "future"),
        ("Iran would free the crew.", "free", "possible"),
        ("Iran met the envoy.", "met", ""),
    ],
)
def test_modality(parser: Parser, text: str, verb: str, expected: str) -> None:
    assert modality(*find(parser, text, verb)) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Iran did not meet the envoy.", "meet", True),
        ("Iran never met the envoy.", "met", True),
        ("No talks were held.", "held", True),
        ("Police dispersed the crowd without firing a shot.", "firing", True),
        ("Iran met the envoy.", "met", False),
    ],
)
def test_negation(parser: Parser, text: str, verb: str, expected: bool) -> None:
    assert is_negated(*find(parser, text, verb)) is expected


def test_condition(parser: Parser) -> None:
    assert is_conditional(*find(parser, "Iran will respond if Israel attacks the port.", "attacks"))
    assert not is_conditional(*find(parser, "Israel attacked the port.", "attacked"))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The talks were held on Tuesday.", "Tuesday", "past"),
        ("The talks will be held on Tuesday.", "Tuesday", "future"),
        ("The minister is due to arrive on Tuesday.", "Tuesday", "future"),
    ],
)
def test_tense_of_the_clause(parser: Parser, text: str, word: str, expected: str) -> None:
    assert tense(*find(parser, text, word)) == expected


def test_every_token_stands_where_the_text_has_it(parser: Parser) -> None:
    text = "  “We’ll respond,” he said.\n\nNorth Korea test-fired a missile\u00a0– the seventh.  "
    for sentence in parser.parse(text):
        for token in sentence.tokens:
            assert text[token.start : token.end].replace("’", "'").replace("\u00a0", " ") in (
                token.text,
                token.text.replace('"', "“"),
                token.text.replace('"', "”"),
            )
