"""An exception as data for people and models: the program's own frames, its line, and what to do."""

import re

from . import fixes, packages, tracebacks

# Characters of a message. Plotly's list all properties of a chart; the traceback still has them.
_MESSAGE = 8000

# The broker's reasons start with one of its codes (sdk/src/host/broker.ts).
_DENIAL = re.compile(r"(PACKAGE_DENIED|PACKAGE_NOT_FOUND|NETWORK_DENIED|NETWORK_FAILED): ([^\n]*)")


def describe(error: BaseException, sources: dict[str, str]) -> dict:
    """A RunError (protocol/src/result.ts). `sources`: file name → the name by which the reader knows it."""
    source, line, column = _place(error, sources)
    name = type(error).__name__
    return {
        "code": _code(error, sources),
        "name": name[:256],
        "message": _message(error)[:_MESSAGE],
        "traceback": tracebacks.text_of(error)[: 1 << 20],
        "source": sources.get(source),
        "line": line,
        "column": column,
        "fix": fixes.fix_for(error, sources)[:4096],
    }


def _code(error: BaseException, sources: dict[str, str]) -> str:
    if _unparsed(error, sources):
        return "SYNTAX_ERROR"
    if isinstance(error, SystemExit):
        return "EXIT"
    if isinstance(error, MemoryError):
        return "MEMORY_LIMIT"
    if isinstance(error, ModuleNotFoundError) and (reason := packages.reason(error)):
        return reason.code
    if denial := _denial(error):
        return denial[1]
    return "NETWORK_DENIED" if "the network is closed" in fixes.words_of(error) else "UNCAUGHT_EXCEPTION"


def _denial(error: BaseException | None) -> re.Match | None:
    """What the page's broker said, wherever in the chain of exceptions it is."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if found := _DENIAL.search(fixes.words_of(error)):
            return found
        error = error.__cause__ or error.__context__
    return None


def _message(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return error.msg or fixes.words_of(error)
    if isinstance(error, MemoryError) and not fixes.words_of(error):
        return "The program wanted more memory than it may have (limits.memoryBytes)."
    text = "\n".join([fixes.words_of(error), *map(str, getattr(error, "__notes__", None) or ())])
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
    if _unparsed(error, sources):
        return error.filename, error.lineno or None, error.offset if error.offset and error.offset > 0 else None
    found = tracebacks.innermost(error, sources)
    if found is None:
        return None, None, None
    return found[1].filename, found[1].lineno, None if found[1].colno is None else found[1].colno + 1


def _unparsed(error: BaseException, sources: dict[str, str]) -> bool:
    """Whether the program itself does not parse; text that it gives to eval() is another matter."""
    return isinstance(error, SyntaxError) and error.filename in sources
