"""pandas tables of every kind as data."""

import pytest

pytest.importorskip("pandas")

TABLE = "application/vnd.vitrine.table+json"
HEAD = "import pandas as pd, numpy as np, decimal, datetime\n"


def rows(run, code):
    ran = run(HEAD + code)
    assert ran.status == "ok", ran.error
    return ran.json_of(0, TABLE)


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("[1.5, np.nan, np.inf]", [1.5, None, "inf"]),
        ("pd.array([1, None], dtype='Int64')", [1, None]),
        ("[2**60, -2**60]", ["1152921504606846976", "-1152921504606846976"]),
        ("[10**30, 1]", ["1000000000000000000000000000000", 1]),
        ("[True, False]", [True, False]),
        ("pd.array([True, None], dtype='boolean')", [True, None]),
        ("pd.Categorical(['a', 'b', 'a'])", ["a", "b", "a"]),
        ("pd.to_datetime(['2024-01-02', None])", ["2024-01-02", None]),
        ("pd.to_datetime(['2024-01-02 03:04'])", ["2024-01-02 03:04:00"]),
        ("pd.to_datetime(['2024-01-02']).tz_localize('UTC')", ["2024-01-02"]),
        ("pd.period_range('2024-01', periods=2, freq='M')", ["2024-01", "2024-02"]),
        ("pd.interval_range(0, 2)", ["(0, 1]", "(1, 2]"]),
        ("pd.to_timedelta([1, 2], unit='h')", ["0 days 01:00:00", "0 days 02:00:00"]),
        ("[b'raw', [1, 2]]", ["b'raw'", "[1, 2]"]),
        ("[{'k': 1}, None]", ["{'k': 1}", None]),
        ("[decimal.Decimal('1.10'), datetime.date(2024, 1, 2)]", ["1.10", "2024-01-02"]),
        ("[1 + 2j, 0j]", ["(1+2j)", "0j"]),
    ],
)
def test_cells(run, column, cells):
    assert [row[0] for row in rows(run, f"pd.DataFrame({{'c': {column}}})")["rows"]] == cells


def test_shapes(run):
    table = rows(run, "pd.DataFrame([[1, 2]], columns=['a', 'a'])")
    assert ([column["name"] for column in table["columns"]], table["rows"]) == (["a", "a"], [[1, 2]])
    table = rows(run, "pd.DataFrame({'g': ['x', 'y'], 'h': [1, 2], 'v': [3, 4]}).groupby(['g', 'h']).agg({'v': ['min', 'max']})")
    assert (table["index"], [column["name"] for column in table["columns"]]) == (["x / 1", "y / 2"], ["v / min", "v / max"])
    assert rows(run, "pd.DataFrame()")["shape"] == [0, 0]
    table = rows(run, "pd.DataFrame(np.zeros((1000, 200)))")
    assert (table["shape"], len(table["rows"]), len(table["columns"])) == ([1000, 200], 500, 100)
    assert rows(run, "pd.Series([1, 2], index=['a', 'b'], name='s')")["index"] == ["a", "b"]
    assert rows(run, "pd.DataFrame({'g': ['x', 'y'], 'v': [1, 2]}).groupby('g').describe()")["index"] == ["x", "y"]


def test_a_styler_is_html(run):
    ran = run(HEAD + "pytest = None\ntry:\n    import jinja2\nexcept ImportError:\n    print('no jinja2')\nelse:\n    display(pd.DataFrame({'a': [1]}).style)")
    assert "no jinja2" in ran.stdout or ("text/html" in ran.outputs[0]["data"] and TABLE not in ran.outputs[0]["data"]), ran.error


def test_printing_a_table_is_text(run):
    ran = run(HEAD + "print(pd.DataFrame({'a': [1]}))")
    assert (ran.stdout, ran.outputs) == ("   a\n0  1\n", []), ran.error
