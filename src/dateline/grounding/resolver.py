"""A name or description, on a day, to who it was: ``dateline resolve``.

The phrase is read by the same rules as a report's, as the subject of a sentence of its own; what is known beside it, its context,
is read as the rest of the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.grounding import registry as registry_
from dateline.grounding import roles as roles_
from dateline.grounding.grounder import Grounder
from dateline.grounding.registry import Registry
from dateline.grounding.roles import Roles
from dateline.language.parser import Parser, Sentence, Token
from dateline.model import Party, Report

_CARRIER = " said so."


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a phrase stands for on a day.

    Attributes:
        country: ISO3 or international code; empty where the phrase and its context do not tell.
        sector: PLOVER sector, the one that decides; empty for a country as such or where unknown.
        sectors: all sectors that apply, the deciding one first: a defence minister is GOV and MIL.
        name: the registry's name, else the phrase's own; empty where nothing was resolved.
        actor_id: the registry's identifier; empty where the registry has none.
        because: the rule and the row that say so, or why nothing was resolved.
    """

    country: str = ""
    sector: str = ""
    sectors: tuple[str, ...] = ()
    name: str = ""
    actor_id: str = ""
    because: str = ""


class Resolver:
    """Resolves phrases one by one; each costs about a millisecond."""

    def __init__(self, parser: Parser, registry: Registry | None = None, roles: Roles | None = None) -> None:
        self._parser = parser
        self._registry = registry or registry_.load()
        self._roles = roles or roles_.load()

    def resolve(self, text: str, day: date | None = None, context: str = "") -> Resolution:
        """Who ``text`` stands for.

        Args:
            text: a name ("Angela Merkel") or description ("the Armenian prime minister").
            day: the day as of which; the last known standing without one.
            context: words that go with the phrase: its sentence, or a country.

        Returns:
            What could be told; fields stay empty rather than guessed.
        """
        phrase = _cased(" ".join(text.split())).rstrip(".,;:!? ")
        if not phrase:
            return Resolution(because="no words to go by")
        sentences, grounder = self._read(phrase, day, context)
        head = _head(sentences[0], len(phrase))
        party = self._party(sentences[0], head, grounder)
        if party is None:
            return Resolution(because=f"{phrase!r} is neither in the registry nor a known role noun")
        sectors = self._sectors(party, phrase)
        return Resolution(party.country, party.sector, sectors, self._name(party, phrase), _registered(party), party.because)

    # ------------------------------------------------------------------ reading the phrase

    def _read(self, phrase: str, day: date | None, context: str) -> tuple[list[Sentence], Grounder]:
        text = phrase + _CARRIER + (f"\n\n{context.strip()}" if context.strip() else "")
        sentences = self._parser.parse(text)
        return sentences, Grounder(Report("phrase", text, day), sentences, self._registry, self._roles)

    @staticmethod
    def _party(sentence: Sentence, head: Token, grounder: Grounder) -> Party | None:
        found = grounder.parties(sentence, head, deed=False) if head.pos != "PRON" else ()
        return found[0] if found else None

    def _sectors(self, party: Party, phrase: str) -> tuple[str, ...]:
        return (party.sector,) if party.sector else ()

    def _name(self, party: Party, phrase: str) -> str:
        return party.text


def _registered(party: Party) -> str:
    return party.entity if ":" in party.entity and not party.entity.startswith("place:") else ""


def _head(sentence: Sentence, length: int) -> Token:
    """The head of the phrase: the highest of its tokens."""
    inside = [t for t in sentence.tokens if t.start < length]
    depth = {t.i: sum(1 for _ in sentence.ancestors(t)) for t in inside}
    return min(inside, key=lambda t: (depth[t.i], t.i))


def _cased(text: str) -> str:
    """Words all in capitals as a paper sets them in running text: "CANBERRA" → "Canberra"; short ones are abbreviations."""
    return " ".join(w.capitalize() if w.isupper() and len(w) > 5 else w for w in text.split())
