"""Saved queries: conditions under a name, and what is wrong with a file of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.errors import DataError, InputError
from dateline.record.asking import Question
from dateline.record.watching.queries import Watched, check, chosen, conditions, read_queries

FILE = """
[korea-missiles]
who = "PRK"
type = ["MOBILIZE/weapons-test"]
factuality = ["occurred"]
alerts = true
atom = "korea.xml"

[borders]
whom = ["KEN", "SOM"]
either = true
since = 2024-01-01
confidence = 0.5
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "queries.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_what_a_file_has(written: Path) -> None:
    found = read_queries(str(written))
    assert found["korea-missiles"] == Watched(
        "korea-missiles", Question(who=("PRK",), type=("MOBILIZE/weapons-test",), factuality=("occurred",)), alerts=True, atom="korea.xml"
    )
    assert found["borders"].question == Question(whom=("KEN", "SOM"), either=True, since=date(2024, 1, 1), least=0.5)


def test_conditions_are_called_as_a_file_has_them(written: Path) -> None:
    assert conditions(read_queries(str(written))["borders"].question) == {
        "whom": ["KEN", "SOM"],
        "either": True,
        "since": "2024-01-01",
        "confidence": 0.5,
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("who = 'PRK'", "who stands outside a query"),
        ("[a]\nwhom = 3", "whom is 3"),
        ("[a]\nwho = []", "who is []"),
        ("[a]\nwho = [1]", r"who is \[1\]"),
        ("[a]\nwhere = 'KEN'", "where is no condition"),
        ("[a]\ntype = 'MOBILISE'", "there is no type 'MOBILISE'"),
        ("[a]\ntype = 'MOBILIZE/weapon-test'", "MOBILIZE has no mode 'weapon-test'"),
        ("[a]\nfactuality = 'done'", "there is no factuality 'done'"),
        ("[a]\nsince = 'May'", "since is 'May'"),
        ("[a]\nsince = 2024-05-06T12:00:00", "since is datetime"),
        ("[a]\nconfidence = 2", "confidence is 2"),
        ("[a]\ntext = true", "text is True"),
        ("[a]\nwho = 'PRK'\nupdates = 'yes'", "updates is 'yes'"),
        ("[a]\nupdates = true", "has no condition"),
        ("[a", "not TOML"),
        (b"[a]\nwho = '\xff'", "not UTF-8"),
    ],
)
def test_what_is_wrong_with_a_file(written: Path, content: str | bytes, said: str) -> None:
    written.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError, match=said.replace("[]", r"\[\]")) as raised:
        read_queries(str(written))
    assert raised.value.remedy or "TOML" in said


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No such file"):
        read_queries(str(tmp_path / "none.toml"))


def test_a_query_that_is_not_there(written: Path) -> None:
    with pytest.raises(InputError, match=r"there is no query .korea. .there are korea-missiles, borders"):
        chosen(read_queries(str(written)), ("korea",), "queries.toml")


@pytest.mark.parametrize(("wanted", "known"), [("mobilize", True), ("ACCUSE/disapprove", True), ("ACCUSE/", False), ("XYZ", False)])
def test_types_that_the_codebook_has(wanted: str, known: bool) -> None:
    if known:
        check(Question(type=(wanted,)), "--type")
    else:
        with pytest.raises(InputError, match="--type: "):
            check(Question(type=(wanted,)), "--type")


def test_a_query_is_known_by_its_conditions_not_its_name() -> None:
    one, other = Watched("one", Question(who=("PRK",))), Watched("other", Question(who=("PRK",)), updates=True)
    assert one.key == other.key != Watched("one", Question(who=("PRK", "KOR"))).key
