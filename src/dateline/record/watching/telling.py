"""News to the outlets: in order, each noted once it is told; one that fails is tried again later, the others are told meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dateline.errors import OutletError
from dateline.record.watching import outbox
from dateline.record.watching.outbox import News, Outlet
from dateline.record.watching.plan import Plan, Surroundings, opened

_MOST = 100  # pieces that an outlet is told before feeds are looked at again
_ATTEMPTS = 3  # after the first, where the watch is to end


def tell(plan: Plan, around: Surroundings) -> datetime | None:
    """Tell the outlets what they wait for; gives the moment when there is more to tell, ``None`` if there is none."""
    return min(filter(None, [_tell(plan, around, outlet) for outlet in plan.outlets]), default=None)


def tell_again(plan: Plan, around: Surroundings, again: datetime | None) -> None:
    """Tell all that is left; what cannot be told is tried a few times, and then waits for the next start."""
    failed = 0
    while again is not None and failed < _ATTEMPTS and not around.stopped():
        pause = (again - around.clock()).total_seconds()
        failed += pause > 0
        around.wait(max(0.0, pause))
        again = tell(plan, around)


def _tell(plan: Plan, around: Surroundings, outlet: Outlet) -> datetime | None:
    told: Sequence[News] = ()
    fault, count = "", 0
    while True:
        with opened(plan, around) as store:
            if told:
                outbox.delivered(store, outlet.name, told, around.clock(), fault)
            due = outbox.due(store, outlet.name)
            if due is not None and due > around.clock():
                return due
            told, earlier = outbox.waiting(store, outlet.name, outlet.batch), outbox.earlier(store, outlet.name, outlet.earlier)
        if not told or around.stopped():
            return None
        if count >= _MOST:
            return around.clock()
        try:
            outlet.tell(earlier, told)
            fault, count = "", count + len(told)
        except OutletError as error:
            around.say(str(error))
            fault = error.fault
            if not error.refused:
                with opened(plan, around) as store:
                    return outbox.failed(store, outlet.name, around.clock(), error)
