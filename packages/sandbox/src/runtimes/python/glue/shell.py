"""What get_ipython() returns: as much of IPython's shell as programs and libraries ask of it."""

import contextlib
import sys
import time

from . import bundles, captured, commands, line_magics


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

    def run_line_magic(self, name: str, line: str = "", _stack_depth: int = 1):
        return line_magics.run(name, line, self.user_ns)

    def run_cell_magic(self, name: str, line: str, cell: str):
        return line_magics.run_cell(name, line, cell, self.user_ns)

    def magic(self, text: str):
        name, _, line = text.strip().lstrip("%").partition(" ")
        return self.run_line_magic(name, line.strip())

    def system(self, command: str) -> None:
        for line in commands.run(command):
            print(line)

    system_raw = system_piped = system

    def getoutput(self, command: str) -> list[str]:
        return commands.run(command)

    def run_cell(self, code: str, **_options) -> None:
        exec(compile(code, "<cell>", "exec"), self.user_ns)

    ex = run_cell

    def ev(self, expression: str):
        return eval(expression, self.user_ns)

    def push(self, variables: dict) -> None:
        self.user_ns.update(variables)

    def register_magic_function(self, function, _magic_kind: str = "line", magic_name: str | None = None) -> None:
        line_magics.register(magic_name or function.__name__, function)

    def set_next_input(self, *_args, **_options) -> None:
        pass

    def start(self) -> float:
        return time.perf_counter()

    def lap(self, started: float, value):
        """The value, after printing how long it took since `started`."""
        line_magics.lap(started)
        return value

    @contextlib.contextmanager
    def stopwatch(self, *_names):
        started = self.start()
        try:
            yield
        finally:
            line_magics.lap(started)

    @contextlib.contextmanager
    def capturing(self, name: str | None = None):
        with captured.capture() as kept:
            if name:
                self.user_ns[name] = kept
            yield

    def enable_gui(self, _gui=None) -> None:
        pass

    enable_matplotlib = enable_pylab = enable_gui


shell = InteractiveShell()
