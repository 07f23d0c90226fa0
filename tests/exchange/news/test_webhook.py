"""News of a watch posted to a webhook: with an id, signed, and never to a private host unbidden."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

import pytest

from dateline.errors import InputError, OutletError
from dateline.exchange.webhook import Webhook

from .conftest import Newsroom

NOW = datetime(2022, 1, 31, 8, 0, 30)


def hook(url: str, secret: str = "", **settings: Any) -> Webhook:
    return Webhook(url, lambda: NOW, secret, **{"allow_private": True, "timeout": 10.0} | settings)


def test_what_is_posted(site: Any, room: Newsroom) -> None:
    news = room.news()
    hook(site.put("/hook")).tell([], [news])
    [(path, headers, content)] = site.posted
    assert (path, headers["Content-Type"], headers["webhook-id"], headers["webhook-timestamp"]) == (
        "/hook",
        "application/json",
        "n1",
        "1643616030",
    )
    assert json.loads(content) == {"type": "event.new", "timestamp": "2022-01-31T08:01:00Z", "data": news.content}
    assert "webhook-signature" not in headers


@pytest.mark.parametrize(
    ("secret", "key"),
    [("whsec_" + base64.b64encode(b"24 bytes of a secret key").decode(), b"24 bytes of a secret key"), ("plain", b"plain")],
)
def test_what_is_posted_is_signed(site: Any, room: Newsroom, secret: str, key: bytes) -> None:
    hook(site.put("/hook"), secret).tell([], [room.news()])
    [(_, headers, content)] = site.posted
    signed = hmac.new(key, b"n1.1643616030." + content, hashlib.sha256)
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(signed.digest()).decode()}"


def test_a_secret_that_is_not_whole() -> None:
    with pytest.raises(InputError, match="is not base64"):
        hook("https://a.example/", "whsec_abc")


@pytest.mark.parametrize(
    ("status", "refused"),
    [(400, True), (413, True), (422, True), (401, False), (404, False), (410, False), (429, False), (500, False), (307, False)],
)
def test_what_will_never_be_taken_and_what_may_be_later(site: Any, room: Newsroom, status: int, refused: bool) -> None:
    with pytest.raises(OutletError) as raised:
        hook(site.put("/hook", status=status, Retry_After="60", Location="/hook")).tell([], [room.news()])
    assert raised.value.refused is refused
    assert raised.value.later == (60 if status == 429 else 0)
    assert len(site.posted) == 1


def test_a_private_host_is_not_posted_to_unbidden(site: Any, room: Newsroom) -> None:
    with pytest.raises(OutletError, match="is no public host") as raised:
        hook(site.put("/hook/s3cret"), allow_private=False).tell([], [room.news()])
    assert site.posted == []
    assert not raised.value.refused
    assert "s3cret" not in str(raised.value)


def test_its_name_tells_addresses_apart_and_not_what_they_are() -> None:
    one, other = hook("https://hooks.example/T1/s3cret"), hook("https://hooks.example/T2/s3cret")
    assert one.name != other.name
    assert one.name.startswith("webhook https://hooks.example/… ")
    assert "s3cret" not in one.name
