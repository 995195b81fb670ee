"""What a session's interpreter tells between runs: its variables, and what may follow the code before the cursor."""

import inspect
import json
import re
import rlcompleter
import sys
import types

_VARIABLES = 1000
_MATCHES = 200
_PREVIEW = 200

# The end of the code that a completion replaces: a dotted name.
_TOKEN = re.compile(r"[^\W\d]\w*(?:\.\w*)*$")

# Names that __main__ has before any code ran (set by program.py), and what IPython users never see.
_OWN = {"display", "In", "Out", "get_ipython"}


def variables() -> str:
    """The program's own names as JSON: no modules, no functions, nothing that begins with an underscore."""
    main = sys.modules.get("__main__")
    found = []
    for name, value in list(vars(main).items()) if main else []:
        if name.startswith("_") or name in _OWN or isinstance(value, types.ModuleType | type) or inspect.isroutine(value):
            continue
        found.append({"name": name[:1024], "type": type(value).__name__[:256], "shape": _shape(value), "preview": _preview(value)})
        if len(found) == _VARIABLES:
            break
    return json.dumps(found)


def complete(before: str) -> str:
    """Names, attributes and keywords that the code before the cursor may go on with, as JSON."""
    match = _TOKEN.search(before)
    token = match[0] if match else ""
    matches: list[str] = []
    if token:
        completer = rlcompleter.Completer(vars(sys.modules["__main__"]))
        try:
            while len(matches) < _MATCHES and (found := completer.complete(token, len(matches))) is not None:
                matches.append(found)
        except Exception:  # an attribute of the program's own may raise anything
            pass
    return json.dumps({"token": token[-1024:], "matches": [found.removesuffix("()").removesuffix("(").rstrip()[:4096] for found in matches]})


def _shape(value) -> list[int] | None:
    try:
        shape = getattr(value, "shape", None)
        if isinstance(shape, tuple) and all(isinstance(side, int) for side in shape):
            return [int(side) for side in shape][:64]
        return [len(value)] if hasattr(value, "__len__") else None
    except Exception:
        return None


def _preview(value) -> str:
    """The beginning of its text. Of tables and arrays their shape tells more, and a huge one is not printed for this."""
    if hasattr(value, "shape") and hasattr(value, "dtype" if not hasattr(value, "columns") else "columns"):
        return ""
    try:
        if isinstance(value, str | bytes | list | tuple | dict | set | frozenset) and len(value) > 1000:
            return f"{type(value).__name__} of {len(value)}"
        text = repr(value)
    except Exception as error:
        text = f"<its repr raised {type(error).__name__}>"
    return text if len(text) <= _PREVIEW else f"{text[:_PREVIEW]}…"
