"""Runs the sources as one program in a fresh __main__, and says what came of it.

Called from python-runtime.ts: prepare(), then run(), then render(); in a session again and again, and variables() and complete()
between. Each returns JSON text.
"""

import __future__

import ast
import atexit
import inspect
import json
import linecache
import os
import random
import re
import sys
import types

import _vitrine_sink

from . import absent, charts, closed_doors, display, errors, event_loop, figures, fixed_clock, functions, http_libraries, import_hooks, ipython, left_over, magics, matplotlib_setup, network, packages, pictures, places, profiling, session, shelf, stdio, warned
from .imports import implied, imported, used

# Top-level await is part of the language here, as in a notebook.
_FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT

variables = session.variables
complete = session.complete

_inputs: dict = {}
# File name → what the reader calls it: a session may run several programs of one name, and tracebacks tell their lines apart.
_names: dict[str, str] = {}
# The same, of the runs before.
_earlier: dict[str, str] = {}
_runs = 0
_furnished = False
_units: list[tuple[str, types.CodeType, bool]] = []
_addresses: list[str] = []


def prepare(inputs_json: str) -> str:
    """Parses all sources before any of them runs: a program whose second block is broken does not half run."""
    global _runs
    _inputs.update(json.loads(inputs_json))
    _earlier.update(_names)
    _names.clear()
    _units.clear()
    _addresses.clear()
    _runs += 1
    if _runs == 1:
        packages.connect(_inputs["indexUrl"])
    imports: set[str] = set()
    requirements: list[str] = []
    names: set[str] = set()
    flags = _FLAGS
    try:
        for source in _inputs["sources"]:
            name, code = _file_name(source["name"]), source["code"].removeprefix("\ufeff")
            _remember_lines(name, code)
            tree, wanted = magics.parse(code, name, flags)
            requirements += wanted
            imports |= imported(tree)
            names |= used(tree)
            _addresses.extend(network.addresses(tree))
            # The blocks are one program: what one takes from the future holds in the next.
            flags |= _future(tree)
            _units.extend(_compile(tree, name, code, flags))
    except SyntaxError as error:
        return json.dumps({"imports": [], "requirements": [], "report": _failed(error)})
    libraries = {name.partition(".")[0] for name in imports | sys.modules.keys()}
    return json.dumps({"imports": sorted(imports | implied(libraries, names)), "requirements": requirements, "report": None})


async def run() -> str:
    """Runs the program. Never raises for what the program did."""
    if _runs == 1:
        furnish()
        _start()
    # From in here: a call that can suspend has a stack of its own.
    _vitrine_sink.limit_recursion()
    main = sys.modules["__main__"]
    stdio.connect(_inputs["stdin"], _inputs["interactive"])
    os.environ.update(_inputs["env"])
    sys.argv = ["main.py", *_inputs["args"]]
    vars(main).update({name: json.loads(text) for name, text in _inputs["variables"].items()})
    vars(main).update(functions.offered(_inputs["functions"]))
    left_over.begin(vars(main))
    await network.prefetch(_addresses)
    value = None
    if _inputs["profile"]:
        profiling.begin()
    try:
        _vitrine_sink.interruptible(True)
        for name, unit, shows_value in _units:
            main.__file__ = name
            places.watch(unit)
            result = eval(unit, main.__dict__)
            if unit.co_flags & inspect.CO_COROUTINE:
                result = await result
            if shows_value:
                value = display.show_value(result)
    except BaseException as error:  # SystemExit and KeyboardInterrupt too: the program ended, the worker goes on
        _vitrine_sink.interruptible(False)
        report = _failed(error)
    else:
        _vitrine_sink.interruptible(False)
        report = _ended_well(value)
    finally:
        stdio.flush()
    if _inputs["profile"]:
        profiling.end(_names)
    return json.dumps(report)


