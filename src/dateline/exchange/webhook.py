"""News of a watch posted to a webhook as JSON, in the form of Standard Webhooks (standardwebhooks.com), so that libraries check it.

Every piece has its id in ``webhook-id``: a receiver that keeps the ids tells doubles by them. With a secret, ``webhook-signature`` is
``v1,`` and the base64 of HMAC-SHA256 over id, time and content, joined by points.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from dateline.errors import InputError, OutletError
from dateline.model import content_hash
from dateline.reading.addresses import Resolve, resolve
from dateline.reading.posting import PostError, masked, post
from dateline.record.watching.outbox import News

_NEVER = frozenset({400, 413, 422})  # what says that it is the content which will not be taken, now or later
_TYPES = {"event": "event.new", "update": "event.updated", "withdrawn": "event.withdrawn", "alert": "alert"}
_PREFIX = "whsec_"  # of a secret whose rest is base64


class Webhook:
    """An outlet that is an address to post to.

    Args:
        secret: signs what is posted; nothing is signed without one.
        clock: the time, UTC without a zone.
        allow_private: whether hosts of the own machine and network may be asked.

    Raises:
        InputError: if the secret is said to be base64 and is not.
    """

    batch, earlier = 1, 0

    def __init__(
        self,
        url: str,
        clock: Callable[[], datetime],
        secret: str = "",
        *,
        allow_private: bool = False,
        timeout: float = 15.0,
        resolve: Resolve = resolve,
    ) -> None:
        self._url, self._clock, self._key = url, clock, _key(secret)
        self._private, self._timeout, self._resolve = allow_private, timeout, resolve
        self.name = f"webhook {masked(url)} {content_hash(url)}"

    def tell(self, earlier: Sequence[News], new: Sequence[News]) -> None:
        """Post news, one after another.

        Raises:
            OutletError: if one is not taken.
        """
        for news in new:
            content = {"type": _TYPES[news.kind], "timestamp": news.content["found"], "data": news.content}
            body = json.dumps(content, ensure_ascii=False).encode()
            try:
                post(
                    self._url, body, self._headers(news.id, body), allow_private=self._private, timeout=self._timeout, resolve=self._resolve
                )
            except PostError as error:
                refused = error.status in _NEVER
                raise OutletError(error.where, error.fault, error.remedy, later=error.later, refused=refused) from error

    def _headers(self, id_: str, body: bytes) -> dict[str, str]:
        sent = str(int(self._clock().replace(tzinfo=UTC).timestamp()))
        headers = {"Content-Type": "application/json", "webhook-id": id_, "webhook-timestamp": sent}
        return headers | ({"webhook-signature": signature(self._key, id_, sent, body)} if self._key else {})


def signature(key: bytes, id_: str, sent: str, body: bytes) -> str:
    """The signature of what is posted.

    >>> signature(b"secret", "1", "1700000000", b"{}")
    'v1,PgYwgCReYGi/nHIJstsSuGGjDNi/hpmSB4ghtTP1cA4='
    """
    signed = hmac.new(key, f"{id_}.{sent}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(signed.digest()).decode()}"


def _key(secret: str) -> bytes:
    if not secret.startswith(_PREFIX):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error as error:
        raise InputError("the webhook's secret", f"begins with {_PREFIX} and is not base64", "copy it whole") from error
