"""Tells the frame which line of the program is reached, so that a run that is killed can say where it was.

A line costs something only when it is reached for the first time: after that the interpreter itself forgets the event (PEP 669).
"""

import sys
import time
import types

import _vitrine_sink

_monitoring = getattr(sys, "monitoring", None)
_TOOL = 4

# Messages at once, and per second; the frame takes several times that many (limits.messagesPerSecond).
_BURST = 60
_REFILL = 60

_clock = time.monotonic
_allowance: float = _BURST
_last = _clock()


def use_clock(clock) -> None:
    """Another clock, in seconds, where the program's own is fixed."""
    global _clock, _last
    _clock = clock
    _last = clock()


def watch(code: types.CodeType) -> None:
    """Watches a unit of the program and every function in it."""
    if _monitoring is None:
        return
    if _monitoring.get_tool(_TOOL) is None:
        _monitoring.use_tool_id(_TOOL, "vitrine")
        _monitoring.register_callback(_TOOL, _monitoring.events.LINE, _reached)
    _monitoring.set_local_events(_TOOL, code, _monitoring.events.LINE)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            watch(constant)


def _reached(code: types.CodeType, line: int):
    """Where there is no allowance for a message, the line stays watched: a loop is then told in one of its next rounds."""
    global _allowance, _last
    now = _clock()
    _allowance = min(_BURST, _allowance + (now - _last) * _REFILL)
    _last = now
    if _allowance < 1:
        return None
    _allowance -= 1
    _vitrine_sink.line_reached(code.co_filename, max(line, 1))
    return _monitoring.DISABLE
