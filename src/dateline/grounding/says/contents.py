"""What a word of saying takes: its clauses, phrases and objects as tokens of the sentence, and tokens as spans of the report.

A complement carries the name of the frame that it fills; the lexicon of speech lists for each word the frames that it takes:

    clause   a finite clause, with or without "that", and questions ("said it would", "asked whether")
    to       an infinitive ("promised to leave")
    gerund   "denied having", "recalled seeing"
    object   a noun phrase ("cited the report"); in a passive its subject
    asked    a party and what it is to do ("urged Iran to stop")
    named    a party and what it is called ("called it a lie", "considered him weak")
    a preposition: its phrase ("spoke of"); "~to" is the preposition, as in "refer to"
    object+ and a preposition: both ("accused them of lying", "described him as weak")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.language.clauses import is_passive
from dateline.language.parser import Sentence, Token
from dateline.model import Span

MARKS = frozenset({'"', "''", "``", "“", "”"})
DASHES = frozenset({"--", "–", "—", "―", "-"})
_EDGES = frozenset({",", ".", ":", ";", "...", "…", ")", "]", "(", "["}) | DASHES
_CLAUSES = ("ccomp", "xcomp", "oprd", "acomp", "attr", "advcl", "csubj")
_PREDICATED = frozenset({"of", "for", "to", "from", "as", "with", "about", "against", "toward", "towards", "into"})
_REASONS = frozenset({"because", "if", "unless", "since", "although", "though", "so", "until", "when", "where", "once"})
_DOUBTING = frozenset({"if", "whether"})
_ASKING = frozenset({"ask", "question", "wonder", "inquire", "know", "say", "debate"})


@dataclass(frozen=True, slots=True)
class Complement:
    """One thing that a word of saying takes: the frame's name and the indices of its tokens in the sentence."""

    frame: str
    tokens: frozenset[int]


def below(sentence: Sentence, *tokens: Token) -> frozenset[int]:
    """The indices of the tokens' subtrees."""
    return frozenset(t.i for token in tokens for t in sentence.subtree(token))


