"""What to do about an error, in one imperative sentence."""

import builtins
import difflib
import os
import re
import sys

from . import packages, subjects, tracebacks
from .fix_tables import ALIASES, BY_KIND, BY_SYNTAX, BY_TEXT, RENAMED

_LISTED = 20


def fix_for(error: BaseException, sources) -> str:
    """`sources` holds the file names of the program's own text."""
    told = getattr(error, "fix", None)
    if isinstance(told, str) and told:
        return told
    if isinstance(error, BaseExceptionGroup) and error.exceptions:
        return fix_for(error.exceptions[0], sources)
    for kind, rule in _RULES:
        if isinstance(error, kind) and (fix := _tried(rule, error, sources)):
            return fix
    text = f"{type(error).__name__}: {words_of(error)}"
    for pattern, fix in BY_TEXT:
        if found := pattern.search(text):
            return found.expand(fix)
    for name, fix in BY_KIND.items():
        if any(kind.__name__ == name for kind in type(error).__mro__):
            return fix
    return "Correct the line that the traceback names."


def words_of(error: BaseException) -> str:
    """str(), which the program's own class may have broken."""
    try:
        return str(error)
    except Exception as failure:
        return f"its text could not be made: {type(failure).__name__}"


def _tried(rule, error: BaseException, sources) -> str | None:
    # Rules look into the program's own objects, which may do anything.
    try:
        return rule(error, sources)
    except Exception:
        return None


def _module(error: ModuleNotFoundError, _sources) -> str:
    if error.name == "_multiprocessing":
        return "Call the function directly, in a loop or with map(): there are no other processes here."
    if (reason := packages.reason(error)) and reason.fix:
        return reason.fix
    name = (error.name or "").partition(".")[0]
    known = [*sys.stdlib_module_names, *(module for module in sys.modules if "." not in module and not module.startswith("_"))]
    near = _nearest(name, known)
    return f"Import {near} instead of {name}." if near and near != name else f"Do without {error.name}, or use a package that is there; only pure Python packages and those built for Pyodide can be."


def _import(error: ImportError, _sources) -> str | None:
    found = re.match(r"cannot import name '(\w+)'", str(error))
    wanted, module = found and found[1], sys.modules.get(error.name or "")
    near = _nearest(wanted, dir(module)) if wanted and module else None
    return f"Import {near} from {error.name} instead of {wanted}." if near else None


def _syntax(error: SyntaxError, _sources) -> str:
    text = error.msg or ""
    fix = next((found.expand(fix) for pattern, fix in BY_SYNTAX if (found := pattern.search(text))), "Correct the syntax")
    return f"{fix} in line {error.lineno}." if error.lineno else f"{fix}."


def _name(error: NameError, _sources) -> str:
    # Python 3.11 says it only in words.
    name = error.name or next(iter(re.findall(r"'(\w+)'", str(error))), "")
    if isinstance(error, UnboundLocalError):
        return f"Give {name} a value in the function before it is read there, or declare it global." if name else "Give the variable a value in the function first."
    if name in ALIASES:
        return f"Put `{ALIASES[name]}` before this line."
    if name in sys.stdlib_module_names:
        return f"Put `import {name}` before this line."
    near = tracebacks.suggestion(error) or _nearest(name, [*vars(sys.modules["__main__"]), *dir(builtins)])
    return f"Use {near} instead of {name}." if near else f"Define {name} before it is used."


def _attribute(error: AttributeError, _sources) -> str | None:
    name = error.name or ""
    if error.obj is None:
        return f"See why the value is None before .{name} is asked of it."
    kinds = [kind.__name__ for kind in type(error.obj).__mro__] if not isinstance(error.obj, type(sys)) else [error.obj.__name__]
    for kind in kinds:
        if fix := RENAMED.get((kind, name)):
            return fix
    near = tracebacks.suggestion(error) or _nearest(name, [each for each in dir(error.obj) if not each.startswith("_")])
    return f"Use {near} instead of {name}." if near else f"Use an attribute that {type(error.obj).__name__} has; {name} is none."


def _file(error: FileNotFoundError, _sources) -> str:
    path = str(error.filename or "")
    folder = os.path.dirname(path) or "."
    there = sorted(name + "/" * os.path.isdir(os.path.join(folder, name)) for name in os.listdir(folder)) if os.path.isdir(folder) else None
    if there is None:
        return f"Make the folder {folder} first with os.makedirs, or use one that is there."
    if not there:
        return "Write the file first, or mount it with `files`: there are no files."
    near = _nearest(os.path.basename(path), there)
    return f"Use {near}, write the file first, or mount it with `files`: {_listed(there)} is there." if near else f"Use a file that is there ({_listed(there)}), write it first, or mount it with `files`."


def _key(error: KeyError, sources) -> str | None:
    if type(error) is not KeyError:
        # A library's own, such as of time zones: its words tell more.
        return None
    wanted = error.args[0] if error.args else None
    what, known = subjects.keys_around(error, sources)
    if known is None:
        return f"Use a key or column that exists; {error} does not."
    near = _nearest(wanted, [key for key in known if isinstance(key, str)]) if isinstance(wanted, str) else None
    first = f"Use {near!r} instead of {wanted!r}" if near else f"Use a {what} that exists"
    return f"{first}: there are {_listed([repr(key) for key in known])}." if known else f"Use a {what} only after it was put in: there are none."


def _index(error: IndexError, sources) -> str | None:
    size = subjects.length_around(error, sources)
    return None if size is None else f"Use an index from 0 to {size - 1}: there are {size} items." if size else "Check that there are items before one is taken: there are none."


def _type(error: TypeError, sources) -> str | None:
    name = subjects.unexpected_keyword(str(error))
    if not name:
        return None
    near = _nearest(name, subjects.parameters_around(error, sources))
    return f"Use {near} instead of {name}." if near else f"Leave out the argument {name}: the function does not take it."


def _value(error: ValueError, sources) -> str | None:
    return subjects.invalid_property(str(error)) or subjects.unequal_lengths(error)


_RULES = [
    (ModuleNotFoundError, _module),
    (ImportError, _import),
    (SyntaxError, _syntax),
    (NameError, _name),
    (AttributeError, _attribute),
    (FileNotFoundError, _file),
    (KeyError, _key),
    (IndexError, _index),
    (TypeError, _type),
    (ValueError, _value),
]


def _nearest(name: str, known) -> str | None:
    found = difflib.get_close_matches(name, known, 1, 0.6) if name else []
    if found:
        return found[0]
    folded = {each.lower(): each for each in known if isinstance(each, str)}
    return folded.get(name.lower()) if name else None


def _listed(items: list[str]) -> str:
    more = f" and {len(items) - _LISTED} more" if len(items) > _LISTED else ""
    return ", ".join(item[:60] for item in items[:_LISTED]) + more
