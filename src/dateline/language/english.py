"""Whether a text is English at all: the parser would read anything as if it were."""

from __future__ import annotations

import re

_ENGLISH = frozenset("the of to in and a on for that is was by with said he it from at as has his have not were an who but".split())
_OTHER = frozenset(
    "de la el los las que y del por con una para les des et le du est dans au der die und das den von mit zu ist ein im "
    "di il che per gli nel um uma não os yang dan dengan untuk het een van i na się w że och att som för".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 5  # function words of other languages before anything is said
_READ = 4000  # characters that are looked at


def looks_english(text: str) -> bool:
    """False for a text in another script, or with more function words of other languages than of English.

    Tables and lists, which have neither, pass.
    """
    words = _WORD.findall(text[:_READ])
    letters = "".join(words)
    if sum(letter > "\u024f" for letter in letters) > len(letters) / 2:
        return False
    foreign = sum(word in _OTHER for word in words)  # as written: the capitalised are names, "Los Angeles"
    return foreign < _ENOUGH or foreign <= sum(word.lower() in _ENGLISH for word in words)
