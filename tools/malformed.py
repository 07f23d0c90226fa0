"""Malformed files without end: well-formed ones, damaged as disks, networks, bad writers and bad people damage them.

The same kind, number and seed give the same file on every machine.
"""

from __future__ import annotations

import gzip
import re
import tomllib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from wellformed import SEEDS

Damage = Callable[[bytes, Random], bytes]


def _pieces() -> dict[str, tuple[bytes, ...]]:
    """What is put into files, by kind."""

    def written(piece: str | dict[str, str]) -> bytes:
        if isinstance(piece, dict):
            piece = piece.get("before", "") + piece["many"] * int(piece["times"]) + piece.get("after", "")
        return piece.encode("latin-1")

    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return {name: tuple(map(written, pieces)) for name, pieces in tomllib.load(file).items()}


_PIECES = _pieces()

_MOST, _ROWS_AT_MOST = 3 * 2**20, 3_000  # bytes and rows that one damage adds at most; bombs unpack to more
_NUMBER = re.compile(rb"\d+")


@dataclass(frozen=True, slots=True)
class Malformed:
    """A file that nobody should have written.

    Attributes:
        name: of the file; tells its kind, as a rule.
        how: what was done to it.
    """

    name: str
    data: bytes
    how: str


def malformed(kind: str, number: int, seed: int = 0) -> Malformed:
    """The file of a kind with this number."""
    chance = Random(f"{seed} {kind} {number}")
    data, how = SEEDS[kind](chance), []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        damage = chance.choice(_OF_BYTES if chance.random() < 0.5 else _OF_KIND.get(kind.removesuffix(".gz"), _OF_BYTES))
        data = damage(data, chance)
        how.append(damage.__name__.strip("_"))
    if kind.endswith(".gz") or chance.random() < 0.05:
        packed = chance.choice((_gzipped, _members, _bomb))
        data = packed(data, chance)
        how.append(packed.__name__.strip("_"))
        if chance.random() < 0.5:
            damage = chance.choice(_OF_BYTES)
            data = damage(data, chance)
            how.append(damage.__name__.strip("_"))
    return Malformed("input" if chance.random() < 0.1 else f"input.{kind}", data, ", ".join(how))


# Damage to bytes, whatever they mean


def _run(data: bytes, chance: Random) -> tuple[int, int]:
    """Where a run of bytes begins and ends; most are short."""
    begin = chance.randrange(len(data) + 1)
    return begin, min(len(data), begin + int(2 ** chance.uniform(0, 12)))


def _cut_off(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _bits_flipped(data: bytes, chance: Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 8) if made else 0):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _overwritten(data: bytes, chance: Random) -> bytes:
    begin, end = _run(data, chance)
    return data[:begin] + chance.choice((bytes(end - begin), b"\xff" * (end - begin), chance.randbytes(end - begin))) + data[end:]


def _lost(data: bytes, chance: Random) -> bytes:
    begin, end = _run(data, chance)
    return data[:begin] + data[end:]


def _repeated(data: bytes, chance: Random) -> bytes:
    begin, end = _run(data, chance)
    times = min(int(10 ** chance.uniform(0, 4)), _MOST // max(1, end - begin))
    return data[:end] + data[begin:end] * times + data[end:]


def _swapped(data: bytes, chance: Random) -> bytes:
    one, other = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[one:other] + data[:one] + data[other:]


def _spliced(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)] + _cut_off(SEEDS[chance.choice(sorted(SEEDS))](chance), chance)


def _token(data: bytes, chance: Random) -> bytes:
    at = chance.choice((0, chance.randrange(len(data) + 1), len(data)))
    return data[:at] + chance.choice(_PIECES["tokens"]) + data[at:]


def _number(data: bytes, chance: Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + chance.choice(_PIECES["numbers"]) + data[one.end() :]


def _encoded(data: bytes, chance: Random) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(_PIECES["encodings"]).decode(), "replace")


def _gzipped(data: bytes, _: Random) -> bytes:
    return gzip.compress(data, 1, mtime=0)


def _members(data: bytes, _: Random) -> bytes:
    """A gzip member a record."""
    first, *others = data.split(b"WARC/1.0")
    return b"".join(gzip.compress(part, 1, mtime=0) for part in (first, *(b"WARC/1.0" + other for other in others)) if part)


