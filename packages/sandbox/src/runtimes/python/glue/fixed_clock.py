"""The program's clock where it is fixed: it goes on by what the program waits for, which is not really waited for."""

import asyncio
import heapq
import itertools
import math
import time

import _vitrine_sink
from pyodide.webloop import WebLoop

# What waits for its time: (when, order, handle).
_waiting: list[tuple[float, int, asyncio.Handle]] = []
_order = itertools.count()
_call_later = WebLoop.call_later


def install() -> None:
    time.sleep = _sleep
    WebLoop.call_later = _call_at_its_time


def _now() -> float:
    """Without a look, which would move it."""
    return _vitrine_sink.clock_passed() / 1000


def _sleep(seconds, /) -> None:
    if not seconds >= 0:
        raise ValueError("sleep length must be non-negative")
    _vitrine_sink.pass_clock_to((_now() + seconds) * 1000)


def _call_at_its_time(self, delay, callback, *args, context=None):
    """Each call makes one turn of the loop, and each turn runs what is due first: the same order in every run."""
    if delay < 0:
        raise ValueError("Can't schedule in the past")
    handle = asyncio.Handle(callback, args, self, context=context)
    if delay != math.inf:
        heapq.heappush(_waiting, (_now() + delay, next(_order), handle))
        _call_later(self, 0, _turn)
    return handle


def _turn() -> None:
    when, _, handle = heapq.heappop(_waiting)
    if not handle.cancelled():
        _vitrine_sink.pass_clock_to(when * 1000)
        handle._run()
