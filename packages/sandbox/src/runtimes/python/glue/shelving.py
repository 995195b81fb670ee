"""Before an interpreter is frozen: runs code of ours that imports packages, watches what each import does, and takes it all back onto the shelf.

What importing a module does is recorded with the module: what else it imports, what it looked for in vain, what it changes in other modules.
"""

import atexit
import builtins
import copy
import copyreg
import gc
import importlib
import importlib.util
import json
import linecache
import logging
import os
import re
import sys
import warnings
from types import ModuleType

from . import import_hooks, shelf


def shelve(code: str, owners_json: str) -> None:
    """Runs the code; afterwards its imports are on the shelf. `owners_json`: top-level module → package."""
    importlib.invalidate_caches()
    known = {name: set(vars(module)) if isinstance(module, ModuleType) else None for name, module in sys.modules.items()}
    caches = set(sys.path_importer_cache)
    hooks = dict(import_hooks.hooks)
    watch = _Watch(json.loads(owners_json))
    watch.begin()
    try:
        # In a namespace of its own, which goes.
        exec(code, {"__name__": "_vitrine.warm_up"})
    finally:
        watch.end()
    gc.collect()
    _put_away([name for name in sys.modules if name not in known], watch, hooks)
    for name, names in known.items():
        # Such as typing's, which are made when they are first asked for.
        for each in vars(sys.modules[name]).keys() - names if names is not None else ():
            delattr(sys.modules[name], each)
    for path in sys.path_importer_cache.keys() - caches:
        del sys.path_importer_cache[path]
    # Pyodide puts the working directory in front again when it goes on.
    sys.path[:] = [path for path in sys.path if path]
    importlib.invalidate_caches()
    linecache.clearcache()
    re.purge()
    sys._clear_internal_caches() if hasattr(sys, "_clear_internal_caches") else sys._clear_type_cache()
    gc.collect()
    # What is in the image for good need not be looked at again, and is none of the program's objects.
    gc.freeze()
    del sys.modules[__name__], sys.modules[__package__].shelving


class _Record:
    def __init__(self) -> None:
        self.spec = None
        self.brings: dict[str, None] = {}
        self.packages: set[str] = set()
        # Names in it when it had been imported.
        self.names: set[str] = set()
        self.changes: list[shelf.Change] = []


class _Watch:
    """While it watches, every import goes through its finder and its __import__."""

    def __init__(self, owners: dict[str, str]) -> None:
        self.owners = owners
        self.records: dict[str, _Record] = {}
        self.missed: dict[str, set[str]] = {}
        self._importing: list[_Record] = []
        self._sought: set[str] = set()
        targets = [copyreg.dispatch_table, copy._deepcopy_dispatch, vars(builtins), os.environ, logging.root.manager.loggerDict, warnings.filters, sys.meta_path, sys.path, sys.path_hooks]
        self._registries = [_Registry(target) for target in targets]
        self._at_exit: list = []
        self._seen = set(sys.modules)

    def begin(self) -> None:
        self._import = builtins.__import__
        self._register = atexit.register
        sys.meta_path.insert(0, self)
        builtins.__import__ = self._watched_import
        atexit.register = self._watched_register
        for registry in self._registries:
            registry.begin()

    def end(self) -> None:
        # What came of the code's own calls belongs to nobody, and what was taken back again to nothing.
        for record in self.records.values():
            record.changes = [left for change in record.changes if (left := _left(change)).entries]
        for registry in self._registries:
            registry.restore()
        sys.meta_path.remove(self)
        builtins.__import__ = self._import
        atexit.register = self._register
        for function in self._at_exit:
            atexit.unregister(function)

    def owner(self, name: str) -> str | None:
        return self.owners.get(name.partition(".")[0])

    def find_spec(self, name, path=None, target=None):
        if name in self._sought:
            return None
        self._sought.add(name)
        try:
            spec = next((spec for finder in sys.meta_path if finder is not self and (spec := finder.find_spec(name, path, target))), None)
        except ModuleNotFoundError:
            self._miss(name)
            raise
        finally:
            self._sought.discard(name)
        if spec is None:
            self._miss(name)
        elif spec.loader is not None:
            spec.loader = _Watched(spec.loader, self)
        return spec

    def _miss(self, name: str) -> None:
        # What functions look for when they are called, they look for again.
        asking = sys._getframe() if self._importing else None
        while asking is not None and not (package := self.owner(asking.f_globals.get("__name__", ""))):
            asking = asking.f_back
        if asking is not None and "." not in name and name not in sys.stdlib_module_names:
            self.missed.setdefault(package, set()).add(name)

    def _watched_import(self, name, globals=None, locals=None, fromlist=(), level=0):
        module = self._import(name, globals, locals, fromlist, level)
        if self._importing:
            whole = importlib.util.resolve_name("." * level + name, globals["__package__"] or globals["__name__"]) if level else name
            for each in (whole, *(f"{whole}.{part}" for part in fromlist or ())):
                if each in sys.modules:
                    self._importing[-1].brings[each] = None
        return module

    def _watched_register(self, function, *args, **options):
        self._at_exit.append(function)
        if self._importing:
            self._importing[-1].changes.append(shelf.Change(atexit, ((function, args, options),), True))
        return self._register(function, *args, **options)

    def run(self, name: str, work):
        """Something of a module's import: creating or executing it."""
        if self._importing:
            self._importing[-1].brings[name] = None
        record = self.records.setdefault(name, _Record())
        self._importing.append(record)
        try:
            return work()
        finally:
            self._importing.pop()
            for put in sys.modules.keys() - self._seen:
                self._seen.add(put)
                # Without any finder: by the module's own code.
                if put not in self.records:
                    record.brings[put] = None
            for registry in self._registries:
                record.changes += registry.take()

    def imported(self, spec, module: ModuleType) -> None:
        record = self.records[spec.name]
        record.spec = spec
        record.names = set(vars(module))
        own = self.owner(spec.name)
        packages = {self.owner(value.__name__) for value in list(vars(module).values()) if type(value) is ModuleType}
        record.packages = {package for package in (own, *packages) if package}


