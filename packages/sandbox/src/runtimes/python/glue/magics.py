"""IPython's extra syntax, as far as models write it. Only lines that Python itself cannot parse are looked at."""

import ast
import re
import shlex

_PIP = re.compile(r"^(?:!|%)\s*(?:python3?\s+-m\s+|uv\s+)?(?:pip3?|conda|mamba)\s+install\s+(.*)$")
_IGNORED = {"matplotlib", "load_ext", "reload_ext", "autoreload", "config", "pylab", "capture", "reset", "precision", "pwd", "cd"}
_TIMED = {"time", "timeit", "prun"}
# Python's prompts, and IPython's.
_PROMPT = re.compile(r"(?:>>>|\.\.\.|In \[\d+\]:| *\.\.\.+:)(?: |$)")


def parse(code: str, name: str, flags: int) -> tuple[ast.Module, list[str]]:
    """The code's syntax tree, and what it asks pip to install. Lines keep their numbers. Raises SyntaxError."""
    if re.match(r"\s*(?:>>>|In \[\d+\]:)", code):
        code = _typed(code)
    lines = code.splitlines()
    requirements: list[str] = []
    translated: set[int] = set()
    while True:
        try:
            text = "\n".join(lines) + "\n" if translated else code
            return compile(text, name, "exec", flags=flags | ast.PyCF_ONLY_AST, dont_inherit=True), requirements
        except SyntaxError as error:
            row = (error.lineno or 0) - 1
            if row in translated or not 0 <= row < len(lines) or lines[row].lstrip()[:1] not in ("!", "%", "?"):
                raise
            lines[row] = _translate(lines[row], requirements)
            translated.add(row)


def _typed(code: str) -> str:
    """What was typed at a prompt; what was answered becomes empty lines."""
    prompts = [(_PROMPT.match(line), line) for line in code.splitlines()]
    return "\n".join(line[prompt.end() :] if prompt else "" for prompt, line in prompts)


def _translate(line: str, requirements: list[str]) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    text = line.strip()
    if pip := _PIP.match(text):
        requirements.extend(_requirements(pip[1]))
        return f"{indent}pass"
    if text.startswith("%"):
        word, _, rest = text.lstrip("%").strip().partition(" ")
        if word in _IGNORED:
            return f"{indent}pass"
        if word in _TIMED:
            return f"{indent}{rest.strip() or 'pass'}"
        return f"{indent}raise NotImplementedError({f'%{word} is an IPython magic that does not exist here. Write it in plain Python.'!r})"
    if text.startswith("?"):
        return f"{indent}help({text.lstrip('?').strip()!r})"
    return f"{indent}raise NotImplementedError({f'There is no shell here, so this cannot run: {text}. Write it in plain Python.'!r})"


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
