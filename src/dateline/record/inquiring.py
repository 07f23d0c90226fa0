"""Questions in SQL from people that are not trusted with the machine: answered by a process of their own, within bounds.

The process opens the record to be read, can reach no other file and no network, has so much memory and processor time and no more, and is
ended when its time is over. Its settings would else hold for everybody who has the record open in the same process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dateline.errors import InputError, RecordError
from dateline.record.store import Query, Store

TABLES = frozenset(
    "events members mentions reports claims pairs verdicts former copies corrections anchors anchored coded manifests".split()
)
"""The tables that may be asked: others say where things are read from and told to, which may be secret."""
_FUNCTIONS = frozenset(
    {"range", "generate_series", "unnest"}
)  # of those that stand for a table; others read files, or run what is hidden in a text
_REMEDY = "ask for less: fewer columns, a condition, a LIMIT"
_START = 5.0  # seconds that the process may take to begin, to wait for the record, and to end
_OWN = 1024  # MB of address space that the process itself may take up
_DESCRIBE = "DESCRIBE events tells the columns of a table, SHOW TABLES which there are"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a question may go.

    Attributes:
        seconds: within which it must be answered.
        megabytes: of memory, with nothing on disk besides.
        rows: of the answer; ``characters`` of it as JSON.
    """

    seconds: float = 5.0
    megabytes: int = 512
    rows: int = 1000
    characters: int = 20_000_000


def inquire(path: str | Path, sql: str, bounds: Bounds) -> dict[str, Any]:
    """What a question gives: ``columns``, ``rows`` and whether they are ``cut`` for there being more than were asked for.

    Raises:
        InputError: if it is not a single question, cannot be answered, or goes out of bounds.
        RecordError: if the record cannot be read.
    """
    job = json.dumps({"path": str(path), "sql": sql, "bounds": asdict(bounds)})
    whole = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.defpath}
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=job,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=bounds.seconds + _START,
            env=whole,
        )
    except subprocess.TimeoutExpired as error:
        raise InputError("sql", f"takes more than {bounds.seconds:g} seconds", _REMEDY) from error
    if done.returncode:  # out of time or memory, so the system ended it
        raise InputError("sql", f"takes more than {bounds.seconds:g} seconds or {bounds.megabytes} MB", _REMEDY)
    told: dict[str, Any] = json.loads(done.stdout)
    if "fault" in told:
        kind = RecordError if told["of_record"] else InputError
        raise kind(told["where"], told["fault"], told["remedy"])
    return told


def answer(path: str, sql: str, bounds: Bounds) -> dict[str, Any]:
    """The same, in this process, whose settings it takes for good."""
    with Store.open(path, write=False, wait=_START / 2) as store:
        for setting, value in (
            ("memory_limit", f"{bounds.megabytes}MB"),
            ("temp_directory", ""),
            ("threads", 1),
            ("enable_external_access", False),
            ("lock_configuration", True),
        ):
            store.execute(f"SET {setting} = {json.dumps(value) if not isinstance(value, str) else _quoted(value)}")
        _check(store, sql)
        try:
            asked = Query(f"SELECT * FROM (\n{sql.rstrip().rstrip(';')}\n) LIMIT {bounds.rows + 1}", {})
            columns, rows = store.columns(asked), store.ask(asked)
        except RecordError as error:
            raise InputError("sql", error.fault, _REMEDY if error.fault.startswith("Out of Memory") else _DESCRIBE) from error
    told = {"columns": columns, "rows": [_plain(row) for row in rows[: bounds.rows]], "cut": len(rows) > bounds.rows}
    if len(json.dumps(told["rows"], ensure_ascii=False)) > bounds.characters:
        raise InputError("sql", f"gives more than {bounds.characters:,} characters", _REMEDY)
    return told


def _check(store: Store, sql: str) -> None:
    """Make sure that it is one question; the database parses it, and takes nothing but questions for such."""
    (row,) = store.rows("SELECT CAST(json_serialize_sql(CAST(? AS VARCHAR)) AS VARCHAR) AS parsed", [sql])
    parsed = json.loads(row["parsed"])
    if parsed["error"] and parsed["error_type"] == "parser":
        raise InputError("sql", f"is no SQL: {parsed['error_message']}", "mend it where it says")
    if parsed["error"] or len(parsed["statements"]) != 1:
        raise InputError("sql", "is not a single question", "one SELECT, FROM, WITH, DESCRIBE or SHOW; nothing can be changed")
    hidden = {row["table_name"] for row in store.rows("SELECT table_name FROM information_schema.tables")} - TABLES
    for part in _parts(parsed):
        name = str(part.get("table_name", "")).casefold()
        if name in hidden:
            raise InputError(
                "sql", f"asks {name}, which is not for everybody", f"dateline query asks it; here there are {', '.join(sorted(TABLES))}"
            )
        function = part.get("function", {}).get("function_name", "") if part.get("type") == "TABLE_FUNCTION" else ""
        if function and function not in _FUNCTIONS:
            raise InputError(
                "sql", f"asks the function {function}, which is not for everybody", f"there are {', '.join(sorted(_FUNCTIONS))}"
            )


def _parts(parsed: Any) -> Iterator[dict[str, Any]]:
    """All parts of what was parsed, whatever they are in."""
    if isinstance(parsed, dict):
        yield parsed
    for part in parsed.values() if isinstance(parsed, dict) else parsed if isinstance(parsed, list) else ():
        yield from _parts(part)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON has it: days and moments as ISO texts, numbers that JSON cannot hold as texts."""
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    match value:
        case bool() | int() | str() | None:
            return value
        case float():
            return value if value - value == 0 else str(value)  # neither infinite nor no number
        case dict():
            return {str(key): _value(of) for key, of in value.items()}
        case list() | tuple():
            return [_value(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _main() -> None:
    """Answer the question on standard input."""
    job = json.load(sys.stdin)
    bounds = Bounds(**job["bounds"])
    _confine(bounds)
    try:
        told = answer(job["path"], job["sql"], bounds)
    except InputError as error:
        of_record = isinstance(error, RecordError)
        told = {"where": error.where, "fault": error.fault, "remedy": error.remedy, "of_record": of_record}
    json.dump(told, sys.stdout, ensure_ascii=True)


def _confine(bounds: Bounds) -> None:
    """What the system itself holds the process to, where it can."""
    try:
        import resource
    except ImportError:  # not a POSIX system; the clock above still ends it
        return
    limits = {
        resource.RLIMIT_CPU: int(bounds.seconds + 1),
        resource.RLIMIT_AS: (_OWN + 2 * bounds.megabytes) << 20,  # the answer is held a second time, out of the database
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    _main()