async def render() -> str:
    """Shows the figures that the program made and did not show."""
    try:
        left_over.show(vars(sys.modules["__main__"]))
        # After that: Matplotlib closes its figures at exit.
        if not _inputs["inSession"]:
            atexit._run_exitfuncs()
    except BaseException as error:
        return json.dumps(_failed(error))
    finally:
        stdio.flush()
    return json.dumps(_ended_well(None))


def furnish() -> None:
    """Once for each interpreter, before any library is imported: hooks into what they do."""
    global _furnished
    if _furnished:
        return
    _furnished = True
    absent.label()
    closed_doors.label()
    http_libraries.install()
    warned.install(_names)
    event_loop.install()
    figures.install()
    charts.install()
    matplotlib_setup.install()
    pictures.install()
    ipython.install()


def _start() -> None:
    """Once for each interpreter, before any code of the guest ran."""
    main = types.ModuleType("__main__")
    main.__dict__.update(__builtins__=__builtins__, exit=sys.exit, quit=sys.exit, display=display.display, get_ipython=ipython.get_ipython)
    sys.modules["__main__"] = main
    _seed(_inputs["seed"])
    if _inputs["epoch"] is not None:
        places.use_clock(lambda: _vitrine_sink.real_now() / 1000)
        fixed_clock.install()


def _file_name(name: str) -> str:
    """The name under which linecache keeps the source; one that an earlier run used stays that run's."""
    unique = name if name not in linecache.cache else f"{name} (run {_runs})"
    # What the SDK runs to call a function is no text of the reader's.
    if not name.startswith("vitrine:"):
        _names[unique] = name
    return unique


def _remember_lines(name: str, code: str) -> None:
    """Lets tracebacks and inspect.getsource find the source. No mtime: linecache then never looks for a file."""
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)


def _compile(tree: ast.Module, name: str, code: str, flags: int):
    """The statements, and the last expression apart, as its value is shown."""
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not _hushed(tree.body[-1], code):
        last = ast.Expression(tree.body.pop().value)
    yield name, compile(tree, name, "exec", flags=flags, dont_inherit=True), False
    if last is not None:
        yield name, compile(last, name, "eval", flags=flags, dont_inherit=True), True


def _hushed(last: ast.Expr, code: str) -> bool:
    """Whether a semicolon ends the code, before comments or not."""
    lines = code.splitlines()[last.end_lineno - 1 :]
    rest = "\n".join([lines[0].encode()[last.end_col_offset :].decode(errors="replace"), *lines[1:]]) if lines else ""
    return re.match(r"[\s)]*;\s*(#.*)?(\n\s*(#.*)?)*$", rest) is not None


def _future(tree: ast.Module) -> int:
    flags = 0
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            for alias in node.names:
                flags |= getattr(getattr(__future__, alias.name, None), "compiler_flag", 0)
    return flags


def _seed(seed: int | None) -> None:
    if seed is None:
        # An image has the state of the interpreter that was frozen.
        random.seed()
        if "numpy.random" in shelf.held:
            import_hooks.after_import("numpy.random", lambda module: module.seed())
        return
    random.seed(seed)
    import_hooks.after_import("numpy.random", lambda module: module.seed(seed))


def _ended_well(value: str | None) -> dict:
    return {"status": "ok", "error": None, "value": value, "exitCode": 0}


def _failed(error: BaseException) -> dict:
    if isinstance(error, SystemExit):
        code = _exit_code(error)
        if code == 0:
            return _ended_well(None)
    else:
        code = 1
    status = "limit" if isinstance(error, MemoryError) else "error"
    return {"status": status, "error": errors.describe(error, _names or _earlier), "value": None, "exitCode": code}


def _exit_code(error: SystemExit) -> int:
    """As the interpreter does it: None is 0, a number is itself, anything else is printed and 1."""
    if error.code is None:
        return 0
    if isinstance(error.code, int):
        return error.code & 0xFF
    print(error.code, file=sys.stderr)
    return 1
