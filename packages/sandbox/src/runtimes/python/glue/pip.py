"""What a line asks pip, conda and their like to install."""

import re
import shlex

_INSTALL = re.compile(r"^(?:[!%$]+\s*)?(?:sudo\s+)?(?:\{?sys\.executable\}?\s+-m\s+|python3?\s+-m\s+|uv\s+)?(?:pip3?|conda|mamba|micromamba|piplite)\s+install\b(.*)$")
_WITH_VALUE = {"-r", "--requirement", "-i", "--index-url", "--extra-index-url", "-c", "--channel", "--constraint", "-f", "--find-links", "-t", "--target"}


def requirements_of(text: str) -> list[str] | None:
    """The requirements among pip's arguments, without its options; None where the line does not install."""
    found = _INSTALL.match(text)
    if not found:
        return None
    wanted = []
    words = iter(_words(found[1]))
    for word in words:
        if word in _WITH_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            wanted.append(word)
    return wanted


def _words(arguments: str) -> list[str]:
    """The words up to where another command begins. `>` and `<` may belong to a version, but not at a word's start."""
    try:
        words = shlex.split(arguments, comments=True)
    except ValueError:
        words = arguments.split()
    return words[: next((at for at, word in enumerate(words) if word in ("&&", "||", "|", ";", "&") or word.startswith((">", "2>", "<"))), len(words))]
