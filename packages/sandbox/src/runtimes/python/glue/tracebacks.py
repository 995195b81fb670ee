"""Tracebacks with the program's own frames and those of libraries, and none of what runs the program."""

import os
import re
import sys
import traceback
import types

# The glue, what the SDK runs to call a function, Pyodide's own Python, and JavaScript's frames.
_OURS = re.compile(rf"^({re.escape(os.path.dirname(__file__))}/|vitrine:|/lib/python\d+\.zip/_?pyodide/|blob:|wasm:)|/run_program\.py$")

# Frames of one exception that are told; of more than that the middle is left out.
_FRAMES = 60


def is_ours(filename: str) -> bool:
    """Whether it is what runs the program."""
    return _OURS.search(filename) is not None


def text_of(error: BaseException) -> str:
    told = traceback.TracebackException.from_exception(error, compact=True)
    for part in _parts(told, set()):
        part.stack = _without_ours(part.stack)
    return "".join(told.format())


def innermost(error: BaseException, sources) -> tuple[types.FrameType, traceback.FrameSummary] | None:
    """The innermost frame of the program's own text, and where in it the error arose."""
    found = None
    for (frame, _), summary in zip(traceback.walk_tb(error.__traceback__), traceback.extract_tb(error.__traceback__), strict=False):
        if summary.filename in sources:
            found = frame, summary
    return found


def frames_of(error: BaseException) -> list[types.FrameType]:
    """All frames, the innermost first."""
    return [frame for frame, _ in traceback.walk_tb(error.__traceback__)][::-1]


def _parts(told, seen: set[int]):
    """The exception, those that it came from, and those that it groups."""
    if told is None or id(told) in seen:
        return
    seen.add(id(told))
    yield told
    for other in (told.__cause__, told.__context__, *(getattr(told, "exceptions", None) or ())):
        yield from _parts(other, seen)


def _without_ours(stack: traceback.StackSummary) -> traceback.StackSummary:
    frames = [frame for frame in stack if not _OURS.search(frame.filename)]
    # One line that repeats is told once anyway; functions that call each other in turn are not.
    if len(frames) > _FRAMES and len({(frame.filename, frame.lineno) for frame in frames[-20:]}) > 1:
        left_out = len(frames) - _FRAMES
        frames[_FRAMES // 2 : -(_FRAMES // 2)] = [traceback.FrameSummary("…", 0, f"{left_out} frames left out", line="")]
    return traceback.StackSummary.from_list(frames)


def suggestion(error: BaseException) -> str | None:
    """The name that Python itself would suggest. Not public, so it may be gone in another Python; then there is none."""
    suggest = getattr(traceback, "_compute_suggestion_error", None)
    name = getattr(error, "name_from", None) or getattr(error, "name", None)
    try:
        return suggest(error, error.__traceback__, name) if suggest and name else None
    except Exception:
        return None


def wrong_expression(error: BaseException, sources):
    """The call or subscript of the program at which the error arose, as a syntax tree with its frame; None where that is not known."""
    import ast

    place = innermost(error, sources)
    if place is None or sys.version_info < (3, 11):
        return None
    frame, summary = place
    if summary.lineno is None or summary.end_lineno != summary.lineno or summary.colno is None:
        return None
    import linecache

    line = linecache.getline(summary.filename, summary.lineno).encode()
    try:
        return ast.parse(line[summary.colno : summary.end_colno].decode(), mode="eval").body, frame
    except (SyntaxError, ValueError):
        return None
