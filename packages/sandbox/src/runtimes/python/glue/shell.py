"""What get_ipython() returns: as much of IPython's shell as programs and libraries ask of it."""

import sys

from . import bundles, magics


class _Formatter:
    """The formatter of one MIME type."""

    def __init__(self, mime: str):
        self._types = bundles.formatters.setdefault(mime, {})

    def for_type(self, kind, function=None):
        self._types[kind] = function

    def for_type_by_name(self, module: str, name: str, function=None):
        self._types[(module, name)] = function


class _Formatters(dict):
    def __missing__(self, mime: str) -> _Formatter:
        self[mime] = _Formatter(mime)
        return self[mime]


class _DisplayFormatter:
    def __init__(self):
        self.formatters = _Formatters()

    def format(self, value, include=None, exclude=None):
        return bundles.bundle_of(value, include, exclude)


class _Events:
    def register(self, _event, _function) -> None:
        pass

    unregister = register


class InteractiveShell:
    """One for a run, as in a notebook."""

    def __init__(self):
        self.display_formatter = _DisplayFormatter()
        self.events = _Events()
        self.config: dict = {}

    @property
    def user_ns(self) -> dict:
        return vars(sys.modules["__main__"])

    @classmethod
    def instance(cls):
        return shell

    @classmethod
    def initialized(cls) -> bool:
        return True

    def enable_gui(self, _gui=None) -> None:
        pass

    enable_matplotlib = enable_pylab = enable_gui

    def run_line_magic(self, name: str, line: str = "", _stack_depth: int = 1) -> None:
        exec(magics.translate(f"%{name} {line}", []), self.user_ns)

    def magic(self, text: str) -> None:
        self.run_line_magic(*text.lstrip("%").split(" ", 1))

    def system(self, command: str) -> None:
        exec(magics.translate(f"!{command}", []), self.user_ns)

    getoutput = system


shell = InteractiveShell()
