"""The frame of an event noun or a predicate adjective: who stands around it, light verbs undone."""

from __future__ import annotations

from dateline.language.clauses import Frame, expand, is_passive, obliques, subjects, surface_subjects
from dateline.language.parser import Sentence, Token
from dateline.wordlists import wordlist

_THROUGH = frozenset({"in", "during", "at", "for", "with", "into", "through", "via", "by"})
_SHARED = ("between", "among", "with", "of", "involving", "by", "from")


def noun_frame(sentence: Sentence, noun: Token, light: frozenset[str]) -> Frame:
    """Subjects are those who own the noun or, through a light verb, do it; obliques its prepositional phrases.

    ``light`` are the lemmas of verbs that merely carry an event noun ("hold talks", "launch an attack").
    """
    frame = Frame(noun)
    frame.obliques = obliques(sentence, noun)
    frame.subjects = owners(sentence, noun) + frame.obliques.get("by", [])
    for participle in sentence.children(noun, "acl"):  # "an operation targeting Kurdish groups"
        if participle.tag == "VBG":
            frame.obliques.setdefault("against", []).extend(expand(sentence, sentence.children(participle, "dobj")))
    governor = sentence.head(noun)
    if not frame.subjects and noun.dep == "pobj" and governor.lemma == "in" and not sentence.children(noun, "det", "poss"):
        frame.subjects = clause_subjects(sentence, noun)  # "flooded the streets in celebration of"
    carrier = carried_by(sentence, noun)
    if carrier is not None and carrier.lemma in light | wordlist("happen"):
        frame.support = carrier
        if not frame.subjects or sentence.children(carrier, "nsubj"):
            frame.subjects = frame.subjects + [s for s in subjects(sentence, carrier) if s.i != noun.i]
        for preposition, found in obliques(sentence, carrier).items():
            frame.obliques.setdefault(preposition, []).extend(t for t in found if t.i != noun.i)
    return frame


def owners(sentence: Sentence, noun: Token) -> list[Token]:
    """Possessors, nationalities and compounds before the noun, hyphenated pairs included ("US-South Korea")."""
    found = expand(sentence, sentence.children(noun, "poss"))
    for child in sentence.children(noun, "compound", "amod", "nmod"):
        if child.pos == "PROPN" or child.tag in ("NNP", "NNPS") or (child.pos == "ADJ" and child.text[:1].isupper()):
            found += [
                t for t in sentence.subtree(child) if t.dep in ("compound", "nmod", "conj", "amod") and t.i < child.i and t.pos == "PROPN"
            ]
            found.append(child)
        elif child.pos == "NOUN" and child.lemma not in wordlist("topics"):
            found.append(child)
            found += [t for t in sentence.children(child, "compound", "amod", "nmod") if t.pos in ("PROPN", "ADJ") and t.text[:1].isupper()]
    return found


def carried_by(sentence: Sentence, noun: Token) -> Token | None:
    """The verb whose object (or passive subject, or prepositional object) the noun is."""
    token = noun
    while token.dep == "conj" and sentence.head(token).pos == "NOUN":
        token = sentence.head(token)
    governor = sentence.head(token)
    if token.dep in ("dobj", "nsubjpass", "attr") and governor.pos in ("VERB", "AUX"):
        return governor
    if token.dep == "pobj" and governor.lemma in _THROUGH and sentence.head(governor).pos == "VERB":
        return sentence.head(governor)
    if governor.pos == "VERB" and token.dep == "nsubj" and governor.lemma in wordlist("happen"):
        return governor
    if token.dep == "nsubj" and governor.lemma == "be":  # "talks are due to resume"
        for predicate in sentence.children(governor, "acomp", "attr"):
            for verb in sentence.children(predicate, "xcomp"):
                if verb.lemma in wordlist("happen"):
                    return verb
    if token.dep == "pobj" and governor.lemma == "of" and sentence.head(governor).lemma in wordlist("rounds"):
        return carried_by(sentence, sentence.head(governor))
    if token.i != noun.i:
        return None
    for clause in sentence.children(noun, "acl", "relcl"):
        if is_passive(sentence, clause):
            return clause
    return None


def company(sentence: Sentence, noun: Token) -> list[Token]:
    """All who take part in a mutual act told by a noun: "talks between X and Y", "X-Y talks", "talks with Y"."""
    found: list[Token] = []
    around = obliques(sentence, noun)
    for preposition in _SHARED:
        found += around.get(preposition, [])
    return found


def counted(sentence: Sentence, noun: Token) -> list[Token]:
    """What a measure counts: "thousands of police officers", "a group of fighters"."""
    if noun.tag in ("CD", "NNS", "NN", "DT"):
        return [t for of in sentence.children(noun, "prep") if of.lemma == "of" for t in sentence.children(of, "pobj")]
    return []


def in_passing(sentence: Sentence, noun: Token) -> bool:
    """Whether an event noun is told in a phrase of its clause: "in talks with Y", "during a visit"."""
    return noun.dep == "pobj" and sentence.head(noun).lemma in ("in", "during", "at", "for", "after", "following")


def clause_subjects(sentence: Sentence, noun: Token) -> list[Token]:
    """The subject of the clause that an event noun is told in passing by ("reaffirmed the alliance in talks with Y")."""
    governor = sentence.head(noun)
    while governor.pos in ("ADP", "SCONJ") and governor.i != governor.head:
        governor = sentence.head(governor)
    if noun.dep in ("pobj", "dobj", "conj") and governor.pos in ("VERB", "AUX"):
        return surface_subjects(sentence, governor)
    return []


def adjective_frame(sentence: Sentence, adjective: Token) -> Frame | None:
    """The frame of "X is opposed to Y": subject of the copula, phrases of adjective and copula."""
    copula = sentence.head(adjective)
    if adjective.pos == "VERB" and (is_passive(sentence, adjective) or sentence.child(adjective, "auxpass")):
        return Frame(adjective, subjects=surface_subjects(sentence, adjective), obliques=obliques(sentence, adjective), passive=True)
    if adjective.dep not in ("acomp", "attr", "oprd") or copula.pos not in ("AUX", "VERB"):
        if adjective.dep == "conj" and sentence.head(adjective).dep == "acomp":
            frame = adjective_frame(sentence, sentence.head(adjective))
            if frame:
                frame.obliques = {**frame.obliques, **obliques(sentence, adjective)}
            return frame
        return None
    frame = Frame(adjective, subjects=surface_subjects(sentence, copula), support=copula)
    frame.obliques = obliques(sentence, copula)
    frame.obliques.update(obliques(sentence, adjective))
    return frame
