"""Long lists of numbers leave as bytes, and are the same numbers that Plotly's own JSON has."""

import array
import base64
import json
import math

import pytest

PLOTLY = "application/vnd.plotly.v1+json"
KEY = "vitrine:numbers"
CODES = {"f8": "d", "f4": "f", "i4": "i", "u4": "I", "i2": "h", "u2": "H", "i1": "b", "u1": "B"}


def placed(value, numbers: bytes):
    """As place-numbers.ts in the host does it."""
    if isinstance(value, list):
        return [placed(item, numbers) for item in value]
    if not isinstance(value, dict):
        return value
    if KEY not in value:
        return {key: placed(item, numbers) for key, item in value.items()}
    kind, *places = value[KEY]
    offset, *shape = map(int, places)
    assert offset % 8 == 0
    items = array.array(CODES[kind])
    items.frombytes(numbers[offset : offset + items.itemsize * math.prod(shape)])
    values = [item if math.isfinite(item) else None for item in items]
    for length in reversed(shape[1:]):
        values = [values[start : start + length] for start in range(0, len(values), length)]
    return values


def as_numbers(text: str):
    """JSON as JavaScript reads it: every number is a double."""
    return json.loads(text, parse_int=float)


LISTS = """
import math
n = 1500
whole = list(range(n))
mixed = [i / 7 if i % 2 else i for i in whole]
gaps = [math.nan if i % 5 else -math.inf if i % 7 else -0.0 for i in whole]
large = [2**53 + i for i in whole]
huge = [10**400] + whole
none = [None] + whole
flags = [True] + whole
texts = [str(i) for i in whole]
rows = [[r * c / 3 for c in range(40)] for r in range(40)]
ragged = rows + [[1]]
"""

ARRAYS = """
import numpy as np
n = 1500
arrays = [np.arange(n).astype(kind) for kind in ("f2", "f4", "f8", ">f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8")]
arrays += [np.arange(n) / 3, np.arange(2 * n)[::2], np.where(np.arange(n) % 3, np.nan, 1.5), np.arange(n) + 2**60]
others = [np.arange(n) % 2 == 0, np.arange(n).astype("datetime64[D]"), np.arange(n).astype(object), np.arange(9)]
grid = np.arange(1600).reshape(40, 40) / 7
"""


def check(run, code: str, packed: bool):
    """Runs it; `fig` leaves as its own JSON says."""
    ran = run(code + "\nprint(fig.to_json())\nfig.show()")
    assert ran.status == "ok", ran.error
    form = ran.outputs[0]["data"][PLOTLY]
    assert isinstance(form, dict) == packed
    text, numbers = (form["json"], base64.b64decode(form["numbers"]["base64"])) if packed else (form, b"")
    assert placed(as_numbers(text), numbers) == as_numbers(ran.stdout)


@pytest.mark.parametrize(("name", "packed"), [("whole", True), ("mixed", True), ("gaps", True), ("large", True), ("none", False), ("flags", False), ("texts", False)])
def test_lists(run, name, packed):
    pytest.importorskip("plotly")
    check(run, f"{LISTS}\nimport plotly.graph_objects as go\nfig = go.Figure(go.Scatter(y={name}, marker=dict(size=[3])), layout=dict(title='t'), frames=[dict(data=[dict(y={name})])])", packed)


@pytest.mark.parametrize(("name", "packed"), [("rows", True), ("ragged", False)])
def test_rows(run, name, packed):
    pytest.importorskip("plotly")
    check(run, f"{LISTS}\nimport plotly.graph_objects as go\nfig = go.Figure(go.Heatmap(z={name}))", packed)


def test_arrays(run):
    pytest.importorskip("plotly")
    pytest.importorskip("numpy")
    check(run, f"{ARRAYS}\nimport plotly.graph_objects as go\nfig = go.Figure([go.Scatter(x=a, y=a) for a in arrays] + [go.Scatter(y=a) for a in others] + [go.Surface(z=grid)])", True)


def test_columns(run):
    pytest.importorskip("plotly")
    pytest.importorskip("pandas")
    code = "import pandas as pd, plotly.express as px\ndf = pd.DataFrame({'t': pd.date_range('2020', periods=1500), 'v': range(1500), 'k': list('abc') * 500})\nfig = px.scatter(df, x='t', y='v', color='k')"
    check(run, code, False)
    check(run, code.replace("1500", "6000").replace("500)", "2000)").replace("* 500", "* 2000"), True)


def test_plain_figures(run):
    code = f"{LISTS}\nimport json\nfig = {{'data': [{{'y': whole, 'x': mixed, 'text': texts}}, {{'y': huge}}, {{'z': rows}}], 'layout': {{'title': 't'}}}}"
    ran = run(code + "\nprint(json.dumps(fig))")
    form = ran.outputs[0]["data"][PLOTLY]
    assert placed(as_numbers(form["json"]), base64.b64decode(form["numbers"]["base64"])) == as_numbers(ran.stdout)


def test_same_figure_comes_once(run):
    pytest.importorskip("plotly")
    ran = run(f"{LISTS}\nimport plotly.graph_objects as go\nfig = go.Figure(go.Scatter(y=whole))\nfig.show()\nfig.show()\nfig.data[0].y = mixed\nfig.show()")
    assert len(ran.outputs) == 2, ran.error


def test_copies_are_whole(run):
    """What is taken whole for speed is equal, and not the same."""
    pytest.importorskip("plotly")
    code = "import plotly.graph_objects as go, copy\na = [1, 2.5, None, 'x']\nb = [a, [a]]\nc = copy.deepcopy(b)\nassert c == b and c[0] is not a and c[0] is c[1][0]\nl = []\nl.append(l)\nm = copy.deepcopy(l)\nassert m[0] is m\nfig = go.Figure(go.Scatter(y=a))\na[0] = 9\nassert fig.data[0].y == (1, 2.5, None, 'x')"
    assert run(code).status == "ok"
