"""display() and the value of a last expression, as MIME bundles."""

import sys

from . import figures, outputs, tables

# Characters of a value's text: a list of a million numbers says no more in full.
_TEXT = 100_000

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
        elif _is_matplotlib_figure(value):
            _show_matplotlib(value)
        else:
            outputs.emit(*_bundle(value))


def show_value(value) -> str | None:
    """Shows what a last expression came to, unless that is nothing. Returns its text."""
    if value is None:
        return None
    if not _is_plot_artist(value):
        display(value)
    return _repr(value)


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
        text = repr(value)
    except Exception as error:
        text = f"<{type(value).__name__}: its repr raised {type(error).__name__}: {error}>"
    return text if len(text) <= _TEXT else f"{text[:_TEXT]}… ({len(text)} characters in all)"


def show_open_figures() -> None:
    """After the run: Matplotlib's figures that were made and never shown."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].show()


def _is_matplotlib_figure(value) -> bool:
    module = sys.modules.get("matplotlib.figure")
    return module is not None and isinstance(value, module.Figure)


def _show_matplotlib(figure) -> None:
    from . import matplotlib_backend

    matplotlib_backend.emit(figure)
    # Shown is shown: it must not come again as one that was left open.
    matplotlib_backend.pyplot.close(figure)


def _is_plot_artist(value) -> bool:
    """What plt.plot() and its like return: the reader sees the plot, not the list of its lines."""
    if "matplotlib" not in sys.modules or _is_matplotlib_figure(value):
        return False
    items = value if isinstance(value, list | tuple) and value else [value]
    return all((type(item).__module__ or "").startswith("matplotlib.") for item in items)
