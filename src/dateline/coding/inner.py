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
    """The predicate of the act that an operator takes, told in one of the ways that its entry allows.

    Args:
        token: the operator's trigger.
        nouns: the nouns that the entry names, on which the act may hang ("gave a promise to meet").
        events: whether a lemma is an event noun of the lexicon.
    """
    if token.dep == "aux" and token.head != token.i:
        return sentence.head(token)
    hosts = [frame.trigger, *([frame.support] if frame.support is not None else []), *nouns]
    for host in hosts:
        found = _infinitive(sentence, host, entry) or _clause(sentence, host, entry) or _gerund(sentence, host, entry)
        if found:
            return found
    if "direct" in entry.clause and frame.objects and (entry.pos == "verb" or entry.clause & frame.particles):
        return frame.objects[0]
    return _for_clause(sentence, hosts, entry) or _phrase(sentence, frame, entry, events)


def _infinitive(sentence: Sentence, host: Token, entry: Entry) -> Token | None:
    """ "Agreed to meet"; a bare infinitive too ("helped build")."""
    if "to" not in entry.clause:
        return None
    for child in sentence.children(host, "xcomp", "ccomp", "acl", "advcl", "relcl"):
        if child.tag != "VB" or (child.dep == "advcl" and _is_for_clause(sentence, child) and not _addressed_by_for(entry)):
            continue
        auxiliaries = {a.text.lower() for a in sentence.children(child, "aux")}
        if "to" in auxiliaries or (child.dep in ("xcomp", "ccomp") and not auxiliaries):
            return _content_word(sentence, child)
    return None


def _clause(sentence: Sentence, host: Token, entry: Entry) -> Token | None:
    """ "Demanded that Israel withdraw", with "that" or without."""
    if "that" not in entry.clause:
        return None
    for child in sentence.children(host, "ccomp", "acl", "relcl"):
        infinitive = any(a.text.lower() == "to" for a in sentence.children(child, "aux"))
        if child.tag != "VBG" and not infinitive and (entry.effect != "request" or _is_wished(sentence, child)):
            return _content_word(sentence, child)
    return None


def _gerund(sentence: Sentence, host: Token, entry: Entry) -> Token | None:
    """ "Denied attacking"."""
    if "direct" not in entry.clause:
        return None
    return next((child for child in sentence.children(host, "xcomp", "ccomp") if child.tag == "VBG"), None)


def _for_clause(sentence: Sentence, hosts: list[Token], entry: Entry) -> Token | None:
    """ "Called for the Taliban to lift the ban"."""
    if "for" not in entry.clause:
        return None
    children = (child for host in hosts for child in sentence.children(host, "advcl", "ccomp", "xcomp"))
    return next((child for child in children if _is_for_clause(sentence, child)), None)


def _phrase(sentence: Sentence, frame: Frame, entry: Entry, events: Callable[[str], object]) -> Token | None:
    """ "Agreed on a ceasefire", "accused of bombing"; after "to" only an event noun, not any goal."""
    for preposition in sorted(entry.clause - {"direct", "that"}):
        for noun in frame.obliques.get(preposition, []):
            if preposition != "to" or noun.pos == "VERB" or events(noun.lemma):
                return _contained(sentence, noun)
    return None


def _is_for_clause(sentence: Sentence, verb: Token) -> bool:
    return any(m.lemma == "for" for m in sentence.children(verb, "mark"))


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
