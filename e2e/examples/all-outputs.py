# Every kind of output
import math

import pandas as pd
import plotly.express as px
from IPython.display import HTML, JSON, SVG, Audio, Markdown
from sympy import Integral, oo, symbols

sales = pd.DataFrame({"day": pd.date_range("2026-03-02", periods=4), "product": ["tea", "coffee", "tea", "cocoa"], "count": [3, 5, 2, 1], "price": [4.2, 6.1, 4.2, 5.0], "paid": [True, True, False, True]})
x = symbols("x")
wave = [math.sin(2 * math.pi * 440 * t / 8000) * math.exp(-t / 1600) for t in range(8000)]


class Chart:
    def _repr_mimebundle_(self, include=None, exclude=None):
        encoding = {"x": {"field": "product", "type": "nominal"}, "y": {"field": "count", "aggregate": "sum"}, "color": {"field": "paid"}}
        return {"application/vnd.vegalite.v5+json": {"data": {"values": sales[["product", "count", "paid"]].to_dict("records")}, "mark": "bar", "encoding": encoding, "width": 260, "height": 120}}


display(Markdown("**Markdown**, with a formula: $\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt\\pi}{2}$"))
display(sales)
display(px.bar(sales, x="product", y="count", color="paid", height=260))
display(Chart())
display(Integral(x**2 * symbols("e") ** -x, (x, 0, oo)))
display(HTML('<p style="padding: 8px 12px; border-radius: 6px; background: #3c8dbc33"><b>HTML</b> with <i>its own</i> styles</p>'))
display(SVG('<svg xmlns="http://www.w3.org/2000/svg" width="260" height="50"><path d="M0 25 Q 32 -20 65 25 T 130 25 T 195 25 T 260 25" fill="none" stroke="teal" stroke-width="4"/></svg>'))
display(Audio(wave, rate=8000))
display(JSON({"kind": "JSON", "values": [1, 2, 3]}))
print("And printed text.")
