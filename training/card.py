"""Write the model card, ``docs/reader.md``: what the reader is, what it learned from, its figures, its limits, its files.

    python training/card.py

Called at the end of ``make train``. Counts are taken from the material, hashes from the files, figures by type from ``tools/accuracy.py``.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import coded  # noqa: E402

import accuracy  # noqa: E402

MODELS = ROOT / "src" / "dateline" / "data" / "models"
FILES = {
    "reader.onnx": "the encoder, int8 ONNX: `ids` (1, pieces) to `vectors` (1, pieces, 384)",
    "reader-heads.npz": "its heads: types, modes, factualities, parts, roots",
    "reader-vocabulary.txt": "the word pieces",
    "weighing.toml": "the weights of the combined decision",
    "fast.npz": "static word vectors and the matrices that put them together",
    "fast-heads.npz": "the heads over these",
    "fast-weighing.toml": "the weights of the decision with the fast reader",
    "topic.npz": "whether a report's words are those of reports that tell acts",
}
HEAD = """# The learned reader: model card

MiniLM-L6 (22 million weights, English) fine-tuned on coded news, with linear heads for the type, mode and factuality of the act that a
word tells, and for the part that a mention takes in it; a fast reader of static vectors; and the weights of the decision that they and the
lexicon make together.

**For**: proposing and weighing political events in English newswire, inside Dateline. **Not for**: judging whether what a report says is
true; other languages; tweets, chats and transcripts; decisions about persons.
"""
LIMITS = """## Limits

- It learned from British, American, Korean and agency news of 1987, 2011 and 2016 to 2019 and from reports in our own words of 2019 to
  2025: other years, regions and styles are read worse. North Korean and 1987 wire stories are a fifth of the material.
- The coders of a story agree at events F1 0.87 to 0.91; what they disagree on, it cannot know.
- Rare types (COOPERATE, AID, MOBILIZE, CONCEDE) and rare factualities (negated, hypothetical) have few examples.
- It names no country: who somebody is comes from the registry.
"""


def material() -> str:
    """The counts of what it learned from."""
    own, stories = list(coded.own()), list(coded.stories())
    portions = {(r.report.id, r.sentences[0].start) for r in stories}
    once = {(r.report.id, r.sentences[0].start): r for r in stories}.values()
    rows = [
        ("reports in our own words", len(own), sum(len(r.sentences) for r in own), sum(len(r.acts) for r in own)),
        ("stories by reference", len(portions), sum(len(r.sentences) for r in once), sum(len(r.acts) for r in once)),
    ]
    lines = ["## Learned from", "", "| | reports | sentences | acts |", "|---|---|---|---|"]
    lines += [f"| {what} | {reports:,} | {sentences:,} | {acts:,} |" for what, reports, sentences, acts in rows]
    lines += [
        "",
        "Before these, 5,455 stories as the coder before it coded them; for marked pairs, 1,050 marked sentences beside the checkout.",
        "",
    ]
    return "\n".join(lines)


def figures() -> str:
    """Precision and recall by type over the gold sets that are here."""
    pairs = [pair for name, rows in accuracy.sets().items() if name != "seed" for pair in accuracy.code("lexicon and reader", rows)]
    lines = ["## Figures by type", "", "With the lexicon, over the gold sets of [accuracy.md](accuracy.md) but the seed.", ""]
    lines += ["| type | gold | precision | recall |", "|---|---|---|---|"]
    for type_, c in accuracy.by_type(pairs).items():
        lines.append(f"| {type_} | {c['gold']} | {c['hit'] / max(c['predicted'], 1):.2f} | {c['hit'] / max(c['gold'], 1):.2f} |")
    return "\n".join([*lines, ""])


def files() -> str:
    """The files with their sizes and hashes."""
    lines = ["## Files", "", "| file of `data/models` | what | bytes | SHA-256 |", "|---|---|---|---|"]
    for name, what in FILES.items():
        content = (MODELS / name).read_bytes()
        lines.append(f"| `{name}` | {what} | {len(content):,} | `{hashlib.sha256(content).hexdigest()}` |")
    return "\n".join([*lines, ""])


def main() -> None:
    (ROOT / "docs" / "reader.md").write_text("\n".join([HEAD, material(), figures(), LIMITS, files()]), encoding="utf-8")


if __name__ == "__main__":
    main()
