"""IPython's extra syntax, as far as models write it: read where Python itself cannot parse the code."""

import ast
import re

from . import line_magics, pip, prompts

_ASSIGNED = re.compile(r"^([A-Za-z_][\w.\[\]'\", ]*?)\s*=\s*([!%])(.*)$")
_HELP = re.compile(r"^\?{0,2}\s*([A-Za-z_][\w.]*)\s*\?{0,2}$")
_CELL = re.compile(r"^%%(\w+)[ \t]*(.*)$")

# Cell magics whose body is this program's own code, and the context in which it runs.
_WRAPPERS = {"time": "stopwatch", "prun": "stopwatch", "capture": "capturing"}


def parse(code: str, name: str, flags: int) -> tuple[ast.Module, list[str]]:
    """The code's syntax tree, and what it asks pip to install. Lines keep their numbers. Raises SyntaxError."""
    try:
        return _tree(code, name, flags), []
    except SyntaxError:
        requirements: list[str] = []
        return _parse_cell((prompts.strip(code) or code).splitlines(), name, flags, requirements), requirements


def _tree(text: str, name: str, flags: int) -> ast.Module:
    return compile(text, name, "exec", flags=flags | ast.PyCF_ONLY_AST, dont_inherit=True)


def _parse_cell(lines: list[str], name: str, flags: int, requirements: list[str]) -> ast.Module:
    """A cell that may begin with a %%magic, which has the rest of it."""
    row = next((row for row, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), 0)
    found = _CELL.match(lines[row].strip()) if lines else None
    if not found:
        return _parse_lines(lines, name, flags, requirements)
    magic, arguments = found[1], found[2].strip()
    blank = [""] * (row + 1)
    body = lines[row + 1 :]
    if magic in ("bash", "sh", "shell", "cmd", "script"):
        # Each line as if it stood behind an exclamation mark: most often it is pip that is called.
        shell = [f"!{line.strip()}" if line.strip() and not line.strip().startswith("#") else "" for line in body]
        return _parse_lines(blank + shell, name, flags, requirements)
    if magic in ("python", "python3") or magic in line_magics.QUIET:
        return _parse_cell(blank + body, name, flags, requirements)
    if magic in _WRAPPERS:
        names = [repr(word) for word in arguments.split() if not word.startswith("-")]
        wrapped = _tree("\n" * row + f"with get_ipython().{_WRAPPERS[magic]}({', '.join(names[:1])}): pass", name, flags)
        inner = _parse_cell(blank + body, name, flags, requirements)
        value = inner.body[-1] if inner.body else None
        wrapped.body[0].body = inner.body or wrapped.body[0].body
        if magic != "capture" and isinstance(value, ast.Expr):
            # The last expression's value is shown, so it must come last outside as well.
            inner.body[-1] = ast.copy_location(ast.Assign([ast.copy_location(ast.Name("_", ast.Store()), value)], value.value), value)
            wrapped.body.append(ast.copy_location(ast.Expr(ast.copy_location(ast.Name("_", ast.Load()), value)), value))
        return wrapped
    text = "\n".join(body) + "\n"
    return _tree("\n" * row + f"get_ipython().run_cell_magic({magic!r}, {arguments!r}, {text!r})", name, flags)


def _parse_lines(lines: list[str], name: str, flags: int, requirements: list[str]) -> ast.Module:
    """Translates the lines that Python refuses, one after another."""
    lines = list(lines)
    translated: set[int] = set()
    while True:
        try:
            return _tree("\n".join(lines) + "\n", name, flags)
        except SyntaxError as error:
            row = (error.lineno or 0) - 1
            line = None if row in translated or not 0 <= row < len(lines) else _translate(lines[row], requirements)
            if line is None:
                raise
            lines[row] = line
            translated.add(row)


def _translate(line: str, requirements: list[str]) -> str | None:
    """Python for one line of IPython; None where it is none."""
    indent, text = line[: len(line) - len(line.lstrip())], line.strip()
    if (wanted := pip.requirements_of(text)) is not None:
        requirements.extend(wanted)
        return f"{indent}pass" if indent else ""
    if found := _ASSIGNED.match(text):
        target, kind, rest = found.groups()
        return f"{indent}{target} = {_call(kind, rest.strip(), assigned=True)}"
    if text.startswith("%") and re.match(r"\w*", text.lstrip("%").lstrip())[0] in line_magics.QUIET:
        return f"{indent}pass" if indent else ""
    if text.startswith(("!", "%", "$ ")):
        if text.startswith(("%time ", "%prun ")):
            return indent + _timed(text.partition(" ")[2].strip())
        return indent + _call("!" if text[0] == "$" else text[0], text.lstrip("!%$").strip())
    if (found := _HELP.match(text)) and "?" in text:
        return f"{indent}get_ipython().run_line_magic('pinfo', {found[1]!r})"
    return None


def _call(kind: str, rest: str, assigned: bool = False) -> str:
    if kind == "!":
        return f"get_ipython().{'getoutput' if assigned else 'system'}({rest!r})"
    word, _, arguments = rest.partition(" ")
    # Imports must be seen before the run, and names come into the program.
    if word == "pylab":
        return "import numpy as np; import matplotlib.pyplot as plt; from numpy import *; from matplotlib.pyplot import *"
    return f"get_ipython().run_line_magic({word!r}, {arguments.strip()!r})"


def _timed(statement: str) -> str:
    try:
        ast.parse(statement, mode="eval")
    except SyntaxError:
        return f"with get_ipython().stopwatch(): {statement}"
    # Arguments are evaluated in order, so that the watch runs while the value is made.
    return f"get_ipython().lap(get_ipython().start(), {statement})"
