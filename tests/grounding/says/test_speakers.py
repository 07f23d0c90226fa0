"""Who is cited for what: source, cue and content, by the words that tell it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dateline.grounding.says.citations import Citation, Citing
from dateline.language.parser import Parser
from dateline.model import Span

Row = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def citations(parser: Parser, text: str) -> list[Citation]:
    return Citing(text, parser.parse(text)).citations()


def words(text: str, spans: Sequence[Span]) -> str:
    """The spans' words; a bar stands between runs."""
    return " | ".join(span.of(text) for span in spans)


def rows(parser: Parser, text: str) -> list[tuple[str, str, str]]:
    return [(words(text, c.source), words(text, c.cue), words(text, c.content)) for c in citations(parser, text)]


INDIRECT: list[Row] = [
    ("The minister said the bridge would reopen in May.", "The minister", "said", "the bridge would reopen in May"),
    ("She told reporters that the border would stay shut.", "She", "told", "that the border would stay shut"),
    ("Sources close to the talks said a deal was near.", "Sources close to the talks", "said", "a deal was near"),
    ("Asked about the strike, the minister said he would not comment.", "the minister", "said", "he would not comment"),
    ("As the minister said, the talks had failed.", "the minister", "said", "the talks had failed"),
    ("The union leader pointed out that wages had fallen.", "The union leader", "pointed", "that wages had fallen"),
    ("The governor asked whether the dam was safe.", "The governor", "asked", "whether the dam was safe"),
    (
        "Doctors who had seen the wounded said that gas was used.",
        "Doctors who had seen the wounded",
        "said",
        "that gas was used",
    ),
]

DIRECT: list[Row] = [
    ("“We will rebuild the harbour,” the governor said on Monday.", "the governor", "said", "“We will rebuild the harbour,”"),
    ("The governor said: “We will rebuild the harbour.”", "The governor", "said", "“We will rebuild the harbour.”"),
    ("Kamau told the court, “I never saw that letter.”", "Kamau", "told", "“I never saw that letter.”"),
    ("“Nobody was hurt. We acted within the law,” he said.", "he", "said", "“Nobody was hurt. We acted within the law,”"),
    ("''Nobody was hurt,'' the chief said.", "the chief", "said", "''Nobody was hurt,''"),
    ("The chief of police said:\n\n“Nobody was hurt.”", "The chief of police", "said", "“Nobody was hurt.”"),
]

MIXED: list[Row] = [
    (
        "The governor said the harbour was “a jewel of the coast” and would be rebuilt.",
        "The governor",
        "said",
        "the harbour was “a jewel of the coast” and would be rebuilt",
    ),
    ("The attackers were “cowards,” the mayor said.", "the mayor", "said", "The attackers were “cowards,”"),
    ("The ministry called the raid “an act of piracy.”", "The ministry", "called", "the raid “an act of piracy.”"),
]

SCATTERED: list[Row] = [
    ("The harbour, the governor said, belongs to everybody.", "the governor", "said", "The harbour | belongs to everybody"),
    ("“The harbour,” the governor said, “belongs to everybody.”", "the governor", "said", "“The harbour,” | “belongs to everybody.”"),
    (
        "“We will rebuild it,” said Ana Lopes, who took office in March. “It belongs to all of us.”",
        "Ana Lopes, who took office in March",
        "said",
        "“We will rebuild it,” | “It belongs to all of us.”",
    ),
    (
        "“Nobody was hurt,” he said.\n\n“We acted within the law.”",
        "he",
        "said",
        "“Nobody was hurt,” | “We acted within the law.”",
    ),
]

PHRASES: list[Row] = [
    ("According to the Red Cross, 40 people are missing.", "the Red Cross", "According to", "40 people are missing"),
    ("Forty people are missing, according to the Red Cross.", "the Red Cross", "according to", "Forty people are missing"),
    ("Few heard France's warning that the treaty might lapse.", "France's", "warning", "that the treaty might lapse"),
    ("The envoy expressed concern that the truce would not last.", "The envoy", "concern", "that the truce would not last"),
    ("The senator is critical of the pact.", "The senator", "critical", "the pact"),
    ("The senator is sure that the pact will fail.", "The senator", "sure", "that the pact will fail"),
]

ACTS: list[Row] = [
    ("The rebels claimed responsibility for the bombing.", "The rebels", "claimed", "responsibility for the bombing"),
    ("Responsibility for the bombing was claimed by the rebels.", "the rebels", "claimed", "Responsibility for the bombing"),
    (
        "Amnesty International accused the police of beating prisoners.",
        "Amnesty International",
        "accused",
        "the police of beating prisoners",
    ),
    ("Doctors urged the government to close the schools.", "Doctors", "urged", "the government to close the schools"),
    ("The council called on Sudan to open the border.", "The council", "called", "Sudan to open the border"),
    ("The president promised to release the prisoners.", "The president", "promised", "to release the prisoners"),
    ("The army denied shelling the village.", "The army", "denied", "shelling the village"),
    ("The opposition rejected the offer as a trick.", "The opposition", "rejected", "the offer as a trick"),
    ("Officials have warned of floods.", "Officials", "warned", "floods"),
    ("Analysts think the currency will fall.", "Analysts", "think", "the currency will fall"),
]

DOCUMENTS: list[Row] = [
    ("A United Nations report found that the dam was unsafe.", "A United Nations report", "found", "that the dam was unsafe"),
    ("Court records show that the firm was never fined.", "Court records", "show", "that the firm was never fined"),
    ("The firm was never fined, court records show.", "court records", "show", "The firm was never fined"),
    ("Polls show a narrow lead for the incumbent.", "Polls", "show", "a narrow lead for the incumbent"),
    ("The ministry issued a statement saying the raid was illegal.", "The ministry | a statement", "saying", "the raid was illegal"),
    ("State television said the pilot had survived.", "State television", "said", "the pilot had survived"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), [*INDIRECT, *DIRECT, *MIXED, *SCATTERED, *PHRASES, *ACTS, *DOCUMENTS])
