"""Fetches what pages load in a browser, and what tests of them need there, from the npm registry by its own client.

Which files, of which packages and versions, stands in each ``vendor.csv`` beside them. A file that has not the hash written there is
refused; ``--pin`` writes the hashes of what is fetched, after a change of versions. Needs npm; nothing else of Dateline does.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LISTS = (ROOT / "src/dateline/web/static/vendor/vendor.csv", ROOT / "tests/web/browser/vendor/vendor.csv")


def main() -> None:
    """Fetch all files of all lists."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pin", action="store_true", help="write the hashes of what is fetched")
    pin = options.parse_args().pin
    for listed in LISTS:
        with listed.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with tempfile.TemporaryDirectory() as passing:
            archives = _fetched({(row["package"], row["version"]) for row in rows}, Path(passing))
            for row in rows:
                content = _member(archives[row["package"], row["version"]], row["member"])
                found = hashlib.sha256(content).hexdigest()
                if not pin and found != row["sha256"]:
                    sys.exit(f"{listed}: {row['file']} has another hash, {found} (look at what changed, then --pin)")
                row["sha256"] = found
                (listed.parent / row["file"]).write_bytes(content)
        if pin:
            with listed.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)


def _fetched(packages: set[tuple[str, str]], folder: Path) -> dict[tuple[str, str], Path]:
    """The archive of each package and version."""
    found = {}
    for name, version in sorted(packages):
        packed = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
        told = subprocess.run(packed, check=True, capture_output=True, text=True)
        found[name, version] = folder / told.stdout.split()[-1]
    return found


def _member(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as packed:
        content = packed.extractfile(f"package/{name}")
        if content is None:
            sys.exit(f"{archive.name}: no file {name}")
        return content.read()


if __name__ == "__main__":
    main()
