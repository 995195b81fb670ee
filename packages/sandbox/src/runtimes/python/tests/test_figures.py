"""Figures of Plotly, Altair, folium and PIL: found, once, in order."""

import json

import pytest

PLOTLY = "application/vnd.plotly.v1+json"


def types(ran):
    assert ran.status == "ok", ran.error
    figures = [json.loads(output["data"][PLOTLY]) for output in ran.outputs if PLOTLY in output["data"]]
    return ["+".join(trace["type"] for trace in figure["data"]) for figure in figures]


GO = "import plotly.graph_objects as go\nbar, pie = go.Figure(go.Bar(y=[1])), go.Figure(go.Pie(values=[1]))\n"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("[bar, pie]", ["bar", "pie"]),
        ("(bar, pie)", ["bar", "pie"]),
        ("{'a': bar, 'b': [pie]}", ["bar", "pie"]),
        ("bar.show()\n[bar, pie]", ["bar", "pie"]),
        ("figs = [bar, pie]\nprint()", ["bar", "pie"]),
        ("figures = {'p': pie}\nbar.show()", ["bar", "pie"]),
        ("charts = [bar, pie]\ndel bar, pie", ["bar", "pie"]),
        ("bar.show()\nbar.add_pie(values=[2])\nbar.show()", ["bar", "bar+pie"]),
        ("bar.show()\nfig = bar", ["bar"]),
        ("def make(): return go.Figure(go.Box(y=[1]))\ndel bar, pie\nmake()\nprint()", ["bar", "pie", "box"]),
        ("import plotly.io as pio\npio.renderers.default = 'browser'\npio.show(bar)\npie.show(renderer='notebook')", ["bar", "pie"]),
        ("import plotly.offline as offline\nprint(offline.plot(bar, filename='x.html', auto_open=True))\noffline.init_notebook_mode(connected=True)\noffline.iplot([go.Pie(values=[1])])", ["bar", "pie"]),
        ("widget = go.FigureWidget(bar)\ndel bar, pie\nwidget", ["bar"]),
        ("bar.write_html('a.html')\nhtml = pie.to_html(full_html=False)\nimport os\nassert os.path.exists('a.html') and 'div' in html", ["bar", "pie"]),
        ("from IPython.display import clear_output\nfor _ in range(2):\n    clear_output(wait=True)\n    bar.show()", ["bar"]),
        ("fig = {'data': [{'type': 'bar', 'y': [1]}]}\nbar.show()", ["bar", "bar"]),
        ("config = {'data': [{'type': 'bar', 'y': [1]}]}\nbar.show()", ["bar"]),
        ("'bar'", ["bar", "pie"]),
    ],
)
def test_plotly(run, code, expected):
    pytest.importorskip("plotly")
    assert types(run(GO + code)) == expected


def test_pictures_of_plotly_have_no_way(run):
    pytest.importorskip("plotly")
    error = run(GO + "bar.write_image('a.png')").error
    assert "browser" in error["message"] and "write_html" in error["fix"], error


def test_pandas_plots_with_plotly(run):
    pytest.importorskip("plotly")
    pytest.importorskip("pandas")
    assert types(run("import pandas as pd\npd.options.plotting.backend = 'plotly'\npd.DataFrame({'a': [1, 2]}).plot()")) == ["scatter"]


def test_altair(run):
    pytest.importorskip("altair")
    head = "import altair as alt, pandas as pd\nchart = alt.Chart(pd.DataFrame({'a': range(6000)})).mark_point().encode(x='a')\n"
    for code in ("chart", "chart.show()", "chart.display()", "print()", "text = chart.mark_line()\nchart + text", "[chart]"):
        ran = run(head + code)
        assert [any("vegalite" in mime for mime in output["data"]) for output in ran.outputs] == [True], (code, ran.error, ran.outputs)


def test_folium(run):
    pytest.importorskip("folium")
    ran = run("import folium\nm = folium.Map(location=[0, 0])\nm")
    assert "text/html" in ran.outputs[0]["data"], ran.error
    assert len(run("import folium\nm = folium.Map()\nm.save('map.html')").outputs) == 1


def test_pil(run):
    pytest.importorskip("PIL")
    ran = run("from PIL import Image\nimage = Image.new('RGB', (4, 3), 'red')\nimage.show()\nimage")
    assert len(ran.outputs) == 2 and ran.outputs[0]["metadata"]["alt"] == "Picture of 4 × 3 pixels (RGB)", ran.error
    assert ran.bytes_of(0, "image/png").startswith(b"\x89PNG")
    for mode in ("1", "L", "P", "RGBA", "CMYK", "F", "I"):
        assert len(run(f"from PIL import Image\nImage.new({mode!r}, (2, 2))").outputs) == 1


def test_sympy(run):
    pytest.importorskip("sympy")
    ran = run("from sympy import *\ninit_printing()\nx = symbols('x')\nintegrate(x**2, x)", "[x, x**2]")
    assert [output["data"].get("text/latex") for output in ran.outputs][0] == "$\\displaystyle \\frac{x^{3}}{3}$", ran.error
