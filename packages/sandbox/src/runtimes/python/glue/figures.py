"""Plotly's figures: every way to show one comes here."""

import collections
import sys

from . import import_hooks, outputs, packing, plain_lists, shown

MIME = "application/vnd.plotly.v1+json"

# Keys of which a plain trace has at least one; tells {"data": [...]} of some API from a figure.
_TRACE_KEYS = {"type", "x", "y", "z", "values", "labels", "lat", "lon", "locations", "r", "theta"}

# The latest figures that were made, for a program that throws away what it draws.
made: collections.deque = collections.deque(maxlen=20)


def install() -> None:
    """Makes every way to show a Plotly figure come here."""
    import_hooks.after_import("plotly.io._renderers", _patch_renderers)
    import_hooks.after_import("plotly.offline.offline", _patch_offline)
    import_hooks.after_import("plotly.basedatatypes", _watch)
    plain_lists.install()
    for module in ("plotly.missing_ipywidgets", "plotly.missing_anywidget"):
        import_hooks.after_import(module, _widgets_are_figures)


def is_figure(value: object) -> bool:
    """Whether this is a Plotly figure, or a plain dict that is meant as one."""
    module = sys.modules.get("plotly.basedatatypes")
    if module is not None and isinstance(value, module.BaseFigure):
        return True
    if not isinstance(value, dict) or not isinstance(value.get("data"), list | tuple) or not value["data"]:
        return False
    return all(isinstance(trace, dict) and _TRACE_KEYS & trace.keys() for trace in value["data"])


def show(figure: object) -> None:
    """Sends the figure, unless just this figure was sent already as it is now."""
    text = json_of(figure)
    if not shown.looks_same(figure, text):
        shown.add(figure, text)
        outputs.emit({MIME: text})


def json_of(figure: object) -> str | packing.Packed:
    """JSON text, and beside it the figure's long lists of numbers where it has any."""
    if isinstance(figure, dict):
        return packing.pack({key: figure[key] for key in ("data", "layout", "frames") if key in figure}, outputs.to_json)
    if not hasattr(figure, "_data"):
        return figure.to_json()
    # As its to_dict() would give it, but not copied: a copy of a million numbers takes a second.
    frames = [frame._props for frame in figure._frame_objs]
    whole = {"data": figure._data, "layout": figure._layout} | ({"frames": frames} if frames else {})
    return packing.pack(whole, lambda parts: figure.to_json() if parts is whole else _io().to_json(parts, validate=False))


def _io():
    import plotly.io

    return plotly.io


def _patch_renderers(module) -> None:
    def show_any(figure, *_args, **_options):
        show(figure if is_figure(figure) else sys.modules["plotly.graph_objects"].Figure(figure))

    module.show = show_any


def _patch_offline(module) -> None:
    def plot(figure_or_data, *_args, filename="temp-plot.html", output_type="file", **_options):
        import plotly.graph_objects as objects
        import plotly.io

        figure = figure_or_data if is_figure(figure_or_data) else objects.Figure(figure_or_data)
        if output_type == "div":
            return plotly.io.to_html(figure, full_html=False, include_plotlyjs=False)
        show(figure)
        return filename

    def iplot(figure_or_data, *_args, **_options):
        plot(figure_or_data)

    module.plot, module.iplot = plot, iplot
    module.init_notebook_mode = lambda *_args, **_options: None


def _watch(module) -> None:
    native = module.BaseFigure.__init__

    def __init__(self, *args, **options):
        native(self, *args, **options)
        made.append(self)

    def refuse(self, *_args, **_options):
        error = RuntimeError("There is no program in the browser that makes a picture of a Plotly figure.")
        error.fix = "Show the figure, whose view can be saved as PNG or SVG, or use write_html."
        raise error

    module.BaseFigure.__init__ = __init__
    module.BaseFigure.write_image = module.BaseFigure.to_image = refuse


def _widgets_are_figures(module) -> None:
    """A FigureWidget talks to a notebook's kernel; without one it is a figure."""
    import plotly.graph_objs as objects

    module.FigureWidget = type("FigureWidget", (objects.Figure,), {"__module__": module.__name__})
