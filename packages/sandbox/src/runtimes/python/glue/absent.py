"""What a browser has not: threads, processes, signals. Each says so, and what to do instead."""

import sys

from . import import_hooks

_THREADS = "There are no threads in the browser. Call the function directly, in a loop or with map(); for waiting, use asyncio."
_PROCESSES = "There are no other processes in the browser. Call the function directly, in a loop or with map()."
_PROGRAMS = "There are no other processes in the browser, so this cannot run: {what}. Do it in Python."


def label() -> None:
    """Gives these modules' functions errors that say what to do."""
    import_hooks.after_import("threading", _threading)
    import_hooks.after_import("concurrent.futures", _futures)
    import_hooks.after_import("multiprocessing", _multiprocessing)
    import_hooks.after_import("subprocess", _subprocess)
    import_hooks.after_import("webbrowser", _webbrowser)
    import_hooks.after_import("pdb", _pdb)
    _os()
    _signal()


def _threading(module) -> None:
    native = module.Thread.start

    def start(self):
        try:
            native(self)
        except RuntimeError as error:
            # Threads may be started once only, and so on: those reasons stay.
            raise (_told(RuntimeError(_THREADS)) if "new thread" in str(error) else error) from None

    module.Thread.start = start


def _futures(module) -> None:
    class ThreadPoolExecutor(module.Executor):
        __init__ = _raising(RuntimeError, _THREADS)

    class ProcessPoolExecutor(module.Executor):
        __init__ = _raising(RuntimeError, _PROCESSES)

    module.ThreadPoolExecutor, module.ProcessPoolExecutor = ThreadPoolExecutor, ProcessPoolExecutor


def _multiprocessing(module) -> None:
    for name in ("Pool", "Process", "Queue", "SimpleQueue", "JoinableQueue", "Pipe", "Manager", "Lock", "RLock", "Semaphore", "Event", "Barrier", "Condition", "Value", "Array"):
        setattr(module, name, _raising(RuntimeError, _PROCESSES))


def _subprocess(module) -> None:
    def __init__(self, args, *_args, **_options):
        what = args if isinstance(args, str) else " ".join(map(str, args))
        raise _told(OSError(_PROGRAMS.format(what=what[:200])))

    module.Popen.__init__ = __init__
    module.Popen.__del__ = lambda self: None


def _webbrowser(module) -> None:
    def refuse(url, *_args, **_options):
        raise _told(OSError(f"No page can be opened from here: {url}. Print the address instead."))

    module.open = module.open_new = module.open_new_tab = refuse


def _pdb(module) -> None:
    module.set_trace = sys.breakpointhook = _raising(RuntimeError, "There is no debugger here. Print the values instead.")


def _os() -> None:
    import os

    def refuse(command, *_args, **_options):
        raise _told(OSError(_PROGRAMS.format(what=str(command)[:200])))

    os.system = os.popen = refuse
    for name in [name for name in dir(os) if name.startswith(("exec", "spawn", "posix_spawn", "fork"))]:
        setattr(os, name, _raising(OSError, _PROCESSES))


def _signal() -> None:
    import signal

    refuse = _raising(OSError, "There are no signals in the browser. A run has its own time limit; check the time in the loop instead.")
    signal.alarm = signal.setitimer = signal.pause = refuse
    signal.SIGALRM = getattr(signal, "SIGALRM", 14)
    sys.breakpointhook = _raising(RuntimeError, "There is no debugger here. Print the values instead.")


def _raising(kind: type[Exception], message: str):
    def refuse(*_args, **_options):
        raise _told(kind(message))

    return refuse


def _told(error: Exception) -> Exception:
    """With the sentence that says what to do as its fix (errors.py)."""
    error.fix = str(error).partition(". ")[2] or str(error)
    return error
