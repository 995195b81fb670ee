# Vega-Lite: a chart as a plain MIME bundle
import random


class Chart:
    """Anything that offers _repr_mimebundle_ is shown, as in a notebook. Altair's charts do."""

    def __init__(self, spec):
        self.spec = spec

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"application/vnd.vegalite.v5+json": self.spec, "text/plain": "a chart"}


random.seed(4)
rows = [{"island": island, "mass": random.gauss(mass, 380), "flipper": random.gauss(mass / 21, 8)} for island, mass in [("Biscoe", 4700), ("Dream", 3700), ("Torgersen", 3800)] for _ in range(60)]

Chart({
    "title": "Penguins that never were",
    "width": 400,
    "height": 300,
    "data": {"values": rows},
    "params": [{"name": "brush", "select": "interval"}],
    "mark": {"type": "point", "filled": True, "tooltip": True},
    "encoding": {
        "x": {"field": "flipper", "type": "quantitative", "title": "Flipper (mm)", "scale": {"zero": False}},
        "y": {"field": "mass", "type": "quantitative", "title": "Mass (g)", "scale": {"zero": False}},
        "color": {"condition": {"param": "brush", "field": "island", "type": "nominal"}, "value": "#9994"},
    },
})
