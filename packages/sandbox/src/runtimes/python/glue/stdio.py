"""stdin from text or from the reader, stdout and stderr line by line."""

import builtins
import io
import sys

import _vitrine_sink
from pyodide.ffi import can_run_sync, run_sync

_native_input = builtins.input
_prompt = ""
_in_input = False


class _Asking(io.RawIOBase):
    """The given bytes, then line by line what the reader answers: to input(), and, where nothing was given, to any reading."""

    def __init__(self, given: bytes):
        self._given = io.BytesIO(given)
        self._asks_always = not given
        # The last line ends here, although no line break says so.
        self._ends = bool(given) and not given.endswith(b"\n")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        count = self._given.readinto(buffer)
        if count == 0 and self._ends:
            self._ends = False
            return 0
        if count == 0 and (_in_input or self._asks_always) and (line := _ask()) is not None:
            self._given = io.BytesIO(f"{line}\n".encode("utf-8", "surrogatepass"))
            count = self._given.readinto(buffer)
        return count


def _ask() -> str | None:
    """A line from the reader; None where there is no more, or where this browser cannot wait for one."""
    global _prompt
    prompt, _prompt = _prompt, ""
    flush()
    if can_run_sync():
        return run_sync(_vitrine_sink.ask_input(prompt))
    return _vitrine_sink.ask_input_sync(prompt) if _vitrine_sink.can_ask_sync() else None


def _input(prompt="", /):
    """input() whose prompt goes to the reader's question as well as to stdout."""
    global _prompt, _in_input
    _prompt = str(prompt)
    _in_input = True
    try:
        return _native_input(prompt)
    finally:
        _prompt = ""
        _in_input = False


def connect(stdin: str, interactive: bool) -> None:
    """`interactive`: the reader can be asked."""
    given = stdin.encode("utf-8", "surrogatepass")
    sys.stdin = io.TextIOWrapper(io.BufferedReader(_Asking(given)) if interactive else io.BytesIO(given), encoding="utf-8", errors="surrogateescape")
    builtins.input = _input if interactive else _native_input
    for stream in (sys.stdout, sys.stderr):
        # A line at a time, not a word at a time. Text that is no valid UTF-8 still comes out, escaped.
        stream.reconfigure(line_buffering=True, write_through=False, encoding="utf-8", errors="backslashreplace")


def flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # the program may have closed or replaced it
            pass
