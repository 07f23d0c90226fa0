"""Build ``src/dateline/data/lexicon/name_words.csv``: words that are names of people, and words that are words.

    python tools/build_name_words.py CENSUS_FOLDER CORPUS.jsonl.gz...

CENSUS_FOLDER holds the lists of the US Census of 1990 (public domain): ``dist.male.first``, ``dist.female.first`` and
``dist.all.last``, a name a line with its share of the population in percent. The corpora, of which only counts of single words are
kept, tell which names of places are common words ("Reading", "Of"): those that stand in lower case inside sentences, often enough.
Run by hand; the result is committed.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from dateline.grounding.where import gazetteer

TARGET = Path(__file__).parent.parent / "src/dateline/data/lexicon/name_words.csv"
RAREST = 0.005  # percent of the population that bears a name; rarer ones are left out
SEEN, SHARE = 4, 0.25  # a common word is seen so often in lower case, and so often of all its places inside sentences
INSIDE = re.compile(r"(?<![.!?\"“] )(?<!^)\b[A-Za-z]+\b")


def common(corpora: list[Path]) -> set[str]:
    """The names of places that the corpora use as words."""
    lower, capital = Counter[str](), Counter[str]()
    for path in corpora:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                for match in INSIDE.finditer(row.get("text") or row.get("body") or ""):
                    word = match.group()
                    if word.islower():
                        lower[word] += 1
                    elif not word.isupper():
                        capital[word.lower()] += 1
    places = gazetteer.load()
    often = (w for w, n in lower.items() if len(w) > 1 and n >= SEEN and n > SHARE * (n + capital[w]))
    return {word for word in often if places.named(word)}


def shares(*files: Path) -> dict[str, int]:
    """Share of the population by name, in thousandths of a percent."""
    found: dict[str, int] = defaultdict(int)
    for file in files:
        for line in file.read_text(encoding="ascii").splitlines():
            name, percent, *_ = line.split()
            if float(percent) >= RAREST:
                found[name.lower()] = max(found[name.lower()], round(float(percent) * 1000))
    return found


def main() -> None:
    census, corpora = Path(sys.argv[1]), [Path(argument) for argument in sys.argv[2:]]
    given = shares(census / "dist.male.first", census / "dist.female.first")
    family, words = shares(census / "dist.all.last"), common(corpora)
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("word", "given", "family", "common"))
        writer.writerows((w, given.get(w, 0), family.get(w, 0), int(w in words)) for w in sorted({*given, *family, *words}))


if __name__ == "__main__":
    main()
