"""Ctrl-C where what was done is to be kept before the end: in a run it stops the work, and in a watch asks it to stop."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interrupted_once() -> Iterator[None]:
    """Within, the first Ctrl-C raises KeyboardInterrupt, and those of an impatient user after it are passed over."""

    def stop(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # signals are not for others
        yield
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def stopping(stop: threading.Event) -> Iterator[None]:
    """Within, Ctrl-C and SIGTERM ask for an end, and a second Ctrl-C raises KeyboardInterrupt."""

    def ask(number: int, _: object) -> None:
        if stop.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stop.set()
        os.write(2, b"dateline: stops after the report at hand (Ctrl-C again: at once)\n")  # what is buffered may be in use

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
