"""Where a watch tells what is new: standard output, files and webhooks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dateline.record.watching.outbox import News, Outlet
    from dateline.record.watching.plan import Surroundings


class Lines:
    """Standard output as an outlet: a line a piece of news."""

    name, batch, earlier = "standard output", 20, 0

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json

    def tell(self, earlier: Sequence[News], new: Sequence[News]) -> None:
        """Print what is new."""
        from dateline.display import plain
        from dateline.exchange import newslines

        for news in new:
            click.echo(newslines.as_json(news) if self._as_json else plain(newslines.as_text(news)))


class Outlets:
    """The files and webhooks that are told, each once, however many queries name it."""

    def __init__(self, around: Surroundings, allow_private: bool) -> None:
        self.made: dict[str, Outlet] = {}
        self._around, self._private = around, allow_private

    def of(self, atom: str | None, webhook: str | None) -> list[Outlet]:
        """The outlets at a file and an address; webhooks sign with the secret that the environment has."""
        from dateline.exchange.newsfeed import NewsFeed
        from dateline.exchange.webhook import Webhook

        secret = os.environ.get("DATELINE_WEBHOOK_SECRET", "")
        named: list[Outlet] = [NewsFeed(atom)] if atom else []
        if webhook:
            named.append(Webhook(webhook, self._around.clock, secret, allow_private=self._private))
        return [self.made.setdefault(outlet.name, outlet) for outlet in named]
