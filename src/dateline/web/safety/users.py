"""Who may come in, and what each may do: people known by their tokens, of which only hashes are kept.

A users file is CSV with the columns ``name``, ``role`` and ``sha256``, the hash of a token that was shown once, when it was made.
Tokens are 256 random bits, so a plain hash of them can be neither guessed nor looked up. Whoever changes a file need not start the server
again: it is read anew when it is another.
"""

from __future__ import annotations

import csv
import getpass
import hashlib
import hmac
import io
import logging
import os
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path

from dateline.errors import DataError, InputError

COLUMNS = ("name", "role", "sha256")
LEAST_TOKEN = 32
"""Characters that a token of one's own making must have."""
_HASH = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[\w.@+' -]{1,80}")
_LOG = logging.getLogger(__name__)
_REMEDY = "dateline users add NAME --role ROLE --users FILE writes a line"


class Role(StrEnum):
    """What somebody may do: a reader looks, a reviewer corrects, too."""

    READER = "reader"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who came in; corrections are signed with the name. ``key``: the hash of the token, if it was by one."""

    name: str
    role: Role
    key: str = field(default="", repr=False, compare=False)

    @property
    def reviews(self) -> bool:
        """Whether what this one says changes the record."""
        return self.role is Role.REVIEWER


class Users:
    """Those who may come in, by the hashes of their tokens.

    >>> users = Users({_hash("a token that is long enough to be one"): User("ana", Role.READER)})
    >>> users.holding("a token that is long enough to be one")
    User(name='ana', role=<Role.READER: 'reader'>)
    >>> users.holding("another") is None
    True
    """

    def __init__(self, by_hash: Mapping[str, User]) -> None:
        self._by_hash = dict(by_hash)

    @property
    def by_hash(self) -> Mapping[str, User]:
        """Who holds which token, by its hash."""
        return self._by_hash

    def holding(self, token: str) -> User | None:
        """Who holds a token. All are compared, each in constant time, so that how long it takes tells nothing of how near it came."""
        given, found = _hash(token), None
        for known, user in self.by_hash.items():
            if hmac.compare_digest(known, given):
                found = user
        return found

    def knows(self, user: User) -> bool:
        """Whether somebody who came in by a token still could, and in the same role."""
        return self.by_hash.get(user.key) == user

    def __len__(self) -> int:
        return len(self.by_hash)


class KeptUsers(Users):
    """Those who may come in by what files say, read anew whenever one of the files is another; while one breaks the rules, as before.

    Raises:
        DataError: if a file breaks the rules at first.
    """

    def __init__(self, read_all: Callable[[], Mapping[str, User]], *files: Path) -> None:
        self._read, self._files, self._state = read_all, files, _state(files)
        super().__init__(read_all())

    @property
    def by_hash(self) -> Mapping[str, User]:
        """Who holds which token, by its hash, as the files say now."""
        if (state := _state(self._files)) != self._state:
            self._state = state
            try:
                self._by_hash = dict(self._read())
            except DataError as error:
                _LOG.warning("%s. Until then whoever could come in before still can.", error)
        return self._by_hash


def admitted(host: str, users: Path | None, token: Path | None) -> Users | None:
    """Who may come in at an address; ``None`` where whoever sits at this machine may, as at 127.0.0.1 without users or token.

    Raises:
        InputError: if others than this machine could come in and nobody says who may, or a file breaks its rules.
    """
    if files := [file for file in (users, token) if file]:
        return KeptUsers(lambda: (read(users) if users else {}) | (_alone(token) if token else {}), *files)
    if not is_own(host):
        raise InputError(
            f"--host {host}",
            "others could come in, and nothing says who may",
            "add --users FILE (dateline users add makes one) or --token FILE, or leave --host away",
        )
    return None


def is_own(host: str) -> bool:
    """Whether an address can be reached from this machine alone.

    >>> [is_own(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "192.168.1.4", "example.org")]
    [True, True, True, False, False, False]
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def local() -> User:
    """Whoever runs this, as a reviewer under the name that corrections from the shell bear, too."""
    try:
        return User(os.environ.get("DATELINE_REVIEWER") or getpass.getuser(), Role.REVIEWER)
    except (OSError, KeyError):  # an account without a name
        return User(f"user {os.getuid()}", Role.REVIEWER)


def read(path: Path) -> dict[str, User]:
    """The people of a users file, by the hashes of their tokens.

    Raises:
        DataError: if it cannot be read or breaks the rules.
    """
    found: dict[str, User] = {}
    names: set[str] = set()
    for number, row in enumerate(_lines(path), 2):
        place, name, hashed = f"{path}:{number}", row["name"] or "", row["sha256"] or ""
        if not _NAME.fullmatch(name) or name in names:
            raise DataError(place, f"{name!r} is no name that a user can have, or has a line already", _REMEDY)
        if row["role"] not in tuple(Role):
            raise DataError(place, f"{row['role']!r} is no role", f"one of {', '.join(Role)}")
        if not _HASH.fullmatch(hashed) or hashed in found:
            raise DataError(place, "sha256 is no hash of a token, or that of another line", _REMEDY)
        names.add(name)
        found[hashed] = User(name, Role(row["role"]), hashed)
    return found


def add(path: Path, name: str, role: Role) -> str:
    """Write a line for somebody new; gives the token, which is kept nowhere.

    Raises:
        InputError: if the name cannot be had, or the file not be written.
    """
    if not _NAME.fullmatch(name):
        raise InputError(name, "is no name that a user can have", "letters, digits, spaces and . @ + - _ ', 80 of them at most")
    if path.exists() and name in (user.name for user in read(path).values()):
        raise InputError(name, f"has a line in {path} already", "take it out to give a new token")
    token = secrets.token_urlsafe(32)
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    if not path.exists() or not path.stat().st_size:
        writer.writerow(COLUMNS)
    elif not path.read_bytes().endswith(b"\n"):
        line.write("\n")
    writer.writerow((name, role.value, _hash(token)))
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8", newline="") as file:
            file.write(line.getvalue())
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror}", "name another file") from error
    return token


def _lines(path: Path) -> list[dict[str, str | None]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            columns, found = tuple(rows.fieldnames or ()), list(rows)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(str(path), f"cannot be read: {error}", _REMEDY) from error
    if columns != COLUMNS:
        raise DataError(f"{path}:1", f"the columns are not {', '.join(COLUMNS)}", _REMEDY)
    return found


def _alone(path: Path) -> dict[str, User]:
    """Whoever runs this, by the token that is all of a file."""
    try:
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(path), f"cannot be read: {error}", "name a file that holds a token") from error
    if len(token) < LEAST_TOKEN or len(token.split()) != 1:
        remedy = "python -c 'import secrets; print(secrets.token_urlsafe(32))' makes one"
        raise DataError(str(path), f"holds no single token of {LEAST_TOKEN} characters or more", remedy)
    return {(key := _hash(token)): replace(local(), key=key)}


def _state(files: Iterable[Path]) -> list[object]:
    """What is another whenever one of some files is."""
    return [(known.st_mtime_ns, known.st_size, known.st_ino) if (known := _stat(file)) else None for file in files]


def _stat(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
