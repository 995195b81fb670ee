"""IPython's extra syntax, as far as models write it. Only lines that Python itself cannot parse are looked at."""

import ast
import re
import shlex

_PIP = re.compile(r"^(?:!|%)\s*(?:python3?\s+-m\s+|uv\s+)?(?:pip3?|conda|mamba)\s+install\s+(.*)$")
_IGNORED = {"matplotlib", "load_ext", "reload_ext", "autoreload", "config", "pylab", "capture", "reset", "precision", "pwd", "cd", "python", "python3"}
_TIMED = {"time", "timeit", "prun"}
# Options of the timing magics, before what is timed.
_OPTIONS = re.compile(r"(?:-(?:[nrp]\s*\d+|[a-zA-Z]+)(?:\s+|$))*")
_CELL = re.compile(r"(\s*)%%([\w!]+)[ \t]*([^\n]*)\n?(.*)", re.DOTALL)
_SHOWN = {"html": "html", "HTML": "html", "markdown": "markdown", "latex": "latex", "svg": "svg", "SVG": "svg", "javascript": "javascript", "js": "javascript"}
_ASSIGNED = re.compile(r"(\s*[^=!%?]+=\s*)([!%].*)")
_HELP = re.compile(r"(\s*)([\w.]+)\?\??\s*")
# Python's prompts, and IPython's.
_PROMPT = re.compile(r"(?:>>>|\.\.\.|In \[\d+\]:| *\.\.\.+:)(?: |$)")


def parse(code: str, name: str, flags: int) -> tuple[ast.Module, list[str]]:
    """The code's syntax tree, and what it asks pip to install. Lines keep their numbers. Raises SyntaxError."""
    if re.match(r"\s*(?:>>>|In \[\d+\]:)", code):
        code = _typed(code)
    elif cell := _CELL.match(code):
        code = _cell(code, *cell.groups())
    lines = code.splitlines()
    requirements: list[str] = []
    translated: set[int] = set()
    while True:
        try:
            text = "\n".join(lines) + "\n" if translated else code
            return compile(text, name, "exec", flags=flags | ast.PyCF_ONLY_AST, dont_inherit=True), requirements
        except SyntaxError as error:
            row = (error.lineno or 0) - 1
            line = translate(lines[row], requirements) if 0 <= row < len(lines) and row not in translated else None
            if line is None:
                raise
            lines[row] = line
            translated.add(row)


def translate(line: str, requirements: list[str]) -> str | None:
    """One line as Python; None where it is none of IPython's. What it asks pip to install is added to the requirements."""
    if assigned := _ASSIGNED.fullmatch(line):
        value = _translate(assigned[2], requirements)
        return f"{assigned[1]}[]" if value == "pass" else f"{_indent(line)}{value}"
    if asked := _HELP.fullmatch(line):
        return f"{asked[1]}help({asked[2]})"
    return _indent(line) + _translate(line.strip(), requirements) if line.lstrip()[:1] in ("!", "%", "?") else None


def _translate(text: str, requirements: list[str]) -> str:
    if pip := _PIP.match(text):
        requirements.extend(_requirements(pip[1]))
        return "pass"
    if text.startswith("%"):
        word, _, rest = text.lstrip("%").strip().partition(" ")
        if word in _IGNORED:
            return "pass"
        if word in _TIMED:
            return rest.strip()[_OPTIONS.match(rest.strip()).end() :] or "pass"
        return f"raise NotImplementedError({f'%{word} is an IPython magic that does not exist here. Write it in plain Python.'!r})"
    if text.startswith("?"):
        return f"help({text.lstrip('?').strip()!r})"
    return f"raise NotImplementedError({f'There is no shell here, so this cannot run: {text}. Write it in plain Python.'!r})"


def _cell(code: str, above: str, word: str, rest: str, body: str) -> str:
    """A magic that has the whole cell: Python stays as it is, text is written or shown."""
    if word in _IGNORED | _TIMED:
        return code
    if word in ("writefile", "file"):
        *options, path = shlex.split(rest) or [""]
        mode = "a" if "-a" in options or "--append" in options else "w"
        return f"{above}with open({path!r}, {mode!r}) as _: _.write({body!r})\n"
    if word in _SHOWN:
        return f"{above}__import__('IPython').display.display_{_SHOWN[word]}({body!r})\n"
    return f"{above}raise NotImplementedError({f'%%{word} is an IPython magic that does not exist here. Write it in plain Python.'!r})\n"


def _typed(code: str) -> str:
    """What was typed at a prompt; what was answered becomes empty lines."""
    prompts = [(_PROMPT.match(line), line) for line in code.splitlines()]
    return "\n".join(line[prompt.end() :] if prompt else "" for prompt, line in prompts)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _requirements(arguments: str) -> list[str]:
    """The requirements among pip's arguments; options and what belongs to them are left out."""
    found = []
    words = iter(shlex.split(arguments, comments=True))
    for word in words:
        if word in ("-r", "--requirement", "-i", "--index-url", "--extra-index-url", "-c", "--channel"):
            next(words, None)
        elif not word.startswith("-"):
            found.append(word)
    return found