def _bomb(data: bytes, chance: Random) -> bytes:
    """What unpacks to a thousand times its size, somewhere in a file; now and then packed twice."""
    if chance.random() < 0.8:  # each costs seconds
        return _gzipped(data, chance)
    at, unit = chance.randrange(len(data) + 1), chance.choice((b"\0", b"\n", b" ", b"<b>", b'"', b"WARC/1.0\r\n\r\n", b",", b"{}\n"))
    packer = zlib.compressobj(9, wbits=31)
    blown = unit * (2**20 // len(unit))
    parts = [
        packer.compress(data[:at]),
        *(packer.compress(blown) for _ in range(chance.choice((16, 64, 256)))),
        packer.compress(data[at:]),
    ]
    made = b"".join(parts) + packer.flush()
    return _gzipped(made, chance) if chance.random() < 0.2 else made


_OF_BYTES: tuple[Damage, ...] = (
    _cut_off, _bits_flipped, _overwritten, _lost, _repeated, _swapped, _spliced, _token, _number, _encoded,
)  # fmt: skip


# Damage that knows what the bytes mean


def _put_in(data: bytes, piece: bytes, chance: Random) -> bytes:
    """Data with a piece in it, as a rule between two tags or lines."""
    seams = [found.end() for found in re.finditer(rb"[>\n,]", data)] if chance.random() < 0.9 else []
    at = chance.choice(seams) if seams else chance.randrange(len(data) + 1)
    return data[:at] + piece + data[at:]


def _many(unit: bytes, chance: Random) -> bytes:
    """A unit ten times, or a hundred thousand; but so many rows are no more than a large file."""
    times = min(int(10 ** chance.uniform(0, 5.3)), _MOST // len(unit), _ROWS_AT_MOST if b"\n" in unit[1:] else _MOST)
    return b"".join(unit % ((n,) * unit.count(b"%d")) for n in range(times)) if b"%d" in unit else unit * times


def _entities() -> bytes:
    """A document type whose last entity stands for a billion words, and another for a file."""
    bombs = (b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 30))
    return b'<!DOCTYPE a [<!ENTITY a0 "ha">' + b"".join(bombs) + b'<!ENTITY f SYSTEM "file:///etc/hostname">]>'


def _nested_markup(data: bytes, chance: Random) -> bytes:
    return _put_in(data, _many(chance.choice(_PIECES["markup"]), chance), chance)


def _odd_markup(data: bytes, chance: Random) -> bytes:
    return _put_in(data, chance.choice(_PIECES["odd_markup"]), chance)


def _many_attributes(data: bytes, chance: Random) -> bytes:
    unit = chance.choice(_PIECES["attributes"])
    return _put_in(data, chance.choice((b"<p ", b"<div ", b"<a ", b"<item ", b"<meta ")) + _many(unit, chance) + b">", chance)


def _entity_bomb(data: bytes, chance: Random) -> bytes:
    declared = re.sub(rb"^(\s*<\?xml.*?\?>|\s*<!DOCTYPE[^>]*>|)", lambda found: found[1] + _entities(), data, count=1)
    return _put_in(declared, b"&a29; &f;", chance)


def _tags_renamed(data: bytes, chance: Random) -> bytes:
    names = sorted(set(re.findall(rb"</?([\w:]+)", data))) or [b""]
    return re.sub(rb"(?<=<)%s\b" % re.escape(chance.choice(names)), chance.choice(names), data, count=chance.choice((0, 1)))


def _odd_rows(data: bytes, chance: Random) -> bytes:
    return _put_in(data, chance.choice((b"", b"\n")) + chance.choice(_PIECES["odd_rows"]) + chance.choice((b"", b"\n")), chance)


def _long_rows(data: bytes, chance: Random) -> bytes:
    return _put_in(data, _many(chance.choice(_PIECES["rows"]), chance), chance)


def _odd_headers(data: bytes, chance: Random) -> bytes:
    return _put_in(data, chance.choice(_PIECES["odd_headers"]), chance)


def _long_headers(data: bytes, chance: Random) -> bytes:
    return _put_in(data, _many(chance.choice(_PIECES["headers"]), chance), chance)


def _wrong_length(data: bytes, chance: Random) -> bytes:
    """Another length than there is, of a record or a chunk."""
    found = list(re.finditer(rb"(?<=Content-Length: )(\d+)|(?<=\n)[0-9a-f]+(?=\r\n)", data))
    if not found:
        return data
    one, off = chance.choice(found), chance.choice((-100, -1, 1, 4, 100, 100_000))
    return data[: one.start()] + (b"%d" % (int(one[1]) + off) if one[1] else b"%x" % (int(one[0], 16) + off)) + data[one.end() :]


def _footer_damaged(data: bytes, chance: Random) -> bytes:
    """Damage where Parquet says what it holds."""
    size = int.from_bytes(data[-8:-4], "little")
    begin = max(0, len(data) - 8 - size)
    damage = chance.choice((_bits_flipped, _bits_flipped, _overwritten, _lost, _swapped))
    return (
        data[:begin]
        + damage(data[begin:-8], chance)
        + chance.choice((data[-8:], data[-8:], (size + chance.randint(-9, 9) & 0xFFFFFFFF).to_bytes(4, "little") + b"PAR1"))
    )


def _page_damaged(data: bytes, chance: Random) -> bytes:
    """Damage at the head of a file's first pages, where sizes and encodings stand."""
    return _bits_flipped(data[:200], chance) + data[200:]


_OF_MARKUP = (_nested_markup, _nested_markup, _odd_markup, _many_attributes, _entity_bomb, _tags_renamed)
_OF_ROWS = (_odd_rows, _long_rows)
_OF_KIND: dict[str, tuple[Damage, ...]] = {
    "rss": _OF_MARKUP, "atom": _OF_MARKUP, "html": _OF_MARKUP, "csv": _OF_ROWS, "jsonl": _OF_ROWS,
    "warc": (_odd_headers, _long_headers, _wrong_length, *_OF_MARKUP), "parquet": (_footer_damaged, _footer_damaged, _page_damaged),
}  # fmt: skip
