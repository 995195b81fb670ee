"""Warnings at the reader's own lines: never at those of what runs the program."""

import os
import sys
import warnings
from collections.abc import Container

_HERE = os.path.dirname(__file__)


def install(sources: Container[str]) -> None:
    """A warning whose place is none of the program's, or of a library's, is shown at the line of the program that ran just then."""
    native = warnings._showwarnmsg_impl

    def show(message):
        if message.filename in ("sys", "<sys>") or message.filename.startswith(_HERE) or "pyodide" in message.filename:
            message.filename, message.lineno = _place(sources) or (message.filename, message.lineno)
            message.line = None
        native(message)

    warnings._showwarnmsg_impl = show


def _place(sources: Container[str]) -> tuple[str, int] | None:
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename in sources:
            return frame.f_code.co_filename, frame.f_lineno
        frame = frame.f_back
    return None
