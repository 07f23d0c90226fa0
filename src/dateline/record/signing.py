"""Who says something of a record, when and why: what every correction, decision and opinion is signed with."""

from __future__ import annotations

from datetime import UTC, datetime

from dateline.errors import InputError


def signed(what: str, who: str, reason: str, *, reasoned: bool) -> dict[str, str]:
    """The columns ``who``, ``made`` (UTC) and ``reason``.

    Args:
        what: is signed, for the error; ``reasoned``: whether it needs a reason.

    Raises:
        InputError: if nobody is named, or a reason is missing.
    """
    if not who.strip():
        raise InputError(what, "nobody is named who makes it", "say who you are: --by NAME")
    if reasoned and not reason.strip():
        raise InputError(what, "has no reason", 'say why: --reason "…"')
    made = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
    return {"who": who.strip(), "made": made, "reason": reason.strip()}
