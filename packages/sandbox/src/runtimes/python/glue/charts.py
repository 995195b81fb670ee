"""Charts of other libraries: Altair, Bokeh, folium. They bring their own forms; here they are shown like any other value."""

import sys

from . import import_hooks

# Module → class of what is a whole drawing.
_CHARTS = {
    "altair.vegalite.v4.api": "TopLevelMixin",
    "altair.vegalite.v5.api": "TopLevelMixin",
    "altair.vegalite.v6.api": "TopLevelMixin",
    "bokeh.models.layouts": "LayoutDOM",
    "folium.folium": "Map",
}


def install() -> None:
    """Makes their ways to show something come here."""
    import_hooks.after_import("altair", _altair)
    import_hooks.after_import("bokeh.io", _bokeh)
    import_hooks.after_import("bokeh.plotting", _bokeh)


def is_chart(value: object) -> bool:
    """Whether this is a chart of a library that is loaded."""
    for module, name in _CHARTS.items():
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type) and isinstance(value, kind):
            return True
    return False


def bundle_of(value) -> dict:
    """The form that a chart does not offer by itself: a page for Bokeh's."""
    bokeh = sys.modules.get("bokeh.models.layouts")
    if bokeh is None or not isinstance(value, bokeh.LayoutDOM):
        return {}
    from bokeh.embed import file_html
    from bokeh.resources import INLINE

    return {"text/html": file_html(value, INLINE, "Bokeh"), "text/plain": repr(value)}


def _altair(module) -> None:
    # Its own default is HTML that loads Vega from the network.
    module.renderers.enable("mimetype")
    # Rows are not sent over a network here.
    module.data_transformers.disable_max_rows()
    for name in ("v4", "v5", "v6"):
        if api := sys.modules.get(f"altair.vegalite.{name}.api"):
            api.TopLevelMixin.show = api.TopLevelMixin.display = _show


def _bokeh(module) -> None:
    module.show = lambda value, *_args, **_options: _show(value)
    module.output_notebook = module.output_file = lambda *_args, **_options: None


def _show(value, *_args, **_options) -> None:
    from . import display

    display.display(value)
