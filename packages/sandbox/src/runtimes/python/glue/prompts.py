"""Code that was copied with its prompts (`>>> `, `In [1]: `): the prompts and what was printed are taken out, lines keep their numbers."""

import re

_PYTHON = re.compile(r"^(>>>|\.\.\.)( |$)")
_IPYTHON = re.compile(r"^(In \[\d*\]:|\s*\.\.\.+:)( |$)")


def strip(code: str) -> str | None:
    """The bare code; None where the code does not begin with a prompt."""
    lines = code.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip().startswith(">>>"):
        indent = len(first) - len(first.lstrip())
        return "\n".join(_bare(line[indent:], _PYTHON) for line in lines) + "\n"
    if first.startswith("In ["):
        return "\n".join(_bare(line, _IPYTHON) for line in lines) + "\n"
    return None


def _bare(line: str, prompt: re.Pattern) -> str:
    found = prompt.match(line)
    return line[found.end() :] if found else ""
