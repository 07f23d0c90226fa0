"""Silences: "has tested no nuclear weapon since 2017", "no launches this year", "has never sought a bomb"."""

from __future__ import annotations

from dateline.coding.claiming.scene import Scene, is_perfect, is_to_come, over, reach, words
from dateline.coding.claiming.series import is_piece, names_acts, of_noun, of_pair, of_verb, tells_acts
from dateline.coding.claiming.windows import ANY, claim, window
from dateline.language.clauses import subjects
from dateline.language.parser import Token
from dateline.model import Claim, Counted, Span

_REACHES = frozenset({"since", "past", "ever", "now"})


def silence(scene: Scene, token: Token) -> Claim | None:
    """The claim that a negation makes of acts over days."""
    if token.lemma.lower() == "no" and token.dep == "det":
        return _no(scene, token)
    if token.dep == "neg":
        return _never_before(scene, token) or _not(scene, token)
    return None


def _no(scene: Scene, token: Token) -> Claim | None:
    """ "No missiles were launched in 2018", "has tested no nuclear weapon since", "no launches this year"."""
    noun = scene.sentence.head(token)
    verb, said = scene.sentence.head(noun), reach(scene.sentence, noun)
    told = verb.pos in ("VERB", "AUX")
    pair = of_pair(scene, noun, said)
    if pair is not None:
        found = window(scene, verb, pair[1], ANY)
        return claim("none", pair[0], 0, found, pair[1]) if found is not None else None
    acts = names_acts(scene, noun) or is_piece(noun)
    if is_to_come(scene, verb) or not (acts or (told and (noun.dep == "dobj" or scene.grounder.parties(scene.sentence, noun)))):
        return None
    if told and noun.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
        said = over(said, verb.span, *(t.span for t in scene.sentence.children(verb, "expl")))
    sorts = ANY if acts or noun.dep == "nsubjpass" else _REACHES
    found = window(scene, noun, said, sorts) or (window(scene, verb, said, sorts) if told else None)
    if found is None or (verb.lemma in words()["states"]["verbs"] and not acts):
        return None
    carried = names_acts(scene, noun) or not told or verb.lemma in ("be", "have", "see")
    return claim("none", of_noun(scene, noun, said, [token]) if carried else of_verb(scene, verb, said), 0, found, said)


def _never_before(scene: Scene, token: Token) -> Claim | None:
    """ "Never before had North Korea launched a Hwasong-19": what is told is the first."""
    before = next((t for t in scene.sentence.tokens[token.i + 1 : token.i + 2] if t.lemma == "before"), None)
    verb = scene.governor(before) if before is not None else None
    if token.lemma.lower() != "never" or verb is None:
        return None
    said = over(token.span, verb.span, *(t.span for t in scene.sentence.children(verb, "dobj")))
    return claim("first", _acts_of(scene, verb, said), 1, None, said, when=scene.when(said, verb))


def _not(scene: Scene, token: Token) -> Claim | None:
    """ "Has not tested since 2017", "did not launch any in 2018", "has never sought a bomb"."""
    verb = scene.sentence.head(token)
    if verb.pos not in ("VERB", "AUX") or verb.lemma in words()["states"]["verbs"] or scene.sentence.child(verb, "acomp", "attr"):
        return None
    never, perfect = token.lemma.lower() == "never", is_perfect(scene.sentence, verb)
    objects = [t.span for o in scene.sentence.children(verb, "dobj", "attr") for t in scene.sentence.subtree(o) if t.i > verb.i]
    said = over(token.span, verb.span, *objects)
    found = window(scene, verb, said, _sorts(scene, verb, perfect or never))
    if found is None and not (never and perfect):
        return None
    if found is not None and ((found.sort == "ever" and not never) or (found.days is None and not perfect)):
        return None  # "has not yet left", "since he did not call"
    whose = any(scene.grounder.parties(scene.sentence, t) for t in subjects(scene.sentence, verb))
    return claim("none", _acts_of(scene, verb, said), 0, found, said) if whose and not is_to_come(scene, verb) else None


def _sorts(scene: Scene, verb: Token, up_to_now: bool) -> frozenset[str]:
    """The windows that a denial may be over: what was not done in a year tells of acts only where the verb does."""
    if up_to_now:
        return _REACHES
    return ANY - {"ever"} if tells_acts(scene, verb) else frozenset({"since"})


def _acts_of(scene: Scene, verb: Token, said: Span) -> Counted:
    """The acts that a verb tells, or those of its object where it only carries them: "has had no takeover"."""
    if verb.lemma in ("have", "hold", "carry", "conduct", "stage", "make", "see"):
        for noun in scene.sentence.children(verb, "dobj"):
            if names_acts(scene, noun):
                return of_noun(scene, noun, said)
    return of_verb(scene, verb, said)
