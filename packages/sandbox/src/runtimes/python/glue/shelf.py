"""Modules of an image: out of the program's sight until it imports them, and then as importing them would have left them.

shelving.py puts them here before the interpreter is frozen.
"""

import atexit
import copy
import importlib.util
import json
import sys
import warnings
from types import ModuleType
from typing import NamedTuple


class Held(NamedTuple):
    module: ModuleType
    # As the finders found it; None: no finder did, another module put it into sys.modules.
    spec: object
    # Modules that are there once this one has been imported.
    brings: tuple[str, ...]
    # Packages that it and all these are of.
    needs: frozenset[str]
    # Whether importing it sets it as its parent's attribute: it came later than the parent.
    attached: bool
    # What importing it did elsewhere.
    changes: tuple["Change", ...]
    # What import_hooks.py did with it.
    hook: object


class Change(NamedTuple):
    """Entries of a dictionary, or of a list before or after those that are there; or, for atexit, calls."""

    registry: object
    entries: tuple
    at_end: bool


held: dict[str, Held] = {}
# Top-level modules that are in no package of the image, and that its packages looked for: package → names.
missed: dict[str, set[str]] = {}
_offered: set[str] = set()
_sought: set[str] = set()


def offer(package: str) -> None:
    """The package is installed in this run: its modules may be taken."""
    _offered.add(package)


def misfit(mounted: str) -> str:
    """Why modules of the packages that are installed are not as importing them now would make them; empty: they are. Before any of them is taken."""
    given = set(json.loads(mounted))
    for package in _offered:
        for name in missed.get(package, ()):
            if name in given or importlib.util.find_spec(name) is not None:
                return f"{package} was imported without {name}"
    taken = {name.partition(".")[0] for name, each in held.items() if each.needs and each.needs <= _offered} | set(sys.stdlib_module_names) if given else set()
    return next((f"there is a file of the name {name}" for name in given & taken), "")


def find_spec(name: str, path, target):
    """For import_hooks.py's finder: the spec of a module that can be taken from here."""
    each = held.get(name)
    if each is None or each.spec is None or name in _sought or not each.needs <= _offered:
        return None
    if "." not in name:
        # The program can have put another in its way.
        _sought.add(name)
        try:
            found = importlib.util.find_spec(name)
        finally:
            _sought.discard(name)
        if found is None or found.origin != each.spec.origin:
            return None
    spec = copy.copy(each.spec)
    spec._uninitialized_submodules = []
    spec.loader = _Loader(each.spec.loader)
    return spec


class _Loader:
    """Takes the module instead of running its code."""

    def __init__(self, loader):
        self._loader = loader

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def create_module(self, spec):
        return held[spec.name].module

    def exec_module(self, module):
        _take(module.__spec__.name)


def _take(name: str) -> None:
    """Puts the module back where it was, with all that it brings."""
    each = held.pop(name, None)
    if each is None:
        return
    parent, _, child = name.rpartition(".")
    if parent:
        _take(parent)
    if each.spec is not None:
        each.module.__spec__ = each.spec
    if sys.modules.setdefault(name, each.module) is not each.module:
        return
    for other in each.brings:
        _take(other)
    if each.attached and parent in sys.modules:
        setattr(sys.modules[parent], child, each.module)
    for change in each.changes:
        _apply(change)
    _hook(name, each)


def _apply(change: Change) -> None:
    registry = change.registry
    if registry is atexit:
        for function, args, options in change.entries:
            atexit.register(function, *args, **options)
        return
    if not isinstance(registry, list):
        registry.update(change.entries)
    elif change.at_end:
        registry.extend(change.entries)
    else:
        registry[:0] = change.entries
    if registry is warnings.filters:
        filters_changed()


def filters_changed() -> None:
    """Tells the module that its list is another, by Python 3.14's function or by 3.13's."""
    if hasattr(warnings, "_filters_mutated_lock_held"):
        with warnings._lock:
            warnings._filters_mutated_lock_held()
    else:
        warnings._filters_mutated()


def _hook(name: str, each: Held) -> None:
    from . import import_hooks

    hook = import_hooks.hooks.pop(name, None)
    if hook is not None and hook is not each.hook:
        hook(each.module)
