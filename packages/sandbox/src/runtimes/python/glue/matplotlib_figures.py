"""Matplotlib's figures as pictures with words. Loads nothing of Matplotlib by itself."""

import io
import os
import sys

from . import matplotlib_words, outputs, shown

# Dots per inch that Matplotlib's sizes are meant for on a screen.
_SCREEN = 100
_LONGEST = 4096


def is_figure(value: object) -> bool:
    module = sys.modules.get("matplotlib.figure")
    return module is not None and isinstance(value, module.FigureBase if hasattr(module, "FigureBase") else module.Figure)


def is_artist(value: object) -> bool:
    """What plt.plot() and its like return: the reader sees the plot, not the list of its lines."""
    if "matplotlib.artist" not in sys.modules or is_figure(value):
        return False
    items = value if isinstance(value, list | tuple) and value else list(value.flat) if _is_array(value) else [value]
    # plt.hist() returns its numbers beside the bars.
    return any(_is_of_matplotlib(item) for item in items) and all(_is_of_matplotlib(item) or type(item).__module__ == "numpy" for item in items)


def bundle_of(figure) -> tuple[dict, dict]:
    """PNG, sharp on dense screens; the metadata has the size in CSS pixels and the words for who cannot see it."""
    figure = figure.figure if getattr(figure, "figure", None) is not None else figure
    dpi = _dpi(figure)
    stored = io.BytesIO()
    # Not what rcParams["savefig.*"] say: those are for the program's own files.
    figure.savefig(stored, format="png", dpi=dpi, bbox_inches="tight", facecolor=figure.get_facecolor())
    data = stored.getvalue()
    width, height = (round(int.from_bytes(data[start : start + 4], "big") * _SCREEN / dpi) for start in (16, 20))
    alt = matplotlib_words.describe(figure)
    return {"image/png": data, "text/plain": alt or repr(figure)}, {"image/png": {"width": width, "height": height}, **({"alt": alt} if alt else {})}


def show(figure) -> None:
    """Sends the figure, unless it is empty, or just this figure was sent already as it is now."""
    if not (figure.get_axes() or figure.texts or figure.images or figure.lines or figure.patches or figure.legends or getattr(figure, "subfigs", None)):
        return
    bundle, metadata = bundle_of(figure)
    if not shown.looks_same(figure, bundle["image/png"]):
        shown.add(figure, bundle["image/png"])
        outputs.emit(bundle, metadata)


def show_open() -> None:
    """Shows every open figure, in order, and closes them, as a notebook does."""
    helpers, pyplot = sys.modules.get("matplotlib._pylab_helpers"), sys.modules.get("matplotlib.pyplot")
    if helpers is None or pyplot is None:
        return
    figures = [manager.canvas.figure for manager in helpers.Gcf.get_all_fig_managers()]
    # Closed first: a figure that cannot be drawn must not come again.
    pyplot.close("all")
    for figure in figures:
        show(figure)


def _dpi(figure) -> float:
    """The embedder's VITRINE_PIXEL_RATIO times a screen's, or the figure's own if that is finer; never more than a picture can bear."""
    try:
        ratio = min(4.0, max(1.0, float(os.environ.get("VITRINE_PIXEL_RATIO", ""))))
    except ValueError:
        ratio = 1.5
    return min(max(_SCREEN * ratio, figure.get_dpi()), _LONGEST / max(*figure.get_size_inches(), 1))


def _is_array(value) -> bool:
    return type(value).__module__ == "numpy" and getattr(value, "dtype", None) == object


def _is_of_matplotlib(item) -> bool:
    if hasattr(item, "_repr_html_"):
        return False
    return (type(item).__module__ or "").startswith(("matplotlib.", "mpl_toolkits.")) or (isinstance(item, list | tuple) and bool(item) and is_artist(item))
