"""The part of IPython that models import: display and its wrappers. The real one is large, and there is no terminal here."""

import re
import sys
import types

from . import display as _display

# Modules that this file stands in for, unless the real ones were installed.
MODULES = ("IPython", "IPython.display", "IPython.core", "IPython.core.display", "IPython.core.getipython")


class _Rich:
    """A value with one form. Bytes or text; `filename` is read at once, `url` is shown as text, as nothing is fetched."""

    mime = "text/plain"

    def __init__(self, data=None, url=None, filename=None, **_options):
        if filename is not None:
            with open(filename, "rb") as file:
                data = file.read()
        self.data = url if data is None else data

    def _repr_mimebundle_(self, include=None, exclude=None):
        if self.mime.startswith(("text/", "image/svg")) and isinstance(self.data, bytes):
            self.data = self.data.decode()
        return {self.mime: self.data, "text/plain": self._plain()}

    def _plain(self) -> str:
        return self.data if isinstance(self.data, str) else f"<{type(self).__name__}>"

    def __repr__(self) -> str:
        return self._plain()


class HTML(_Rich):
    mime = "text/html"

    def _plain(self) -> str:
        return re.sub(r"<[^>]*>", " ", str(self.data)).strip()


class Markdown(_Rich):
    mime = "text/markdown"


class Latex(_Rich):
    mime = "text/latex"


class Math(Latex):
    def __init__(self, data=None, **options):
        super().__init__(f"$\\displaystyle {data}$", **options)


class SVG(_Rich):
    mime = "image/svg+xml"


class JSON(_Rich):
    mime = "application/json"


class Pretty(_Rich):
    pass


class Image(_Rich):
    """A picture from bytes or from a file; its kind is read from its first bytes."""

    def __init__(self, data=None, url=None, filename=None, **options):
        if isinstance(data, str) and not data.startswith(("http:", "https:", "data:")):
            data, filename = None, data
        super().__init__(data, url, filename, **options)
        if isinstance(self.data, bytes):
            self.mime = "image/png" if self.data[:4] == b"\x89PNG" else "image/gif" if self.data[:3] == b"GIF" else "image/jpeg"


class Javascript(_Rich):
    """Shown as text: what is displayed here runs no script."""


class IFrame(_Rich):
    """Shown as its address: nothing is fetched here."""

    def __init__(self, src, *_size, **_options):
        super().__init__(str(src))


def install() -> None:
    """Makes `import IPython` find this, where the real one is not installed."""
    if "IPython" in sys.modules:
        return
    shared = {
        "display": _display.display,
        "clear_output": lambda wait=False: None,
        "update_display": lambda value, **options: _display.display(value),
        "get_ipython": lambda: None,
        **{kind.__name__: kind for kind in (HTML, Markdown, Latex, Math, SVG, JSON, Pretty, Image, Javascript, IFrame)},
    }
    for name in MODULES:
        module = types.ModuleType(name, __doc__)
        module.__dict__.update(shared)
        sys.modules[name] = module
    sys.modules["IPython"].display = sys.modules["IPython.display"]
    sys.modules["IPython"].core = sys.modules["IPython.core"]
