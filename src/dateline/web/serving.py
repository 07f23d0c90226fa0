"""A server that runs until it is stopped."""

from __future__ import annotations

import gc
import logging
import socket
import sys

import uvicorn

from dateline.errors import SetupError
from dateline.web.app import create_app
from dateline.web.settings import Settings

_YOUNG = 20_000  # objects after which those that hold each other are sought among them


def run(settings: Settings) -> None:
    """Serve a record until Ctrl-C.

    Raises:
        SetupError: if it cannot listen there.
        RecordError: if there is no record.
    """
    app = create_app(settings)
    _spare()
    listening = _listen(settings)
    host, port = listening.getsockname()[:2]
    print(f"http://{f'[{host}]' if ':' in host else host}:{port}/ shows {settings.db}; Ctrl-C stops it", file=sys.stderr, flush=True)
    config = uvicorn.Config(app, log_level=logging.WARNING, access_log=False, server_header=False, timeout_graceful_shutdown=3)
    server = uvicorn.Server(config)
    with listening:
        server.run(sockets=[listening])


def _spare() -> None:
    """Let what is there now, which stays, not be looked through for what could be cleared away, and what comes later seldom.

    It would take a tenth of the time of the pages, and now and then hold up all of them for the tenth part of a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])


def _listen(settings: Settings) -> socket.socket:
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((settings.host, settings.port), family=family, backlog=256)
    except OSError as error:
        remedy = "name another --port" if error.errno else "name an address of this machine"
        raise SetupError(f"{settings.host}:{settings.port}: cannot listen there: {error.strerror or error} ({remedy})") from error
