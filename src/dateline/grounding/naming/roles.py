"""Role nouns and titles: what "foreign minister", "destroyer" or "Gen." make of whoever bears them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.datafiles import data, read_toml
from dateline.language.parser import Sentence, Token


@dataclass(frozen=True, slots=True)
class Role:
    """A noun that stands for a party: its words, sector and kind (person people body force building, or vague).

    ``alone`` is the sector of a vague one of whom nothing else is told: a lawyer speaks for a client, and is JUD without one.
    """

    words: str
    sector: str
    kind: str
    alone: str = ""


class Roles:
    """Role nouns by phrase, titles by word, and prefixes such as "former".

    Attributes:
        weapons: sector by weapon or craft, in lower case; no party to an act, but of the side that uses them.
    """

    def __init__(self, roles: dict[str, Role], titles: dict[str, str], former: frozenset[str], weapons: dict[str, str]) -> None:
        self._roles, self.titles, self.former, self.weapons = roles, titles, former, weapons
        self._reach: dict[str, int] = {}  # tokens of the longest phrase, by its last word; the parser may part what a hyphen joins
        for phrase in roles:
            last, tokens = _last(phrase.rpartition(" ")[2]), len(phrase.split()) + 2 * phrase.count("-")
            self._reach[last] = max(self._reach.get(last, 0), tokens)

    def ending_at(self, sentence: Sentence, token: Token) -> tuple[Role, int] | None:
        """The longest role phrase whose last word is ``token``, and the index of its first word."""
        lasts = tuple(dict.fromkeys((_singular(token), token.text.lower())))  # "media" is no plural of "medium" here
        reach = max(self._reach.get(_last(last), 0) for last in lasts)
        for length in range(min(reach, token.i + 1), 0, -1):
            words = sentence.tokens[token.i - length + 1 : token.i + 1]
            if any(w.pos in ("PUNCT", "VERB") and w.text != "-" for w in words[:-1]):
                continue
            before = [w.text.lower() for w in words[:-1]]
            for last in lasts:
                role = self.of(" ".join((*before, last)).replace(" - ", "-").removeprefix("ex-"))
                if role:
                    return role, token.i - length + 1
        return None

    def of(self, phrase: str) -> Role | None:
        """The role of a phrase in lower case, its head in the singular."""
        return self._roles.get(phrase)


def _last(word: str) -> str:
    return word.rpartition("-")[2]


def _singular(token: Token) -> str:
    if token.pos == "PROPN":
        form = token.text.lower()
        return form[:-1] if token.tag == "NNPS" and form.endswith("s") else form
    return token.lemma


@cache
def homelands() -> dict[str, tuple[str, ...]]:
    """The countries in which each people without a state of its own lives, by the words that name it."""
    content = read_toml(data() / "lexicon" / "peoples.toml")
    return {name: tuple(people["homelands"]) for people in content["people"] for name in people["names"]}


@cache
def load() -> Roles:
    """The roles and titles that the package ships, read once."""
    folder = data() / "lexicon"
    content = read_toml(folder / "roles.toml")
    roles = {}
    for group in content["role"]:
        for noun in group["nouns"]:
            roles[noun.lower()] = Role(noun, group["sector"], group["kind"])
    for group in content.get("vague", []):
        for noun in group["nouns"]:
            roles.setdefault(noun.lower(), Role(noun, "", "vague", group.get("alone", "")))
    former = {word.lower() for group in content.get("prefix", []) if group.get("sector") == "ELI" for word in group["words"]}
    titles = {}
    for group in read_toml(folder / "titles.toml")["title"]:
        for word in group["words"]:
            titles[word.lower().rstrip(".")] = group["sector"]
    weapons = {noun.lower(): group["sector"] for group in content.get("weapon", []) for noun in group["nouns"]}
    return Roles(roles, titles, frozenset(former), weapons)
