"""Clauses out of a parsed sentence: for any predicate its deep subject, objects and obliques.

Deep means that passives, relatives, conjunctions, control and reduced clauses are undone: in "the rebels, who were
accused of bombing a hospital" the subject of *bomb* is "rebels".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.language.parser import Sentence, Token
from dateline.wordlists import wordlist

RELATIVES = frozenset({"who", "whom", "which", "that", "what"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "hardly", "barely"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should", "provided"})
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo", "sha"})
_WOULD = frozenset({"would", "'d", "’d"})
_POSSIBLE = frozenset({"could", "may", "might", "can", "would", "'d", "’d", "ca"})
_OBLIGED = frozenset({"must", "should", "ought"})


@dataclass(slots=True)
class Frame:
    """What stands around a predicate.

    Attributes:
        trigger: the predicate's token.
        subjects, objects: head tokens of its deep subject and direct object, conjuncts expanded.
        obliques: preposition → head tokens of its phrases; ``dative`` for an indirect object.
        particles: bare particles of the verb.
        passive: whether the surface is passive.
        support: the light verb that carries an event noun, if any.
    """

    trigger: Token
    subjects: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    obliques: dict[str, list[Token]] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()
    passive: bool = False
    support: Token | None = None


def verb_frame(sentence: Sentence, verb: Token) -> Frame:
    """The frame of a verb (or of a copula's adjective, given as ``verb``)."""
    frame = Frame(verb)
    frame.passive = is_passive(sentence, verb)
    frame.subjects = subjects(sentence, verb)
    frame.objects = objects(sentence, verb)
    frame.particles = frozenset(
        t.lemma
        for t in sentence.children(verb, "prt", "advmod")
        if t.dep == "prt" or t.lemma in ("away", "back", "down", "out", "off", "aside", "apart")
    )
    frame.obliques = obliques(sentence, verb)
    for noun in sentence.children(verb, "dobj"):
        for holder in (
            noun,
            *(t for p in sentence.children(noun, "prep") if p.lemma in ("of", "in") for t in sentence.children(p, "pobj")),
        ):
            for preposition, found in obliques(sentence, holder).items():  # "provide millions in aid to the opposition"
                frame.obliques.setdefault(preposition, []).extend(found)
    return frame


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb's surface subject is its object: "was condemned", "troops deployed by", "got arrested"."""
    if sentence.child(verb, "auxpass", "nsubjpass"):
        return True
    if verb.tag != "VBN" or sentence.child(verb, "aux"):
        return False
    if verb.dep in ("acl", "amod") or (verb.dep == "advcl" and not sentence.child(verb, "nsubj", "dobj")):
        return not sentence.child(verb, "nsubj")
    if verb.dep == "conj" and not sentence.child(verb, "nsubj", "aux"):
        return is_passive(sentence, sentence.head(verb))
    return verb.dep == "ROOT" and sentence.child(verb, "agent") is not None


def subjects(sentence: Sentence, verb: Token, depth: int = 0) -> list[Token]:
    """Head tokens of whoever does the verb; empty where the clause does not say."""
    if is_passive(sentence, verb):
        agents = [noun for by in sentence.children(verb, "agent") for noun in sentence.children(by, "pobj")]
        return expand(sentence, agents)
    own = sentence.children(verb, "nsubj")
    if own:
        return expand(sentence, own)
    found = _inherited_subjects(sentence, verb, depth) if depth < 6 else []
    return found or _misread_subject(sentence, verb)


def _misread_subject(sentence: Sentence, verb: Token) -> list[Token]:
    """The name right before a finite verb that the parser hung on a preposition ("In September Turkey persuaded")."""
    if verb.dep != "ROOT" or verb.tag not in ("VBD", "VBZ", "VBP") or verb.i == 0:
        return []
    before = sentence.tokens[verb.i - 1]
    return (
        [before]
        if before.pos == "PROPN" and before.dep == "pobj" and any(t.i < before.i for t in sentence.children(before, "compound"))
        else []
    )


def surface_subjects(sentence: Sentence, verb: Token, depth: int = 0) -> list[Token]:
    """Subject as it stands, active or passive; what participles and infinitives inherit."""
    own = sentence.children(verb, "nsubj", "nsubjpass")
    own = own or [s for a in sentence.children(verb, "aux", "auxpass") for s in sentence.children(a, "nsubj", "nsubjpass")]
    if own:
        return expand(sentence, own)
    if is_passive(sentence, verb) and verb.dep in ("acl", "amod"):
        return expand(sentence, [sentence.head(verb)])
    return _inherited_subjects(sentence, verb, depth) if depth < 6 else []


def _inherited_subjects(sentence: Sentence, verb: Token, depth: int) -> list[Token]:
    governor = sentence.head(verb)
    if verb.dep == "ROOT" or governor.i == verb.i:
        return []
    if verb.dep == "conj" and governor.pos in ("VERB", "AUX", "ADJ"):
        return surface_subjects(sentence, governor, depth + 1)
    if verb.dep == "xcomp":
        addressed = sentence.children(governor, "dobj", "dative")
        if addressed and governor.lemma not in wordlist("subject_control"):
            return expand(sentence, addressed[:1])
        return surface_subjects(sentence, governor, depth + 1)
    if verb.dep in ("acl", "relcl"):
        if governor.pos in ("VERB", "AUX"):
            return surface_subjects(sentence, governor, depth + 1)
        if verb.tag == "VBG" or (verb.dep == "relcl" and not sentence.child(verb, "dobj")):
            return expand(sentence, [governor])
        return noun_owner(sentence, governor, depth + 1)
    if verb.dep == "pcomp":
        return _pcomp_subjects(sentence, governor, depth + 1)
    if verb.dep in ("advcl", "ccomp", "dep", "parataxis", "oprd", "attr", "acomp"):
        if governor.pos in ("VERB", "AUX", "ADJ"):
            return surface_subjects(sentence, governor, depth + 1)
        return noun_owner(sentence, governor, depth + 1)
    return []


def _pcomp_subjects(sentence: Sentence, preposition: Token, depth: int) -> list[Token]:
    """Who does the gerund after a preposition: "accused X of bombing" X, "responded by bombing" the subject."""
    governor = sentence.head(preposition)
    if governor.pos in ("VERB", "AUX"):
        addressed = sentence.children(governor, "dobj", "nsubjpass")
        if addressed and preposition.lemma in ("of", "for", "from", "into"):
            return expand(sentence, addressed)
        return surface_subjects(sentence, governor, depth)
    return noun_owner(sentence, governor, depth)


def noun_owner(sentence: Sentence, noun: Token, depth: int = 0) -> list[Token]:
    """Whose the noun is: its possessor, whoever it is by, else the subject of the verb that it is the object of."""
    owner = sentence.children(noun, "poss") or [
        n for by in sentence.children(noun, "prep") if by.lemma == "by" for n in sentence.children(by, "pobj")
    ]
    if owner:
        return expand(sentence, owner)
    governor = sentence.head(noun)
    if noun.dep == "pobj":
        governor = sentence.head(governor)
    if noun.dep in ("dobj", "pobj", "attr", "oprd") and governor.pos in ("VERB", "AUX") and depth < 6:
        return surface_subjects(sentence, governor, depth + 1)
    return []


def objects(sentence: Sentence, verb: Token) -> list[Token]:
    """Head tokens of what the verb is done to."""
    if is_passive(sentence, verb):
        own = sentence.children(verb, "nsubjpass")
        if own:
            return expand(sentence, own)
        if verb.dep in ("acl", "amod"):
            return expand(sentence, [sentence.head(verb)])
        return surface_subjects(sentence, verb)
    own = sentence.children(verb, "dobj")
    for free in sentence.children(verb, "ccomp"):  # "fired what it called a missile"
        if any(o.tag == "WP" for o in sentence.children(free, "dobj")):
            return expand(sentence, [*sentence.children(free, "oprd", "attr"), *own])
    if own:
        return expand(sentence, own)
    for small in sentence.children(verb, "ccomp"):  # "found the journalist guilty", "allowed inspectors to enter"
        if small.tag in ("JJ", "NN") or (small.tag == "VB" and any(a.text.lower() == "to" for a in sentence.children(small, "aux"))):
            raised = sentence.children(small, "nsubj")
            if raised:
                return expand(sentence, raised)
    if verb.dep == "relcl" and sentence.child(verb, "nsubj") and sentence.child(verb, "nsubj").lemma not in RELATIVES:  # type: ignore[union-attr]
        return expand(sentence, [sentence.head(verb)])
    for later in sentence.children(verb, "conj"):
        if later.pos == "VERB" and not sentence.child(later, "nsubj", "nsubjpass"):
            return expand(sentence, sentence.children(later, "dobj"))
    return []


def obliques(sentence: Sentence, head: Token) -> dict[str, list[Token]]:
    """Preposition → head tokens of the phrases that it opens below ``head``."""
    found: dict[str, list[Token]] = {}
    for child in sentence.children(head, "prep", "agent", "dative", "prt", "advmod"):
        if child.dep == "dative" and child.pos != "ADP":
            found.setdefault("dative", []).extend(expand(sentence, [child]))
            continue
        nouns = sentence.children(child, "pobj", "pcomp")
        deeper = [inner for inner in sentence.children(child, "prep") if child.text.lower() != "according"]
        if nouns:
            found.setdefault(child.lemma, []).extend(expand(sentence, nouns))
        for inner in deeper:
            found.setdefault(inner.lemma, []).extend(expand(sentence, sentence.children(inner, "pobj")))
    for clause in sentence.children(head, "advcl", "ccomp", "xcomp", "acl"):  # "called for the Taliban to lift the ban"
        if any(m.lemma == "for" for m in sentence.children(clause, "mark")) and clause.tag == "VB":
            found.setdefault("for", []).extend(expand(sentence, sentence.children(clause, "nsubj")))
    return found


def expand(sentence: Sentence, heads: list[Token]) -> list[Token]:
    """The heads with their nominal conjuncts, relatives replaced by what they stand for."""
    found: list[Token] = []
    for head in heads:
        head = antecedent(sentence, head)
        open_ends = [head]
        while open_ends:
            token = open_ends.pop(0)
            if token not in found:
                found.append(token)
                open_ends += [c for c in sentence.children(token, "conj") if c.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")]
                open_ends += [
                    n
                    for p in sentence.children(token, "prep")
                    if p.lemma in ("include", "like") or p.text.lower() == "including"
                    for n in sentence.children(p, "pobj")
                ]
    return found


def antecedent(sentence: Sentence, token: Token) -> Token:
    """What a relative pronoun stands for; any other token itself."""
    if token.lemma not in RELATIVES or token.pos not in ("PRON", "DET", "SCONJ"):
        return token
    for above in sentence.ancestors(token):
        if above.dep == "relcl":
            head = sentence.head(above)
            return head if head.pos in ("NOUN", "PROPN", "PRON", "NUM") else token
    return token


def is_negated(sentence: Sentence, token: Token) -> bool:
    """Whether the predicate itself is negated ("did not meet", "no talks were held", "without firing")."""
    for child in sentence.children(token):
        if child.dep == "neg" or (
            child.dep in ("det", "advmod", "preconj", "cc") and child.lemma in _NEGATIONS and child.start < token.start
        ):
            return True
    if token.dep == "pcomp" and sentence.head(token).lemma == "without":
        return True
    if token.pos == "VERB":
        for child in sentence.children(token, "nsubj", "nsubjpass", "dobj"):
            if any(d.lemma in ("no", "neither", "none") for d in sentence.children(child, "det")) or child.lemma in (
                "nobody",
                "none",
                "neither",
            ):
                return True
    if token.dep == "conj" and token.pos == "VERB" and not sentence.child(token, "nsubj", "aux"):
        joint = sentence.head(token)
        if any(c.lemma in ("or", "nor") for c in sentence.children(joint, "cc")):
            return is_negated(sentence, joint)
    return False


def modality(sentence: Sentence, verb: Token) -> str:
    """``future``, ``possible``, ``obliged`` or empty, by the verb's auxiliaries, those of its conjunct shared."""
    auxiliaries = {a.text.lower() for a in sentence.children(verb, "aux")}
    if not auxiliaries and verb.dep == "conj" and not sentence.child(verb, "nsubj", "nsubjpass") and verb.tag == "VB":
        return modality(sentence, sentence.head(verb))
    if auxiliaries & _OBLIGED:
        return "obliged"
    if auxiliaries & _FUTURE or (auxiliaries & _WOULD and _is_reported(sentence, verb)):
        return "future"
    if auxiliaries & _POSSIBLE:
        return "possible"
    return ""


def _is_reported(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb's clause is what somebody said, so that "would" is a "will" told in the past."""
    for link in (verb, *sentence.ancestors(verb)):
        if link.dep in ("ccomp", "acl") and sentence.head(link).i != link.i:
            return sentence.head(link).pos in ("VERB", "NOUN")
        if link.dep not in ("conj", "xcomp"):
            return False
    return False


def is_conditional(sentence: Sentence, token: Token) -> bool:
    """Whether the predicate stands in an if-clause or the like."""
    for link in (token, *sentence.ancestors(token)):
        if any(m.lemma in _CONDITIONS for m in sentence.children(link, "mark")):
            return True
        if link.dep in ("ccomp", "ROOT", "relcl") and link.i != token.i:
            return False
    return False


def tense(sentence: Sentence, token: Token) -> str:
    """``past``, ``present`` or ``future`` of the clause that the token stands in."""
    for link in (token, *sentence.ancestors(token)):
        if link.pos not in ("VERB", "AUX"):
            continue
        if link.dep == "pcomp" and sentence.head(link).lemma in ("since", "after", "following"):
            return "past"
        if (
            link.tag == "VB"
            and any(a.text.lower() == "to" for a in sentence.children(link, "aux"))
            and not any(a.lemma == "have" for a in sentence.children(link, "aux"))
        ):
            if sentence.head(link).lemma in wordlist("realised"):
                continue
            return "future"
        if modality(sentence, link) == "future":
            return "future"
        if link.tag == "VBD" or any(a.tag == "VBD" or a.lemma == "have" for a in sentence.children(link, "aux", "auxpass")):
            return "past"
        if link.tag in ("VBZ", "VBP") or any(a.tag in ("VBZ", "VBP") for a in sentence.children(link, "aux", "auxpass")):
            return "present"
    return "past"
