"""Finds the figures that a program makes: shown, as a last expression, or left in a variable. Each once, in order."""

import sys

from . import import_hooks, outputs

MIME = "application/vnd.plotly.v1+json"

# Keys of which a plain trace has at least one; tells {"data": [...]} of some API from a figure.
_TRACE_KEYS = {"type", "x", "y", "z", "values", "labels", "lat", "lon", "locations", "r", "theta"}

# (figure, its JSON as shown). Holding the figure keeps its id from being used again.
_shown: list[tuple[object, str]] = []


def install() -> None:
    """Makes every way to show a Plotly figure come here."""

    def patch_renderers(module) -> None:
        module.show = lambda figure, *_args, **_options: show(figure)

    def patch_offline(module) -> None:
        def plot(figure, *_args, **_options):
            show(figure)

        module.plot = module.iplot = plot
        module.init_notebook_mode = lambda *_args, **_options: None

    import_hooks.after_import("plotly.io._renderers", patch_renderers)
    import_hooks.after_import("plotly.offline.offline", patch_offline)


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
    text = _json(figure)
    if any(known is figure and text == sent for known, sent in _shown):
        return
    _shown.append((figure, text))
    outputs.emit({MIME: text})


def show_left_over(namespace: dict) -> None:
    """After the run: `fig` if it was never shown; if nothing was shown at all, every figure that a variable holds."""
    candidates = [namespace.get("fig"), namespace.get("figure")]
    if not _shown:
        candidates += [value for value in namespace.values() if not isinstance(value, dict)]
    for value in candidates:
        if is_figure(value) and not any(known is value for known, _ in _shown):
            show(value)


def _json(figure: object) -> str:
    if isinstance(figure, dict):
        return outputs.to_json({key: figure[key] for key in ("data", "layout", "frames") if key in figure})
    return figure.to_json(validate=False) if "validate" in figure.to_json.__code__.co_varnames else figure.to_json()
