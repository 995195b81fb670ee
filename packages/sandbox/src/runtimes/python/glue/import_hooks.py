"""Runs a function right after a module was imported, whoever imports it."""

import importlib.util
import sys
from collections.abc import Callable
from types import ModuleType

import _vitrine_sink

from . import shelf

hooks: dict[str, Callable[[ModuleType], None]] = {}
# Names that are being looked for, so that the search does not come back here.
_sought: set[str] = set()


def after_import(name: str, hook: Callable[[ModuleType], None]) -> None:
    """Calls hook(module) once `name` is imported; at once where it is already."""
    if name in sys.modules:
        hook(sys.modules[name])
        return
    hooks[name] = hook


class _Loader:
    """The loader of one module with a hook behind it. Wrapped, as one zipimporter loads the whole standard library."""

    def __init__(self, loader, name):
        self._loader = loader
        self._name = name

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        self._loader.exec_module(module)
        if hook := hooks.pop(self._name, None):
            try:
                hook(module)
            except Exception as error:
                # Another version of the library may lack what the hook changes: the library itself is there.
                _vitrine_sink.log("warn", f"{self._name}: {type(error).__name__}: {error}"[:1000])


class _Finder:
    """First on sys.meta_path: asks the other finders, and puts the hook behind what they find."""

    def find_spec(self, name, path=None, target=None):
        if spec := shelf.find_spec(name, path, target):
            return spec
        # A search is no import: the hook stays until the module runs.
        if name not in hooks or name in _sought:
            return None
        _sought.add(name)
        try:
            spec = importlib.util.find_spec(name)
        finally:
            _sought.discard(name)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader, name)
        return spec


sys.meta_path.insert(0, _Finder())
