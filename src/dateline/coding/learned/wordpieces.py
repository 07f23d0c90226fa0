"""Words to word pieces, as the encoder was trained on them: lower case, no accents, longest match first.

The pieces are those of BERT's uncased vocabulary (``data/models/reader-vocabulary.txt``). A cache over word forms makes
this a look-up for nearly every word; the usual tokenizer library would bring a client for a model hub with it.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from dateline.datafiles import data
from dateline.errors import SetupError

REMEMBERED = 100_000  # word forms in a cache; an archive's numbers alone would fill the memory
_LONGEST = 100  # letters; a longer "word" is no word
_UNKNOWN, _BEGIN, _END = "[UNK]", "[CLS]", "[SEP]"


class WordPieces:
    """Splits words into the ids of their pieces."""

    def __init__(self, vocabulary: list[str]) -> None:
        """``vocabulary`` lists the pieces in the order of their ids; those that go on within a word begin with ``##``."""
        self._ids = {piece: n for n, piece in enumerate(vocabulary)}
        self._cache: dict[str, tuple[int, ...]] = {}
        self.begin, self.end = self._ids[_BEGIN], self._ids[_END]

    def __getitem__(self, piece: str) -> int:
        return self._ids[piece]

    def of(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces, at least one."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= REMEMBERED:
                self._cache.clear()
            found = self._cache[word] = tuple(i for part in _parts(word) for i in self._longest_first(part)) or (self._ids[_UNKNOWN],)
        return found

    def _longest_first(self, part: str) -> list[int]:
        if len(part) > _LONGEST:
            return [self._ids[_UNKNOWN]]
        found, begin = [], 0
        while begin < len(part):
            for end in range(len(part), begin, -1):
                id_ = self._ids.get(("##" if begin else "") + part[begin:end])
                if id_ is not None:
                    found.append(id_)
                    begin = end
                    break
            else:
                return [self._ids[_UNKNOWN]]
        return found


@cache
def shipped() -> WordPieces:
    """The pieces of the shipped encoder.

    Raises:
        SetupError: if the installation lacks them.
    """
    source = data() / "models" / "reader-vocabulary.txt"
    try:
        return WordPieces(source.read_text(encoding="utf-8").splitlines())
    except FileNotFoundError as error:
        raise SetupError("the vocabulary of the reader is missing (make train writes it)") from error


def _parts(word: str) -> list[str]:
    """A word in lower case without accents, cut before and after every mark of punctuation."""
    parts, current = [], ""
    for letter in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(letter)
        if kind == "Mn" or kind in ("Cc", "Cf"):
            continue
        if letter.isspace() or kind[0] == "P" or letter in "$+<=>^`|~":
            parts += [current] if current else []
            parts += [] if letter.isspace() else [letter]
            current = ""
        else:
            current += letter
    return [*parts, current] if current else parts
