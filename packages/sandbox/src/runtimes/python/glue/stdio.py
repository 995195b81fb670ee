"""stdin from text or from the reader, stdout and stderr line by line."""

import builtins
import io
import sys

import _vitrine_sink
from pyodide.ffi import can_run_sync, run_sync

_native_input = builtins.input
_prompt = ""


class _Asking(io.RawIOBase):
    """The given bytes, then line by line what the reader answers."""

    def __init__(self, given: io.BytesIO):
        self._given = given

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        count = self._given.readinto(buffer)
        if count == 0 and (line := _ask()) is not None:
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
    global _prompt
    _prompt = str(prompt)
    try:
        return _native_input(prompt)
    finally:
        _prompt = ""


def connect(stdin: str, interactive: bool) -> None:
    """`interactive`: once the text is used up, the reader is asked for more."""
    given = io.BytesIO(stdin.encode("utf-8", "surrogatepass"))
    sys.stdin = io.TextIOWrapper(io.BufferedReader(_Asking(given)) if interactive else given, encoding="utf-8", errors="surrogateescape")
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
