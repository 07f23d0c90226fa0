"""Content posted to a web address, within the bounds of reading from one: public hosts alone, no redirects, no proxies, a time limit."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.errors import ReportError
from dateline.reading.addresses import Location, Resolve, resolve
from dateline.reading.fetching import AGENT, asked, permitted, refusal

_ANSWER_LIMIT = 64 * 2**10  # bytes of the answer that are taken


def post(
    url: str,
    content: bytes,
    headers: Mapping[str, str],
    *,
    agent: str = AGENT,
    timeout: float = 15.0,
    allow_private: bool = False,
    resolve: Resolve = resolve,
) -> int:
    """Post content to an address; gives the status of success that it answers with.

    Errors name the host and not the whole address, which may be a secret.

    Args:
        timeout: seconds that it may take in all.
        allow_private: whether hosts of the own machine and network may be asked.

    Raises:
        PostError: if the address takes it not; a redirect is no success.
    """
    shown = masked(url)
    try:
        place = Location.of(url)
        named = {"User-Agent": agent, "Connection": "close", "Accept": "*/*", **headers}
        answer = asked(place, permitted(place, resolve, allow_private), named, timeout, _ANSWER_LIMIT, content)
    except ReportError as error:
        raise PostError(shown, error.fault, error.remedy) from None
    if not 200 <= answer.status < 300:
        said = refusal(shown, answer)
        raise PostError(shown, said.fault, said.remedy, said.later, answer.status)
    return answer.status


def masked(url: str) -> str:
    """An address by its host alone, since paths and queries of webhooks are secrets.

    >>> masked("https://hooks.example/T02/B7/x9?key=1")
    'https://hooks.example/…'
    """
    try:
        return f"{Location.of(url).origin}/…"
    except ReportError:
        return "the webhook"


class PostError(ReportError):
    """Content was not taken.

    Attributes:
        status: what the server answered; 0 if it did not.
    """

    def __init__(self, where: str, fault: str, remedy: str = "", later: int = 0, status: int = 0) -> None:
        super().__init__(where, fault, remedy, later)
        self.status = status