def test_source_cue_and_content(parser: Parser, text: str, source: str, cue: str, content: str) -> None:
    assert rows(parser, text) == [(source, cue, content)]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The general is reported to have fled to Chad.", "reported", "The general | to have fled to Chad"),
        ("It is believed that the general fled to Chad.", "believed", "that the general fled to Chad"),
        ("The general reportedly fled to Chad.", "reportedly", "The general | fled to Chad"),
        ("Two guards were allegedly beaten.", "allegedly", "Two guards were | beaten"),
    ],
)
def test_hearsay_has_no_source(parser: Parser, text: str, cue: str, content: str) -> None:
    (citation,) = citations(parser, text)
    assert (citation.kind, citation.source, words(text, citation.cue), words(text, citation.content)) == ("hearsay", (), cue, content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Yonhap quoted an official as saying that the missile had exploded.",
            [("Yonhap", "an official as saying that the missile had exploded"), ("an official", "that the missile had exploded")],
        ),
        (
            "The newspaper reported that two officials had said the vote was rigged.",
            [("The newspaper", "that two officials had said the vote was rigged"), ("two officials", "the vote was rigged")],
        ),
        (
            "Six soldiers died, the agency reported, citing a military official.",
            [("the agency", "Six soldiers died"), ("a military official", "Six soldiers died")],
        ),
    ],
)
def test_a_chain_has_a_citation_for_each_link(parser: Parser, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(words(text, c.source), words(text, c.content)) for c in citations(parser, text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "“I think the minister said too much,” the clerk said.",
        "“My father always told me that the sea would take us,” the clerk said.",
    ],
)
def test_who_speaks_inside_a_quotation_is_left_to_the_quoted(parser: Parser, text: str) -> None:
    assert [source for source, _, _ in rows(parser, text)] == ["the clerk"]


def test_what_is_told_of_wishes_and_beliefs_is_the_tellers(parser: Parser) -> None:
    assert rows(parser, "Iran said it wanted peace and supported the plan.") == [("Iran", "said", "it wanted peace and supported the plan")]


def test_two_sayings_of_one_speaker_are_two(parser: Parser) -> None:
    text = "He added that nobody had been hurt, and said the inquiry would go on."
    assert rows(parser, text) == [("He", "added", "that nobody had been hurt"), ("He", "said", "the inquiry would go on")]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Okafor: Roads Come First\n\nPresident Okafor opened a road on Monday.", "Okafor", "Roads Come First"),
        ("Poll: Voters Split Over Pensions\n\nTurnout fell.", "Poll", "Voters Split Over Pensions"),
        ("“Enough is enough.” — Maria Santos, teacher", "Maria Santos, teacher", "“Enough is enough.”"),
    ],
)
def test_headlines_and_signatures(parser: Parser, text: str, source: str, content: str) -> None:
    assert [(s, c) for s, _, c in rows(parser, text)] == [(source, content)]


def test_a_statement_told_without_marks_runs_to_the_next_speaker(parser: Parser) -> None:
    text = "The ministry said:\n\nThe dam is safe.\n\nNobody needs to leave.\n\nThe mayor said he had doubts."
    assert [(s, c) for s, _, c in rows(parser, text)] == [
        ("The ministry", "The dam is safe.\n\nNobody needs to leave."),
        ("The mayor", "he had doubts"),
    ]


def test_a_quotation_that_ends_with_a_question_mark_belongs_to_the_sentence_behind_it(parser: Parser) -> None:
    text = "“Who has read the letter?” Kamau asked. “Nobody here has.”"
    assert rows(parser, text) == [("Kamau", "asked", "“Who has read the letter?” | “Nobody here has.”")]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("A poll found last week that Novak would win.", "A poll", "that Novak would win"),
        ("Rossi claims that the vote was stolen.", "Rossi", "that the vote was stolen"),
        ("Judge Rules Against Dam\n\nThe dam stays shut.", "Judge", "Against Dam"),
    ],
)
def test_verbs_that_a_parser_may_take_for_nouns_or_participles(parser: Parser, text: str, source: str, content: str) -> None:
    assert [(s, c) for s, _, c in rows(parser, text)] == [(source, content)]


def test_a_transcripts_turns(parser: Parser) -> None:
    text = "MODERATOR: Will you sign the treaty?\nROSSI: I will sign it soon.\n\nI promise."
    assert [(s, c) for s, _, c in rows(parser, text)] == [("MODERATOR", "Will you sign the treaty?"), ("ROSSI", "I will sign it soon.")]


@pytest.mark.parametrize(
    "text",
    [
        "The minister spoke on Tuesday.",
        "The bridge reopened in May.",
        "Update: Roads Closed After Storm\n\nThe storm passed.",
        "The firm is able to back the loan.",
        "The army attacked the village on Sunday.",
        "The soldiers found the body in a well.",
        "The mayor continued his tour.",
    ],
)
def test_nothing_is_attributed(parser: Parser, text: str) -> None:
    assert rows(parser, text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The minister said the bridge was safe.", "speech"),
        ("Voters want lower taxes.", "stance"),
        ("The union supports the bill.", "stance"),
        ("A survey showed that rents had doubled.", "evidence"),
    ],
)
def test_kinds_keep_saying_apart_from_wishing_and_showing(parser: Parser, text: str, kind: str) -> None:
    assert [c.kind for c in citations(parser, text)] == [kind]