class _Watched:
    """Stands in for a module's loader until the module is made."""

    def __init__(self, loader, watch: _Watch) -> None:
        self._loader = loader
        self._watch = watch

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def create_module(self, spec):
        spec.loader = self._loader
        try:
            # A library of C is executed here, as far as Python's older interface goes.
            return self._watch.run(spec.name, lambda: self._loader.create_module(spec))
        finally:
            spec.loader = self

    def exec_module(self, module):
        module.__spec__.loader = self._loader
        if getattr(module, "__loader__", None) is self:
            module.__loader__ = self._loader
        spec = module.__spec__
        self._watch.run(spec.name, lambda: self._loader.exec_module(module))
        # It can have put another in its place.
        self._watch.imported(spec, sys.modules.get(spec.name, module))


class _Registry:
    """A list or dictionary that imports add to."""

    def __init__(self, target) -> None:
        self.target = target

    def begin(self) -> None:
        self._first = self._copy()
        self._last = self._first

    def take(self) -> list[shelf.Change]:
        """What has changed since the last time."""
        now = self._copy()
        last, self._last = self._last, now
        if isinstance(now, list):
            if len(now) == len(last) and all(map(lambda a, b: a is b, now, last)):
                return []
            new = [each for each in now if not any(each is other for other in last)]
            return [shelf.Change(self.target, tuple(new), bool(last) and now[0] is last[0])] if new else []
        new = {key: value for key, value in now.items() if not (key in last and (last[key] is value or isinstance(value, str) and last[key] == value))}
        return [shelf.Change(self.target, tuple(new.items()), False)] if new else []

    def restore(self) -> None:
        if isinstance(self.target, list):
            self.target[:] = self._first
        else:
            for key in self.target.keys() - self._first.keys():
                del self.target[key]
            self.target.update(self._first)
        if self.target is warnings.filters:
            shelf.filters_changed()

    def _copy(self):
        return list(self.target) if isinstance(self.target, list) else dict(self.target)


def _left(change: shelf.Change) -> shelf.Change:
    """What is still there of a change."""
    registry = change.registry
    if registry is atexit:
        return change
    if isinstance(registry, list):
        return change._replace(entries=tuple(each for each in change.entries if any(each is other for other in registry)))
    return change._replace(entries=tuple((key, value) for key, value in change.entries if key in registry and (registry[key] is value or registry[key] == value)))


def _put_away(names: list[str], watch: _Watch, hooks: dict) -> None:
    modules = {name: sys.modules.pop(name) for name in names}
    records = {name: watch.records.get(name) or _Record() for name in names}
    needs = _needs(records)
    for name, module in modules.items():
        parent, _, child = name.rpartition(".")
        above = modules.get(parent) or sys.modules.get(parent)
        attached = above is not None and vars(above).get(child) is module and not (parent in records and child in records[parent].names)
        if attached:
            delattr(above, child)
        getattr(module, "__dict__", {}).pop("__warningregistry__", None)
        record = records[name]
        brings = tuple(each for each in record.brings if each in modules)
        shelf.held[name] = shelf.Held(module, record.spec, brings, needs[name], attached, tuple(record.changes), hooks.get(name))
        if name in hooks:
            # Where the module is not taken but run, it is to be hooked like any.
            import_hooks.hooks[name] = hooks[name]
    shelf.missed.update(watch.missed)


def _needs(records: dict[str, _Record]) -> dict[str, frozenset[str]]:
    """The packages of each module and of all that it brings."""
    needs = {name: set(record.packages) for name, record in records.items()}
    changed = True
    while changed:
        changed = False
        for name, record in records.items():
            size = len(needs[name])
            parent = name.rpartition(".")[0]
            for other in (*record.brings, parent):
                needs[name] |= needs.get(other, set())
            changed = changed or len(needs[name]) > size
    return {name: frozenset(each) for name, each in needs.items()}
