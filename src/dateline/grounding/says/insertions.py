"""The shapes of sentences that are said: "…, he said, …", "…, court records show.", and what follows a verb of saying.

These read punctuation where the parser is least to be trusted: it hangs an inserted "he said" now here, now there.
"""

from __future__ import annotations

from dateline.grounding.says.contents import DASHES, MARKS, below
from dateline.language.parser import Sentence, Token

_OPENING = frozenset({",", "?", "!", "...", "…"}) | DASHES | MARKS
_CLOSING = frozenset({".", ",", ";", "!", "?", ")", "...", "…"}) | DASHES | MARKS
_SETTING = frozenset({"advcl", "prep", "npadvmod", "advmod", "punct", "cc", "mark"})
_TOLD_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SOURCE_REACH = 12  # words; what stands between a comma and the last verb, if longer, is a clause and no source
_THAT_REACH = 14  # words; how far behind its verb a "that" may come ("said in a statement on Friday that")


def inserted(sentence: Sentence, verb: Token, source: frozenset[int]) -> frozenset[int]:
    """The rest of the sentence around an inserted "he said" or "said the minister on Monday"; empty if it is no insertion.

    The insertion is verb and subject with what goes with them; it follows a comma, a dash or a closing quotation mark, and
    punctuation closes it, or behind a quotation a word such as "when".
    """
    tokens = sentence.tokens
    before = _before_insertion(sentence, verb, source)
    if before < 1 or any(tokens[i].tag in ("WDT", "WP", "WP$") for i in source if i < verb.i):
        return frozenset()
    end = _insertion_end(sentence, verb, source)
    marked = tokens[before].text in MARKS
    if end < len(tokens) and tokens[end].text not in _CLOSING and not (marked and tokens[end].dep in ("mark", "advmod")):
        return frozenset()
    left = frozenset(range(before + marked))
    right = _resumed(sentence, verb, end)
    resumes_quoted = bool(right) and tokens[min(right)].text in MARKS
    quoted = marked or tokens[before - 1].text in MARKS
    if (resumes_quoted and not quoted) or _is_setting(sentence, verb, left, right):
        return frozenset()
    return left | right


def _before_insertion(sentence: Sentence, verb: Token, source: frozenset[int]) -> int:
    """The index of the mark that an insertion follows; -1 where none does."""
    tokens = sentence.tokens
    start = min([verb.i, *(i for i in source if i < verb.i)])
    while start > 0 and tokens[start - 1].tag == "RB" and tokens[start - 1].head == verb.i:
        start -= 1
    return start - 1 if start > 1 and tokens[start - 1].text in _OPENING else -1


def _is_setting(sentence: Sentence, verb: Token, left: frozenset[int], right: frozenset[int]) -> bool:
    """Whether what stands before is no content but the occasion ("Later, he called for", "When asked, he said …")."""
    tokens = sentence.tokens
    if any(tokens[i].text in MARKS for i in left):
        return False
    if not right and not any(tokens[i].pos in ("VERB", "AUX") for i in left):
        return True
    if right and tokens[min(right)].text not in MARKS:
        return False
    tops = [tokens[i] for i in left if tokens[i].head not in left]
    return bool(tops) and all(t.head == verb.i and t.dep in _SETTING for t in tops)


def _insertion_end(sentence: Sentence, verb: Token, source: frozenset[int]) -> int:
    """The index after an insertion: past the verb, its adverbs, phrases and days, and a subject that follows it."""
    own = {verb.i} | source
    own |= below(sentence, *sentence.children(verb, "aux", "neg", "advmod", "prt", "npadvmod", "prep", "dobj", "dative", "agent"))
    last = max([verb.i, *source])
    end = verb.i + 1
    while end < len(sentence.tokens) and (end in own or end < last):
        end += 1
    return end


def _resumed(sentence: Sentence, verb: Token, end: int) -> frozenset[int]:
    """What goes on after the insertion, unless it tells more of the speaker ("…, adding that", "…, and left")."""
    tokens = sentence.tokens
    if end >= len(tokens) - 1 or tokens[end].text not in {",", *DASHES, *MARKS}:
        return frozenset()
    first = end if tokens[end].text in MARKS else end + 1
    rest = frozenset(range(first, len(tokens)))
    if tokens[first].text in MARKS:
        return rest
    more = below(sentence, *(c for c in sentence.children(verb) if c.i >= end and c.dep not in ("ccomp", "punct")))
    return rest - more if first not in more else frozenset()


def closing(sentence: Sentence, verb: Token) -> tuple[frozenset[int], frozenset[int]]:
    """Source and content of a sentence that ends "…, court records show."; both empty where it does not."""
    nothing: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    tokens = sentence.tokens
    if any(t.pos != "PUNCT" for t in tokens[verb.i + 1 :]):
        return nothing
    start = verb.i
    while start > 0 and tokens[start - 1].text not in _OPENING and verb.i - start < _SOURCE_REACH:
        start -= 1
    between = tokens[start : verb.i]
    if start < 2 or not between or tokens[start - 1].text not in _OPENING:
        return nothing
    if any(t.tag in _TOLD_TAGS or t.tag in ("WDT", "WP") or (t.tag == "IN" and t.text.lower() != "of") for t in between):
        return nothing
    return frozenset(range(start, verb.i)), frozenset(range(start))


def remainder(sentence: Sentence, verb: Token) -> frozenset[int]:
    """What follows a verb of saying, from "that" on if there is one, to the sentence's end or a semicolon; empty without a finite verb."""
    tokens = sentence.tokens
    stop = next((t.i for t in tokens[verb.i :] if t.text == ";"), len(tokens))
    near = tokens[verb.i + 1 : min(verb.i + _THAT_REACH, stop)]
    start = next((t.i for t in near if t.text.lower() == "that" and t.tag in ("IN", "WDT")), verb.i + 1)
    if start >= stop or not any(t.tag in _TOLD_TAGS for t in tokens[start:stop]):
        return frozenset()
    first = tokens[start]
    if first.pos in ("PUNCT", "ADP", "SCONJ", "CCONJ") and first.text.lower() not in ("that", "if", "whether"):
        return frozenset()
    return frozenset(range(start, stop))
