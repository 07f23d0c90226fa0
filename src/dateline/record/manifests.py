"""What a record was made with: the manifest of the coder behind each version of a report, and the rules by which mentions were merged.

A manifest is what :mod:`dateline.coding.provenance` says of a coder, named by its hash: two coders of one manifest code a report alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.datafiles import data
from dateline.model import content_hash
from dateline.record.comparing import TABLE
from dateline.record.rows import Key
from dateline.record.store import CHOSEN, Store
from dateline.record.stories import RARITY

UNKNOWN = ""
"""The manifest of what was coded before manifests were kept."""
_MERGING = tuple("stories tellings comparing blocking clustering copies events merging".split())  # the modules that make events of mentions


def note(store: Store, parts: Mapping[str, str]) -> str:
    """Keep what a coder rests on; gives the name of the manifest."""
    manifest = content_hash(json.dumps(dict(parts), sort_keys=True))
    store.insert("manifests", [{"manifest": manifest, "parts": dict(parts)}])
    return manifest


def sign(store: Store, keys: Iterable[Key], manifest: str) -> None:
    """Note that versions of reports were coded with a manifest, whatever coded them before."""
    names = [f"{report}\n{version}" for report, version in keys]
    store.choose(names)
    store.execute(f"DELETE FROM coded WHERE report || chr(10) || version {CHOSEN}")
    store.insert("coded", [dict(zip(("report", "version"), name.rsplit("\n", 1), strict=True)) | {"manifest": manifest} for name in names])


def parts(store: Store, side: str = "") -> dict[str, dict[str, str]]:
    """Every manifest by name, of the record or of one attached to it; that of what was coded before manifests were kept has no parts."""
    return {UNKNOWN: {}} | {row["manifest"]: row["parts"] for row in store.rows(f"SELECT * FROM {side}manifests ORDER BY manifest")}


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """The parts in which two manifests differ; where the code does, not the version that names it."""
    found = [part for part in dict.fromkeys([*one, *other]) if one.get(part) != other.get(part)]
    return [part for part in found if part != "dateline" or "code" not in found]


def told(store: Store) -> list[dict[str, Any]]:
    """Each manifest with how many of the reports as they are now it coded, most first."""
    return store.rows(
        """
        SELECT c.manifest, count(*) AS reports, any_value(m.parts) AS parts
        FROM coded c JOIN reports r USING (report, version) LEFT JOIN manifests m USING (manifest)
        WHERE r.current GROUP BY c.manifest ORDER BY reports DESC, c.manifest
        """
    )


@cache
def rules() -> str:
    """The hash of what makes events of mentions: the modules of merging, their table and what words count."""
    modules = (files("dateline.record") / f"{name}.py" for name in _MERGING)
    texts = [module.read_text(encoding="utf-8") for module in modules if module.is_file()]
    models = (data() / "models" / name for name in (f"{TABLE}.toml", RARITY))
    return content_hash(*texts, *(model.read_bytes().hex() for model in models))


def is_merged_by(store: Store, rules: str) -> bool:
    """Whether all events of a record were made by the same rules, and those they are."""
    return {row["rules"] for row in store.rows("SELECT rules FROM merged_by")} <= {rules}
