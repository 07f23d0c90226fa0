"""The contexts of an event (PLOVER): topics that its sentence shows, by the codebook's own words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.coding.codebook import read_contexts
from dateline.datafiles import data
from dateline.language.parser import Sentence


@dataclass(frozen=True, slots=True)
class Contexts:
    """Context names by the lemmas that show them; two-word lemmas are keyed by both words."""

    by_lemma: dict[str, tuple[str, ...]]

    def of(self, sentence: Sentence, type_: str) -> tuple[str, ...]:
        """The contexts of an event told in ``sentence``, in alphabetical order."""
        lemmas = [t.lemma.lower() for t in sentence.tokens]
        found: set[str] = set()
        for n, lemma in enumerate(lemmas):
            found.update(self.by_lemma.get(lemma, ()))
            if n + 1 < len(lemmas):
                found.update(self.by_lemma.get(f"{lemma} {lemmas[n + 1]}", ()))
        return tuple(sorted(found))


@cache
def load() -> Contexts:
    """The contexts that the package ships, read once."""
    by_lemma: dict[str, list[str]] = {}
    for context in read_contexts(data() / "codebook" / "contexts.toml"):
        for lemma in context.lemmas:
            by_lemma.setdefault(lemma, []).append(context.name)
    return Contexts({lemma: tuple(names) for lemma, names in by_lemma.items()})
