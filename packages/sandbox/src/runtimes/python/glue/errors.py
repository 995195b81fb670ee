"""An exception as data for people and models: the program's own frames, its line, and what to do."""

import os
import re
import traceback

from . import packages

# Frames of the runtime itself, which tell nobody anything.
_OURS = (os.path.dirname(__file__), "/lib/python313.zip/_pyodide", "/lib/python314.zip/_pyodide", "/lib/python313.zip/pyodide", "/lib/python314.zip/pyodide")


# The broker's reasons start with one of its codes (sdk/src/host/broker.ts).
_DENIAL = re.compile(r"(PACKAGE_DENIED|PACKAGE_NOT_FOUND|NETWORK_DENIED|NETWORK_FAILED): ([^\n]*)")


def describe(error: BaseException, sources: dict[str, str]) -> dict:
    """A RunError (protocol/src/result.ts). `sources`: file name → the name by which the reader knows it."""
    source, line, column = _place(error, sources)
    name = type(error).__name__
    return {
        "code": _code(error),
        "name": name[:256],
        "message": _message(error)[:65_536],
        "traceback": _traceback(error)[: 1 << 20],
        "source": sources.get(source),
        "line": line,
        "column": column,
        "fix": _fix(error)[:4096],
    }


def _code(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return "SYNTAX_ERROR"
    if isinstance(error, SystemExit):
        return "EXIT"
    if isinstance(error, MemoryError):
        return "MEMORY_LIMIT"
    if isinstance(error, ModuleNotFoundError) and (reason := packages.reason(error)):
        return reason.code
    if denial := _denial(error):
        return denial[1]
    return "NETWORK_DENIED" if "the network is closed" in str(error) else "UNCAUGHT_EXCEPTION"


def _denial(error: BaseException | None) -> re.Match | None:
    """What the page's broker said, wherever in the chain of exceptions it is."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if found := _DENIAL.search(str(error)):
            return found
        error = error.__cause__ or error.__context__
    return None


def _message(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return error.msg or str(error)
    if isinstance(error, MemoryError) and not str(error):
        return "The program wanted more memory than it may have (limits.memoryBytes)."
    text = str(error)
    if isinstance(error, ModuleNotFoundError) and error.name:
        reason = packages.reason(error)
        # Pyodide adds advice on its own API, which the reader cannot use.
        text = text.partition("\n")[0]
        if reason and reason.text and reason.text not in text:
            text = f"{text} ({reason.text})"
    elif (denial := _denial(error)) and denial[2] not in text:
        text = f"{text} ({denial[2]})"
    return text


def _place(error: BaseException, sources: dict[str, str]) -> tuple[str | None, int | None, int | None]:
    """The innermost place in the program's own text."""
    if isinstance(error, SyntaxError) and error.filename in sources:
        return error.filename, error.lineno or None, error.offset if error.offset and error.offset > 0 else None
    place = (None, None, None)
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename in sources:
            place = (frame.filename, frame.lineno, None if frame.colno is None else frame.colno + 1)
    return place


def _traceback(error: BaseException) -> str:
    told = traceback.TracebackException.from_exception(error, compact=True)
    part = told
    seen = set()
    while part is not None and id(part) not in seen:
        seen.add(id(part))
        part.stack = traceback.StackSummary.from_list([frame for frame in part.stack if not frame.filename.startswith(_OURS)])
        part = part.__cause__ or part.__context__
    return "".join(told.format())


def _fix(error: BaseException) -> str:
    """What to do about it, in one sentence."""
    text = str(error)
    if isinstance(error, ModuleNotFoundError):
        if (reason := packages.reason(error)) and reason.fix:
            return reason.fix
        return f"Do without {error.name}, or use a package that is there; only pure Python packages and those built for Pyodide can be."
    if isinstance(error, SyntaxError):
        return f"Correct the syntax in line {error.lineno}."
    if isinstance(error, NameError):
        near = _nearest_name(error)
        return f"Use {near} instead of {error.name}." if near else "Define the name before it is used."
    for kind, fix in _FIXES.items():
        if isinstance(error, kind):
            return fix
    if isinstance(error, KeyError):
        return f"Use a key or column that exists; {text} does not."
    for part, fix in _FIXES_BY_TEXT.items():
        if part in text.lower():
            return fix
    return "Correct the line that the traceback names."


_FIXES = {
    MemoryError: "Work on less data at a time.",
    RecursionError: "End the recursion earlier, or write it as a loop.",
    EOFError: "Give the run `stdin`, or put the value into the code.",
    FileNotFoundError: "Write the file first, or mount it with `files`.",
    SystemExit: "End the program without a non-zero exit code.",
}

# Parts of messages, in lower case.
_FIXES_BY_TEXT = {
    "cannot wait for the network": "Write `await pyodide.http.pyfetch(url)`, or the whole address as one text in the code.",
    "network_failed": "Check the address and what the message says of its server, or mount the data as a file.",
    "network": "Put the data into the code, or mount it as a file.",
    "can't start new thread": "Call the function directly; there are no threads here. For waiting, use asyncio.",
    "does not support processes": "Do it in Python; there are no other processes here.",
}


def _nearest_name(error: NameError) -> str | None:
    # Not public, so it may be gone in another Python; then there is no suggestion.
    suggest = getattr(traceback, "_compute_suggestion_error", None)
    return suggest(error, error.__traceback__, error.name) if suggest and error.name else None
