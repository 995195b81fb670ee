"""What %magics do."""

import difflib
import inspect
import os
import sys
import time
import timeit

from . import commands, display, rich

# Setting of a notebook that has no meaning here, or is so already.
QUIET = {"matplotlib", "load_ext", "reload_ext", "unload_ext", "autoreload", "config", "precision", "reset", "reset_selective", "colors", "xmode", "pdb", "logstart", "pip", "conda", "tensorboard", "autosave", "alias", "aimport", "automagic", "notebook", "gui", "widgets"}


def run(name: str, arguments: str, namespace: dict):
    """One line magic."""
    if name in QUIET:
        return None
    if function := _LINES.get(name):
        return function(arguments, namespace)
    raise unknown(name, [*_LINES, *QUIET], "%")


def run_cell(name: str, arguments: str, body: str, namespace: dict):
    """One cell magic, with its body as text."""
    if kind := _SHOWN.get(name):
        display.display(kind(body))
    elif name in ("writefile", "file"):
        _write(arguments, body)
    elif name == "timeit":
        _timeit(body, namespace, setup=arguments)
    elif name in _OTHER_LANGUAGES:
        raise OSError(f"%%{name} runs another program, and there is only Python here. Write it in plain Python.")
    else:
        raise unknown(name, [*_SHOWN, "time", "timeit", "capture", "writefile", "bash"], "%%")


def register(name: str, function) -> None:
    """Makes the program's own line magic known."""
    _LINES[name] = lambda arguments, _namespace: function(arguments)


def unknown(name: str, known: list[str], mark: str) -> NotImplementedError:
    near = difflib.get_close_matches(name, known, 1)
    hint = f" Did you mean {mark}{near[0]}?" if near else ""
    return NotImplementedError(f"{mark}{name} is an IPython magic that does not exist here.{hint} Write it in plain Python.")


def _write(arguments: str, body: str) -> None:
    words = arguments.split()
    path = words[-1]
    mode = "a" if "-a" in words[:-1] else "w"
    existed = os.path.exists(path)
    with open(path, mode, encoding="utf-8") as file:
        file.write(body)
    print(f"{'Appending to' if mode == 'a' else 'Overwriting' if existed else 'Writing'} {path}")


def _timeit(arguments: str, namespace: dict, setup: str = "pass") -> None:
    words = arguments.split()
    while words and words[0].startswith("-"):
        # -n 100, -r 3, -q: how often is decided here.
        words = words[2:] if words[0] in ("-n", "-r", "-t", "-p") else words[1:]
    statement = arguments if "\n" in arguments else " ".join(words)
    timer = timeit.Timer(statement, setup or "pass", globals=namespace)
    loops = 1
    while timer.timeit(loops) < 0.02 and loops < 10**6:
        loops *= 10
    best = sorted(timer.timeit(loops) / loops for _ in range(3))
    print(f"{_seconds(best[0])} ± {_seconds(best[-1] - best[0])} per loop (best of 3 runs, {loops:,} loop{'s' if loops > 1 else ''} each)")


def _seconds(value: float) -> str:
    unit, scale = next(((unit, scale) for unit, scale in (("s", 1), ("ms", 1e3), ("µs", 1e6)) if value * scale >= 1), ("ns", 1e9))
    return f"{value * scale:.3g} {unit}"


def _names(namespace: dict) -> list[str]:
    return sorted(name for name, value in namespace.items() if not name.startswith("_") and name not in ("display", "get_ipython", "exit", "quit") and not inspect.ismodule(value))


def _who(_arguments: str, namespace: dict) -> None:
    print("\t ".join(_names(namespace)) or "Interactive namespace is empty.")


def _whos(_arguments: str, namespace: dict) -> None:
    rows = [(name, type(namespace[name]).__name__, repr(namespace[name])[:50].replace("\n", " ")) for name in _names(namespace)]
    for row in [("Variable", "Type", "Data/Info"), *rows]:
        print(f"{row[0]:<15} {row[1]:<15} {row[2]}")


def _inspect(arguments: str, namespace: dict) -> None:
    try:
        value = eval(arguments, namespace)
    except Exception:
        print(f"Object `{arguments}` not found.")
        return
    if callable(value):
        try:
            print(f"Signature: {arguments}{inspect.signature(value)}")
        except (TypeError, ValueError):
            pass
    print(f"Type:      {type(value).__name__}")
    print(f"Docstring: {inspect.getdoc(value) or '<no docstring>'}")


def _cd(arguments: str, _namespace: dict) -> None:
    os.chdir(os.path.expanduser(arguments or "~"))
    print(os.getcwd())


def _env(arguments: str, _namespace: dict):
    name, _, value = arguments.replace("=", " ", 1).partition(" ")
    if value:
        os.environ[name] = value.strip()
        print(f"env: {name}={value.strip()}")
        return None
    return os.environ[name] if name else dict(os.environ)


def _run_file(arguments: str, namespace: dict) -> None:
    path = arguments.split()[0]
    with open(path, encoding="utf-8") as file:
        exec(compile(file.read(), path, "exec"), namespace)


def _show_shell(command: str):
    def show(arguments: str, _namespace: dict) -> None:
        print("\n".join(commands.run(f"{command} {arguments}")))

    return show


_LINES = {
    "timeit": lambda arguments, namespace: _timeit(arguments, namespace),
    "time": lambda arguments, namespace: _timed(arguments, namespace),
    "who": _who,
    "whos": _whos,
    "who_ls": lambda _arguments, namespace: _names(namespace),
    "pinfo": _inspect,
    "pinfo2": _inspect,
    "pdoc": _inspect,
    "cd": _cd,
    "pwd": lambda _arguments, _namespace: os.getcwd(),
    "env": _env,
    "set_env": _env,
    "run": _run_file,
    "ls": _show_shell("ls"),
    "cat": _show_shell("cat"),
    "mkdir": _show_shell("mkdir"),
    "lsmagic": lambda _arguments, _namespace: print(" ".join(f"%{name}" for name in sorted([*_LINES, *QUIET]))),
    "history": lambda _arguments, _namespace: None,
}

_SHOWN = {"html": rich.HTML, "HTML": rich.HTML, "markdown": rich.Markdown, "latex": rich.Latex, "svg": rich.SVG, "SVG": rich.SVG, "javascript": rich.Javascript, "js": rich.Javascript}

_OTHER_LANGUAGES = {"perl", "ruby", "R", "sql", "cython", "julia", "pypy", "python2", "system", "sx", "powershell"}


def _timed(statement: str, namespace: dict):
    from .shell import shell

    with shell.stopwatch():
        try:
            code = compile(statement, "<timed>", "eval")
        except SyntaxError:
            exec(statement, namespace)
            return None
        return eval(code, namespace)


def lap(started: float) -> None:
    print(f"Wall time: {_seconds(time.perf_counter() - started)}", file=sys.stdout)
