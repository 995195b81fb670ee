"""asyncio.run() where the browser cannot suspend WebAssembly: a small loop that runs to the end on its own."""

import asyncio
import selectors
import time

from pyodide.ffi import can_run_sync


def install() -> None:
    """Makes asyncio.run() wait for its result in every engine."""
    native = asyncio.run

    def run(main, *, debug=None, loop_factory=None):
        if can_run_sync():
            return native(main)
        return _run_alone(main)

    asyncio.run = run


class _NoFiles(selectors._BaseSelectorImpl):
    """A selector without files: it only waits for the next timer."""

    def select(self, timeout=None):
        if timeout:
            time.sleep(timeout)
        return []


class _Alone(asyncio.SelectorEventLoop):
    """An event loop that needs no socket to wake itself: nothing else runs in this worker."""

    def __init__(self):
        super().__init__(_NoFiles())

    def _make_self_pipe(self):
        self._ssock = self._csock = None

    def _close_self_pipe(self):
        pass

    def _write_to_self(self):
        pass


def _run_alone(main):
    outer = asyncio.events._get_running_loop()
    # The program itself is a task of the outer loop, and since Python 3.14 a thread has one current task, whatever its loops.
    program = asyncio.tasks._swap_current_task(outer, None) if outer else None
    asyncio.events._set_running_loop(None)
    loop = _Alone()
    try:
        asyncio.set_event_loop(loop)
        return loop.run_until_complete(main)
    finally:
        loop.close()
        asyncio.set_event_loop(outer)
        asyncio.events._set_running_loop(outer)
        if program:
            asyncio.tasks._swap_current_task(outer, program)
