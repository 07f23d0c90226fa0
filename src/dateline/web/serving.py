"""A server that runs until it is stopped."""

from __future__ import annotations

import logging
import socket
import sys

import uvicorn

from dateline.errors import SetupError
from dateline.garbage import settle
from dateline.web.app import create_app
from dateline.web.settings import Settings


def run(settings: Settings) -> None:
    """Serve a record until Ctrl-C.

    Raises:
        SetupError: if it cannot listen there.
        RecordError: if there is no record.
    """
    app = create_app(settings)
    settle()
    listening = _listen(settings)
    host, port = listening.getsockname()[:2]
    print(f"http://{f'[{host}]' if ':' in host else host}:{port}/ shows {settings.db}; Ctrl-C stops it", file=sys.stderr, flush=True)
    config = uvicorn.Config(app, log_level=logging.WARNING, access_log=False, server_header=False, timeout_graceful_shutdown=3)
    server = uvicorn.Server(config)
    with listening:
        server.run(sockets=[listening])


def _listen(settings: Settings) -> socket.socket:
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((settings.host, settings.port), family=family, backlog=256)
    except OSError as error:
        remedy = "name another --port" if error.errno else "name an address of this machine"
        raise SetupError(f"{settings.host}:{settings.port}: cannot listen there: {error.strerror or error} ({remedy})") from error
