"""The part of IPython that models import. The real one is large, and there is no terminal here."""

import sys
import types

from . import captured, display, line_magics, rich
from .shell import shell

# Modules that this file stands in for, unless the real ones were installed.
_MODULES = (
    "IPython",
    "IPython.display",
    "IPython.core",
    "IPython.core.display",
    "IPython.core.display_functions",
    "IPython.core.getipython",
    "IPython.core.interactiveshell",
    "IPython.core.magic",
    "IPython.core.pylabtools",
    "IPython.lib",
    "IPython.lib.display",
    "IPython.utils",
    "IPython.utils.io",
)


def install() -> None:
    """Makes `import IPython` find this, where the real one is not installed."""
    if "IPython" in sys.modules:
        return
    shared = {
        "display": display.display,
        "clear_output": display.clear_output,
        "update_display": display.update_display,
        "publish_display_data": display.publish_display_data,
        "DisplayHandle": display.DisplayHandle,
        "get_ipython": get_ipython,
        "set_matplotlib_formats": _nothing,
        "set_matplotlib_close": _nothing,
        "InteractiveShell": type(shell),
        **{kind.__name__: kind for kind in rich.CLASSES},
        **{f"display_{name}": _displays(kind) for name, kind in _SINGLE.items()},
    }
    for name in _MODULES:
        module = types.ModuleType(name, __doc__)
        module.__dict__.update(shared)
        module.__path__ = []
        sys.modules[name] = module
    for name in _MODULES[1:]:
        parent, _, child = name.rpartition(".")
        setattr(sys.modules[parent], child, sys.modules[name])
    sys.modules["IPython.utils.io"].capture_output = captured.capture
    sys.modules["IPython.core.magic"].register_line_magic = _register
    sys.modules["IPython.core.magic"].register_cell_magic = _register
    # Matplotlib asks which window system its backend wants.
    sys.modules["IPython.core.pylabtools"].backend2gui = {}
    sys.modules["IPython"].__version__ = "8.0.0"
    sys.modules["IPython"].version_info = (8, 0, 0, "")


def get_ipython():
    return shell


_SINGLE = {"html": rich.HTML, "markdown": rich.Markdown, "latex": rich.Latex, "svg": rich.SVG, "json": rich.JSON, "pretty": rich.Pretty, "javascript": rich.Javascript}


def _displays(kind):
    return lambda *values, raw=False, **options: display.display(*(kind(value) if isinstance(value, str | bytes) else value for value in values), **options)


def _register(function):
    line_magics.register(function.__name__, function)
    return function


def _nothing(*_args, **_options) -> None:
    pass
