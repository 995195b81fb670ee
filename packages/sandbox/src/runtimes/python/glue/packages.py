"""micropip as the page's broker knows it, and why packages could not be had."""

import importlib.machinery
import importlib.util
import json
import re
import sys
from typing import NamedTuple

import _vitrine_sink
from _pyodide import _importhook

from . import import_hooks


class Reason(NamedTuple):
    code: str
    text: str
    # Empty: the usual one.
    fix: str


# Top-level module → why it could not be installed.
_reasons: dict[str, Reason] = {}


def note(module: str, code: str, text: str, fix: str) -> None:
    _reasons[module] = Reason(code, text, fix)


def reason(error: ModuleNotFoundError) -> Reason | None:
    """Why the package of this module is not there; None: it is, or the module is only a part that a package lacks."""
    top = (error.name or "").partition(".")[0]
    if not top or not _is_missing(top):
        return None
    if top in _reasons:
        return _reasons[top]
    if top in _importhook.REPODATA_PACKAGES_IMPORT_TO_PACKAGE_NAME:
        return Reason("PACKAGE_NOT_FOUND", "its package was not installed: no import statement of the code names it", f"Write `import {top}` as a statement, so that it is installed before the run.")
    return Reason("PACKAGE_NOT_FOUND", "", "")


def missing(imports_json: str) -> str:
    """Those of the imported top-level modules that are nowhere yet, as JSON."""
    return json.dumps(sorted({name for name in (each.partition(".")[0] for each in json.loads(imports_json)) if _is_missing(name)}))


def _is_missing(name: str) -> bool:
    try:
        return name not in sys.modules and importlib.util.find_spec(name) is None
    except (ImportError, ValueError):
        return True


async def install(requirement: str) -> None:
    import micropip

    await micropip.install(requirement)


def connect(index_url: str) -> None:
    """Gives micropip the index that the broker answers for, and its errors the broker's reasons, which it drops."""

    def connect_micropip(module) -> None:
        module.set_index_urls(index_url)
        native = module.install

        async def install(*args, **options):
            _vitrine_sink.take_denials()
            failure = None
            try:
                done = await native(*args, **options)
            except Exception as error:
                failure = error
            # Without an exception too: what Pyodide's own loader cannot load, it only prints.
            denials = list(_vitrine_sink.take_denials())
            if denials:
                raise ValueError(denials[-1]) from failure
            if failure:
                raise _in_our_words(failure)
            return done

        module.install = install

    import_hooks.after_import("micropip", connect_micropip)
    sys.meta_path.append(_Piplite)


def _in_our_words(failure: Exception) -> Exception:
    """micropip explains at length, with links, that nothing fits."""
    if found := re.search(r"Can't find a pure Python 3 wheel for:? '?([^'\n]+)'?", str(failure)):
        return ValueError(f"PACKAGE_NOT_FOUND: there is no wheel that runs here and fits {found[1].rstrip('.')}.")
    return failure


class _Piplite:
    """JupyterLite's name of micropip."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name != "piplite" or _is_missing("micropip"):
            return None
        return importlib.machinery.ModuleSpec(name, cls)

    @staticmethod
    def create_module(spec):
        import micropip

        return micropip

    @staticmethod
    def exec_module(module):
        pass
