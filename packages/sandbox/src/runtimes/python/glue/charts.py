"""Charts of other libraries, which bring their own forms: Altair, Bokeh, folium."""

import sys

# Module → class of what is a whole drawing.
_CHARTS = {
    "altair.vegalite": "TopLevelMixin",
    "bokeh.models.layouts": "LayoutDOM",
    "bokeh.models": "LayoutDOM",
    "folium.folium": "Map",
}


def is_chart(value: object) -> bool:
    """Whether this is a chart of a library that is loaded."""
    for module, name in _CHARTS.items():
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type) and isinstance(value, kind):
            return True
    return False
