"""The collector of garbage, kept from what stays to the end."""

from __future__ import annotations

import gc

_YOUNG = 20_000  # objects after which those that hold each other are sought among them


def settle() -> None:
    """Spare the garbage collector what is there now and stays, and let it look for circles seldom.

    A report or a page leaves hardly any behind; searching for them at every few hundred objects takes a tenth of the time, and now and then
    holds up all pages for the tenth part of a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
