"""The act that an operator takes: its predicate, told as an infinitive, a clause, a gerund or an event noun."""

from __future__ import annotations

from collections.abc import Callable

from dateline.coding.patterns import Entry
from dateline.language.clauses import Frame
from dateline.language.parser import Sentence, Token
from dateline.wordlists import wordlist


def inner_predicate(
    sentence: Sentence, token: Token, entry: Entry, frame: Frame, nouns: list[Token], events: Callable[[str], object]
) -> Token | None:
    """The predicate of the act that an operator takes, told in one of the ways that its entry allows."""
    if token.dep == "aux" and token.head != token.i:
        return sentence.head(token)
    hosts = [frame.trigger, *([frame.support] if frame.support is not None else []), *nouns]
    for host in hosts:
        if "to" in entry.clause:
            for child in sentence.children(host, "xcomp", "ccomp", "acl", "advcl", "relcl"):
                if (
                    child.tag == "VB"
                    and any(m.lemma == "for" for m in sentence.children(child, "mark"))
                    and child.dep == "advcl"
                    and "for" not in entry.clause
                    and not _addressed_by_for(entry)
                ):
                    continue
                auxiliaries = {a.text.lower() for a in sentence.children(child, "aux")}
                if child.tag == "VB" and ("to" in auxiliaries or (child.dep in ("xcomp", "ccomp") and not auxiliaries)):
                    return _content_word(sentence, child)
        if "that" in entry.clause:
            for child in sentence.children(host, "ccomp", "acl", "relcl"):
                if child.tag != "VBG" and not any(a.text.lower() == "to" for a in sentence.children(child, "aux")):
                    if entry.effect == "request" and not _is_wished(sentence, child):
                        continue
                    return _content_word(sentence, child)
        if "direct" in entry.clause:
            for child in sentence.children(host, "xcomp", "ccomp"):
                if child.tag == "VBG":
                    return child
    if entry.clause & frame.particles and frame.objects:  # "carried out air strikes"
        return frame.objects[0]
    if "direct" in entry.clause and frame.objects and entry.pos == "verb":
        return frame.objects[0]
    if "for" in entry.clause:
        for host in hosts:
            for child in sentence.children(host, "advcl", "ccomp", "xcomp"):
                if any(m.lemma == "for" for m in sentence.children(child, "mark")):
                    return child
    for preposition in sorted(entry.clause - {"direct", "that"}):
        for noun in frame.obliques.get(preposition, []):
            if preposition != "to" or noun.pos == "VERB" or events(noun.lemma):
                return _contained(sentence, noun)
    return None


def _contained(sentence: Sentence, noun: Token) -> Token:
    """What a container noun holds: "the dangers of a clash", "the possibility of talks"."""
    if noun.lemma in wordlist("containers"):
        for of in sentence.children(noun, "prep"):
            for inner in sentence.children(of, "pobj", "pcomp"):
                return inner
    return noun


def _addressed_by_for(entry: Entry) -> bool:
    """Whether the entry addresses its recipient with "for" ("A call for R to ACT")."""
    return any("for" in c.prepositions for c in entry.complements)


def _is_wished(sentence: Sentence, verb: Token) -> bool:
    """A clause of what should be ("insisted that he leave", "that they must") and not of what is ("insisted it would not")."""
    auxiliaries = {a.text.lower() for a in sentence.children(verb, "aux", "auxpass")}
    if auxiliaries & {"should", "must", "be"}:
        return True
    return verb.tag in ("VB", "VBP") and not auxiliaries & {
        "will",
        "would",
        "could",
        "can",
        "may",
        "might",
        "'ll",
        "do",
        "did",
        "have",
        "had",
    }


def _content_word(sentence: Sentence, verb: Token) -> Token:
    """The predicate adjective of a bare copula, else the verb itself."""
    if verb.lemma == "be" and verb.pos == "AUX":
        return sentence.child(verb, "acomp", "attr") or verb
    return verb
