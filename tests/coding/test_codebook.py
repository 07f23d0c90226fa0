"""The codebook as shipped, and what is said about one that breaks its rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.coding.codebook import load, read_folder
from dateline.errors import DataError

TYPES = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
MODE = '[[mode]]\nname = "allege"\nscore = -3\ndefinition = "Says so."\nyes = ["a"]\nno = [{text = "b", instead = "ACCUSE"}]\n'
HEAD = 'type = "ACCUSE"\nclass = "verbal conflict"\nscore = -3.0\ndefinition = "Speaks against."\n'
ENTRY = HEAD + 'yes = ["a"]\nno = [{text = "b", instead = ""}]\n' + MODE


def test_the_sixteen_types() -> None:
    assert set(load()) == TYPES


@pytest.mark.parametrize(
    ("type_", "mode", "score"),
    [("ACCUSE", None, -3.0), ("RETREAT", "withdraw", 8.0), ("SANCTION", "withdraw", -6.0), ("MOBILIZE", "weapons-test", -6.5)],
)
def test_scores_go_by_the_pair(type_: str, mode: str | None, score: float) -> None:
    assert load().score(type_, mode) == score


def test_unknown_pair() -> None:
    with pytest.raises(KeyError):
        load().score("ACCUSE", "withdraw")


def test_contexts_have_names_of_their_own() -> None:
    names = [context.name for context in load().contexts]
    assert len(names) == len(set(names)) > 30


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('class = "verbal conflict"', 'class = "loud"', "accuse.toml: unknown class 'loud'"),
        ("score = -3.0\n", "", "accuse.toml, ACCUSE: 'score' should be a number"),
        ("score = -3\n", "score = -30\n", "accuse.toml, allege: 'score' should be a number"),
        ('definition = "Says so."\n', "", "accuse.toml, allege: 'definition' is missing"),
        ('yes = ["a"]\n', "yes = []\n", "'yes' should be a list of one text or more"),
        ('instead = "ACCUSE"', 'instead = "praise"', "'praise' is no type, nor a mode of ACCUSE"),
        (MODE, MODE + MODE, "'allege' is defined twice"),
        (MODE, "[[mode", "not TOML"),
        (MODE, 'neighbours = [{type = "BLAME", rule = "x"}]\n', "'BLAME' is no other type"),
    ],
)
def test_broken_rules(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in ENTRY
    (tmp_path / "accuse.toml").write_text(ENTRY.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_folder(tmp_path)
    assert message in str(caught.value)


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "accuse.toml").write_text(ENTRY, encoding="utf-8")
    assert read_folder(tmp_path)["ACCUSE"].mode("allege").definition == "Says so."
