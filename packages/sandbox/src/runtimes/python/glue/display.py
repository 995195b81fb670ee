"""display() and the value of a last expression, as MIME bundles."""

import sys

from . import figures, outputs, tables

_REPRS = {
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
    "_repr_latex_": "text/latex",
    "_repr_json_": "application/json",
}


def display(*values, **_options) -> None:
    """IPython's display(): shows each value in its richest form."""
    for value in values:
        if figures.is_figure(value):
            figures.show(value)
        else:
            outputs.emit(*_bundle(value))


def show_value(value) -> str | None:
    """Shows what a last expression came to, unless that is nothing. Returns its text."""
    if value is None:
        return None
    if not _is_plot_artist(value):
        display(value)
    return _repr(value)[: 1 << 16]


def _bundle(value) -> tuple[dict, dict]:
    bundle: dict = {}
    metadata: dict = {}
    if tables.is_table(value):
        bundle[tables.MIME] = tables.data_of(value)
    whole = _call(value, "_repr_mimebundle_")
    if isinstance(whole, tuple):
        whole, metadata = whole[0], dict(whole[1] or {})
    bundle.update(whole or {})
    for method, mime in _REPRS.items():
        form = None if mime in bundle else _call(value, method)
        if isinstance(form, tuple):
            form = form[0]
        if form is not None:
            bundle[mime] = form
    bundle.setdefault("text/plain", _repr(value))
    return bundle, metadata


def _call(value, method: str):
    """The form that the object offers. One that fails is not there, as in IPython."""
    if isinstance(value, type) or not callable(form := getattr(value, method, None)):
        return None
    try:
        return form()
    except Exception:
        return None


def _repr(value) -> str:
    try:
        return repr(value)
    except Exception as error:
        return f"<{type(value).__name__}: its repr raised {type(error).__name__}: {error}>"


def _is_plot_artist(value) -> bool:
    """What plt.plot() and its like return: the reader sees the plot, not the list of its lines."""
    if "matplotlib" not in sys.modules:
        return False
    items = value if isinstance(value, list | tuple) and value else [value]
    return all((type(item).__module__ or "").startswith("matplotlib.") for item in items)
