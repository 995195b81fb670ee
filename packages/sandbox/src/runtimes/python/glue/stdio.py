"""stdin from text, stdout and stderr line by line."""

import io
import sys


def connect(stdin: str) -> None:
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8", "surrogatepass")), encoding="utf-8", errors="surrogateescape")
    for stream in (sys.stdout, sys.stderr):
        # A line at a time, not a word at a time. Text that is no valid UTF-8 still comes out, escaped.
        stream.reconfigure(line_buffering=True, write_through=False, encoding="utf-8", errors="backslashreplace")


def flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # the program may have closed or replaced it
            pass
