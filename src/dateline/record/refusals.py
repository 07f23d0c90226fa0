"""What is wrong with the file of a record, told from what the database says of it, and what can be done."""

from __future__ import annotations

import re

from dateline.errors import HeldError, RecordError

YOUR_RIGHTS = "check the path and your rights to it"
_HOLDER = re.compile(r"PID (\d+)")
_REASON = re.compile(r'(?:Cannot|Could not) [\w ]*file "[^"]*": (.+)')
_FULL, _DAMAGED = re.compile("No space left|File too large|quota"), re.compile("[Cc]orrupt|checksum|enough bytes|[Dd]eserial|invalidated")


def refusal(path: str, message: str) -> RecordError:
    """Why a record cannot be opened, read or written: held, no database, no room, damaged, or not ours to touch."""
    told = " ".join(message.split())
    if "lock on file" in told:
        holder = _HOLDER.search(told)
        who = f"process {holder[1]}" if holder else "another process"
        return HeldError(path, f"is being written by {who}", "wait until it is done, or stop it")
    if "different configuration" in told:  # by a connection of this process
        return HeldError(path, "is in use", "try again in a moment")
    if "not a valid DuckDB" in told or "magic" in told:
        return RecordError(path, "is no DuckDB file", "name another file")
    reason = _REASON.search(told)
    if _FULL.search(told):
        return RecordError(path, f"cannot be written: {reason[1] if reason else told}", "make room and run it again; what was kept is kept")
    if _DAMAGED.search(told):
        return RecordError(path, f"is damaged: {told}", "put a backup in its place: dateline restore")
    return RecordError(path, f"cannot be used: {reason[1]}" if reason else told, YOUR_RIGHTS)