def is_suffered(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is passive, and no past tense that the parser takes for one ("A poll found that", "he's predicted wins")."""
    if not is_passive(sentence, verb):
        return False
    if verb.tag == "VBN" and verb.dep == "acl" and not sentence.child(verb, "agent"):
        return sentence.child(verb, "dobj", "ccomp") is None
    contracted = any(a.text.lower() in ("'s", "’s") for a in sentence.children(verb, "auxpass"))
    return not (contracted and sentence.child(verb, "dobj"))


def has_to(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return any(a.text.lower() == "to" for a in sentence.children(verb, "aux"))


# ---------------------------------------------------------------------- what hangs below a verb


def complements(sentence: Sentence, verb: Token) -> Iterator[Complement]:
    """What hangs below a verb, frame by frame; several where it takes several, and the wider ones too."""
    objects = _objects(sentence, verb)
    whom = noun_phrase(sentence, objects[0]) if objects else frozenset()
    if objects and objects[0].i == verb.head:  # "the bill backed by Cruz": the noun without the participle
        whom -= below(sentence, verb)
    clauses = sentence.children(verb, *_CLAUSES)
    if any(c.i > verb.i and c.dep == "ccomp" for c in clauses):
        clauses = [c for c in clauses if c.i > verb.i]
    for clause in clauses:
        if clause.dep == "advcl":
            yield from _adverbial(sentence, verb, clause, whom)
        elif clause.i > verb.i or not any(t.text in (":", ";") for t in sentence.tokens[clause.i : verb.i]):
            yield from _clausal(sentence, verb, clause, whom)
    if objects:
        yield Complement("object", whom | _rest_of_object(sentence, verb, objects[0]))
        for preposition in sentence.children(objects[0], "prep"):  # "accused the minister of lying", hung on the noun
            yield Complement("object+" + preposition.text.lower(), whom)
    for preposition in sentence.children(verb, "prep", "dative", "prt", "advmod"):
        yield from _phrases(sentence, preposition, whom)


def _clausal(sentence: Sentence, verb: Token, clause: Token, whom: frozenset[int]) -> Iterator[Complement]:
    frame, tokens = _frame(sentence, clause), below(sentence, clause)
    if frame in ("to", "gerund", "named") and whom:
        yield Complement("asked" if frame == "to" else "named", tokens | whom)
    elif frame == "to" and (party := _called_on(sentence, verb)):
        yield Complement("asked", tokens | party)
    if frame == "clause" and any(t.tag == "WP" for t in sentence.children(clause, "dobj", "nsubj")):
        yield Complement("object", tokens)  # "condemned what it called"
    if frame == "clause" and clause.i > verb.i:
        if whom and not sentence.child(clause, "mark") and min(tokens) == max(whom) + 1:
            yield Complement("object", whom | tokens)  # "remarks Trump had made"
        tokens |= _goes_on(sentence, verb, tokens)
    if frame == "to" and verb.tag != "VB":  # "wants to cut taxes, build roads", the second hung on the verb
        tokens |= below(sentence, *(c for c in sentence.children(verb, "conj") if c.tag == "VB" and not sentence.child(c, "nsubj", "aux")))
    yield Complement(frame, tokens)
    if frame == "named" and clause.dep == "ccomp" and clause.i > verb.i and sentence.child(clause, "nsubj"):
        yield Complement("clause", tokens | _goes_on(sentence, verb, tokens))


def _adverbial(sentence: Sentence, verb: Token, clause: Token, whom: frozenset[int]) -> Iterator[Complement]:
    """What the parser takes for an adverbial: "urged them to", "called for all to", "asked if"."""
    frame, tokens = _frame(sentence, clause), below(sentence, clause)
    marks = sentence.children(clause, "mark")
    if frame == "to" and whom:
        yield Complement("asked", tokens | whom)
    elif frame == "asked" and clause.i > verb.i:
        yield Complement("asked", tokens - {m.i for m in marks})
    elif clause.i > verb.i and verb.lemma in _ASKING and any(m.lemma in _DOUBTING for m in marks):
        yield Complement("clause", tokens)


def _objects(sentence: Sentence, verb: Token) -> list[Token]:
    if is_suffered(sentence, verb):
        return sentence.children(verb, "nsubjpass") or ([sentence.head(verb)] if verb.dep == "acl" else [])
    return sentence.children(verb, "dobj")


def _called_on(sentence: Sentence, verb: Token) -> frozenset[int]:
    """ "Called on Iran to stop": the party."""
    for preposition in sentence.children(verb, "prep", "prt"):
        if preposition.lemma in ("on", "upon", "for", "to", "with"):
            return below(sentence, *sentence.children(preposition, "pobj"))
    return frozenset()


def _frame(sentence: Sentence, clause: Token) -> str:
    if clause.tag == "VB" and has_to(sentence, clause):
        return "asked" if sentence.child(clause, "nsubj", "nsubjpass") else "to"
    if clause.dep in ("oprd", "acomp", "attr", "xcomp") and clause.tag != "VBG":
        return "named"
    if clause.tag == "VBG" and not sentence.child(clause, "aux"):
        return "gerund"
    if clause.pos not in ("VERB", "AUX") and not sentence.child(clause, "aux", "mark"):
        return "named"
    return "clause"


def noun_phrase(sentence: Sentence, noun: Token) -> frozenset[int]:
    """A noun with what defines it, without an afterthought behind a comma ("Cruz, who had left early", "Bush, the former governor")."""
    tokens = below(sentence, noun)
    for child in sorted(sentence.children(noun, "relcl", "appos", "acl", "prep"), key=lambda t: -t.i):
        extra = below(sentence, child)
        first = min(extra)
        if first > noun.i + 1 and sentence.tokens[first - 1].text in {",", *DASHES} and max(extra) >= max(tokens):
            tokens -= extra
    return tokens


def _goes_on(sentence: Sentence, verb: Token, tokens: frozenset[int]) -> frozenset[int]:
    """What the parser hangs beside a clause though it belongs to it: the rest of one cut before its verb, and its "because …"."""
    end = max(tokens)
    if end + 1 < len(sentence.tokens) and _is_cut(sentence, verb, sentence.tokens[end + 1]):
        stop = next((t.i for t in sentence.tokens[end:] if t.text == ";"), len(sentence.tokens))
        return frozenset(range(end + 1, stop))
    reasons = (
        c
        for c in sentence.children(verb, "advcl")
        if c.i > end and any(m.lemma in _REASONS for m in sentence.children(c, "mark", "advmod"))
    )
    return below(sentence, *reasons)


def _is_cut(sentence: Sentence, verb: Token, after: Token) -> bool:
    """Whether the word right after a clause must be of it: it is no dependent of the verb of saying, nor above it."""
    if after.head == after.i:
        return after.i != verb.i and after.pos in ("VERB", "AUX")
    content_word = after.pos in ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "PART") and after.tag != "VBG"
    return content_word and after.head != verb.i and after.i != verb.i and verb.i not in below(sentence, after)


def _rest_of_object(sentence: Sentence, verb: Token, noun: Token) -> frozenset[int]:
    """What follows the object and says more of it, though the parser hangs it on the verb ("blamed the law on the governor")."""
    if is_suffered(sentence, verb):
        return frozenset()
    rest: set[int] = set()
    end = max(below(sentence, noun))
    for child in sorted(sentence.children(verb, "prep", "dative"), key=lambda t: t.i):
        tokens = below(sentence, child)
        if child.i == end + 1 and child.lemma in _PREDICATED:
            rest |= tokens
            end = max(tokens)
    return frozenset(rest)


def _phrases(sentence: Sentence, preposition: Token, whom: frozenset[int]) -> Iterator[Complement]:
    for inner in [preposition, *sentence.children(preposition, "prep")]:
        nouns = sentence.children(inner, "pobj", "pcomp")
        if not nouns or any(n.text.endswith("day") or n.tag == "CD" for n in nouns):  # "spoke on Tuesday"
            continue
        name, tokens = inner.text.lower(), below(sentence, *nouns)
        if name == "to":  # "referred to him as"
            tokens |= below(sentence, *(p for p in sentence.children(sentence.head(preposition), "prep") if p.lemma == "as"))
        yield Complement("~to" if name == "to" else name, tokens)
        if whom:
            yield Complement("object+" + name, whom | below(sentence, preposition))


# ---------------------------------------------------------------------- tokens to spans


def spans_of(sentence: Sentence, tokens: Iterable[int]) -> list[Span]:
    """The runs of neighbouring tokens as spans; commas, stops and dashes at their edges are left out."""
    found: list[Span] = []
    run: list[Token] = []
    for i in [*sorted(tokens), -2]:
        if run and i != run[-1].i + 1:
            found += _trimmed(run)
            run = []
        if i >= 0:
            run.append(sentence.tokens[i])
    return found


def _trimmed(run: list[Token]) -> list[Span]:
    while run and run[0].text in _EDGES:
        run = run[1:]
    while run and run[-1].text in _EDGES:
        run = run[:-1]
    if all(t.pos == "PUNCT" for t in run):
        return []
    return [Span(run[0].start, run[-1].end)]
