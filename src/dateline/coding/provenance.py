"""What a coding rests on: versions of programs and hashes of data, so that a record can say what made it and be held against another.

A hash is SHA-256 over the files of a part by name and content, so it is the same wherever Dateline is installed, and another as soon as a
byte of the part is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from importlib import import_module, metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.datafiles import data
from dateline.errors import DataError

if TYPE_CHECKING:
    from dateline.coding.coder import Settings

PARTS = ("codebook", "lexicon", "registry", "gazetteer")
"""The folders of ``data`` that a coding rests on, beside the model."""
_CODE = ("model.py", "wordlists.py", "datafiles.py", "language", "grounding", "reading", "coding")
_RUNS = ("spacy", "onnxruntime", "numpy")  # what the same model can give other numbers with


def provenance(settings: Settings) -> dict[str, str]:
    """What a coder of these settings rests on.

    Gives:
        ``dateline``: its version; ``code``: a hash of the modules that code.
        ``settings``: those that are no file, as JSON.
        ``codebook``, ``lexicon``, ``registry``, ``gazetteer``, ``model``: hashes; the user's own registry files and model are in theirs.
        ``parser``: its name and version; ``spacy``, ``onnxruntime``, ``numpy``: versions.

    Raises:
        DataError: if a file of the user's cannot be read.
    """
    chosen = {"parser": settings.parser, "floor": settings.floor, "learned": settings.learned, "fast": settings.fast}
    parts = {part: data() / part for part in PARTS}
    own: list[tuple[str, Traversable]] = [(f"own/{number}", Path(path)) for number, path in enumerate(settings.registry)]
    model: Traversable = Path(settings.model) if settings.model else data() / "models"
    return {
        "dateline": str(import_module("dateline").__version__),
        "code": _digest((name, files("dateline") / name) for name in _CODE),
        "settings": json.dumps(chosen, sort_keys=True),
        **{part: _digest([("", folder), *(own if part == "registry" else [])]) for part, folder in parts.items()},
        "model": _digest([("", model)]),
        "parser": f"{settings.parser} {_version(settings.parser)}",
        **{name: _version(name) for name in _RUNS},
    }


def _files(name: str, place: Traversable) -> Iterator[tuple[str, Traversable]]:
    """Every file of a file or folder, by the name under which it goes into a hash."""
    if not place.is_dir():
        yield name, place
        return
    for inner in sorted(place.iterdir(), key=lambda p: p.name):
        if inner.name != "__pycache__" and not inner.name.startswith("."):
            yield from _files(f"{name}/{inner.name}", inner)


def _digest(parts: Iterable[tuple[str, Traversable]]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        for name, file in _files(*part):
            try:
                content = file.read_bytes()
            except OSError as error:
                raise DataError(str(file), f"cannot be read: {error.strerror}", "name a file that can be") from error
            whole.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()


def _version(package: str) -> str:
    """The version of an installed package; of a pipeline that lies in a folder, what its own description says."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        spec = find_spec(package) if package.isidentifier() else None
        folder = Path(spec.origin).parent if spec and spec.origin else Path(package)
        described = folder / "meta.json"
        return str(json.loads(described.read_text(encoding="utf-8")).get("version", "")) if described.is_file() else "unknown"
