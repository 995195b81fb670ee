"""The few shell commands that make sense on the run's own files. There is no shell."""

import os
import platform
import shlex
import sys


def run(line: str) -> list[str]:
    """The lines that a command prints. Raises OSError for one that does not exist here."""
    line = os.path.expandvars(line.strip())
    try:
        words = shlex.split(line, comments=True)
    except ValueError:
        words = line.split()
    if not words:
        return []
    command = _COMMANDS.get(words[0])
    if command is None or any(word in ("|", ">", ">>", "&&", "||", ";") for word in words):
        raise OSError(f"There is no shell (bash) here, so this cannot run: {line[:200]}. Write it in plain Python.")
    return command([word for word in words[1:] if not word.startswith("-")])


def _ls(paths: list[str]) -> list[str]:
    lines = []
    for path in paths or ["."]:
        lines += sorted(name for name in os.listdir(path) if not name.startswith(".")) if os.path.isdir(path) else [_existing(path)]
    return lines


def _existing(path: str) -> str:
    os.stat(path)
    return path


def _cat(paths: list[str]) -> list[str]:
    lines = []
    for path in paths:
        with open(path, encoding="utf-8", errors="replace") as file:
            lines += file.read().splitlines()
    return lines


def _mkdir(paths: list[str]) -> list[str]:
    for path in paths:
        os.makedirs(path, exist_ok=True)
    return []


def _python(_words: list[str]) -> list[str]:
    return [f"Python {platform.python_version()}"]


_COMMANDS = {
    "ls": _ls,
    "dir": _ls,
    "pwd": lambda _: [os.getcwd()],
    "cat": _cat,
    "head": lambda paths: _cat([path for path in paths if not path.isdigit()])[:10],
    "echo": lambda words: [" ".join(words)],
    "mkdir": _mkdir,
    "which": lambda words: [],
    "python": _python,
    "python3": _python,
    "whoami": lambda _: ["guest"],
    "uname": lambda _: [sys.platform],
    "pip": lambda _: [],
    "clear": lambda _: [],
}
