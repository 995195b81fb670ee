"""What an error is about, found in the program's frames: the table that lacks the column, the function that was called."""

import ast
import difflib
import inspect
import re
import sys

from . import tracebacks

_KEYWORD = re.compile(r"unexpected keyword argument '?\"?(\w+)")
_PROPERTY = re.compile(r"Invalid property specified for object of type ([\w.]+): '([^']+)'")
_MEANT = re.compile(r"Did you mean \"([^\"]+)\"")
_COLUMN = re.compile(r"Expected one of \[(.*?)\] but received: (\S+)", re.DOTALL)


def keys_around(error: BaseException, sources) -> tuple[str, list | None]:
    """(column or key, those that exist), of the table or dict that was asked; (…, None) where that is not known."""
    pandas = sys.modules.get("pandas")
    for frame in tracebacks.frames_of(error) if pandas else []:
        for name in ("self", "obj", "frame", "df"):
            value = frame.f_locals.get(name)
            if isinstance(value, pandas.DataFrame):
                return "column", list(value.columns)
            if isinstance(value, pandas.Series):
                return "label", list(value.index[:100])
    subject = _subscripted(error, sources)
    if hasattr(subject, "keys"):
        return "key", list(subject.keys())
    return "key or column", None


def length_around(error: BaseException, sources) -> int | None:
    subject = _subscripted(error, sources)
    return len(subject) if hasattr(subject, "__len__") else None


def unexpected_keyword(text: str) -> str | None:
    found = _KEYWORD.search(text)
    return found[1] if found else None


def parameters_around(error: BaseException, sources) -> list[str]:
    """Names of the parameters of the function that was called."""
    found = tracebacks.wrong_expression(error, sources)
    if not found or not isinstance(found[0], ast.Call):
        return []
    function = _value_of(found[0].func, found[1])
    return [] if function is None else [name for name in inspect.signature(function).parameters if name not in ("self", "args", "kwargs")]


def invalid_property(text: str) -> str | None:
    """Of Plotly's long messages the part that helps."""
    if found := _PROPERTY.search(text):
        meant = _MEANT.search(text)
        kind = found[1].rpartition(".")[2]
        # What follows is a description of each property, as "        name".
        near = [meant[1]] if meant else difflib.get_close_matches(found[2], re.findall(r"^ {8}(\w+)$", text, re.MULTILINE), 1)
        return f"Use {near[0]} instead of {found[2]}." if near else f"Leave out {found[2]}: {kind} has no such property."
    if found := _COLUMN.search(text):
        known = re.findall(r"'([^']*)'", found[1])
        near = difflib.get_close_matches(found[2], known, 1)
        return f"Use {near[0]!r} instead of {found[2]!r}." if near else f"Use a column that exists: {', '.join(map(repr, known[:20]))}."
    return None


def unequal_lengths(error: BaseException) -> str | None:
    """Columns that do not fit each other, with their lengths where they can be found."""
    if "same length" not in str(error) and "same len" not in str(error):
        return None
    for frame in tracebacks.frames_of(error):
        data = frame.f_locals.get("data")
        if isinstance(data, dict) and data:
            sizes = [f"{name!r} has {len(column)}" for name, column in data.items() if hasattr(column, "__len__") and not isinstance(column, str)]
            return f"Give all columns the same length: {', '.join(sizes[:20])}."
    return "Give all columns the same length."


def _subscripted(error: BaseException, sources):
    """The object before the brackets, where it is a plain name or attribute."""
    found = tracebacks.wrong_expression(error, sources)
    return _value_of(found[0].value, found[1]) if found and isinstance(found[0], ast.Subscript) else None


def _value_of(node: ast.expr, frame):
    if isinstance(node, ast.Name):
        return frame.f_locals.get(node.id, frame.f_globals.get(node.id))
    if isinstance(node, ast.Attribute):
        base = _value_of(node.value, frame)
        return None if base is None else getattr(base, node.attr, None)
    return None
