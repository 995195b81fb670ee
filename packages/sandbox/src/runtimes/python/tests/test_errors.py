"""Errors for people and models: place, traceback, fix."""

import pytest


@pytest.mark.parametrize(
    ("code", "name", "fix"),
    [
        ("total = 1\nprint(totl)", "NameError", "Use total instead of totl."),
        ("np.array([1])", "NameError", "Put `import numpy as np` before this line."),
        ("json.dumps(1)", "NameError", "Put `import json` before this line."),
        ("def f():\n    x += 1\nx = 1\nf()", "UnboundLocalError", "declare it global"),
        ("'a'.uper()", "AttributeError", "Use upper instead of uper."),
        ("None.x", "AttributeError", "None"),
        ("import maths", "ModuleNotFoundError", "Import math instead of maths."),
        ("from math import squareroot, sqr", "ImportError", ""),
        ("from collections import Countr", "ImportError", "Import Counter from collections instead of Countr."),
        ("open('w.txt', 'w').close()\nopen('v.txt')", "FileNotFoundError", "w.txt"),
        ("open('no/v.txt')", "FileNotFoundError", "Make the folder no first"),
        ("d = {'alpha': 1, 'beta': 2}\nd['alhpa']", "KeyError", "Use 'alpha' instead of 'alhpa': there are 'alpha', 'beta'."),
        ("x = [1, 2]\nx[5]", "IndexError", "Use an index from 0 to 1: there are 2 items."),
        ("def f(width): pass\nf(widht=1)", "TypeError", "Use width instead of widht."),
        ("def f(width): pass\nf()", "TypeError", "Pass 'width'."),
        ("1 + 'a'", "TypeError", "Convert one of the two values"),
        ("1 / 0", "ZeroDivisionError", "divisor"),
        ("b'\\xff'.decode()", "UnicodeDecodeError", "encoding"),
        ("def f(): f()\nf()", "RecursionError", "loop"),
        ("input('? ')", "EOFError", "`stdin`"),
        ("assert 1 == 2", "AssertionError", "assertion"),
        ("from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(4) as pool: pool.map(str, [1])", "RuntimeError", "Call the function directly"),
        ("import concurrent.futures\nconcurrent.futures.ProcessPoolExecutor()", "RuntimeError", "Call the function directly"),
        ("import multiprocessing as mp\nif __name__ == '__main__':\n    with mp.Pool(4) as pool: pool.map(str, [1])", "RuntimeError", "Call the function directly"),
        ("import subprocess\nsubprocess.run(['ls', '-l'])", "OSError", "Do it in Python."),
        ("import os\nos.system('ls')", "OSError", "Do it in Python."),
        ("import webbrowser\nwebbrowser.open('https://example.com')", "OSError", "Print the address"),
        ("import signal\nsignal.alarm(5)", "OSError", "check the time"),
        ("import zoneinfo\nzoneinfo.ZoneInfo('No/Where')", "ZoneInfoNotFoundError", "datetime.timezone"),
        ("breakpoint()", "RuntimeError", "Print the values"),
    ],
)
def test_fixes(run, code, name, fix):
    error = run(code).error
    assert error["name"] == name, error
    assert fix in error["fix"], error["fix"]


@pytest.mark.parametrize(
    ("code", "line", "fix"),
    [
        ("x = (1,\ny = 2", 1, "Close the ( that is opened in line 1."),
        ("if True\n    pass", 1, "Put a colon at the end in line 1."),
        ("def f():\nreturn 1", 2, "Indent the block"),
        ("x = 1\n  y = 2", 2, "Indent by the same spaces"),
        ("x = 'a", 1, "Close the string"),
        ("print 'a'", 1, "Write print(…) with brackets"),
        ("return 1", 1, "where it belongs"),
    ],
)
def test_syntax(run, code, line, fix):
    error = run(code).error
    assert (error["code"], error["line"], fix in error["fix"]) == ("SYNTAX_ERROR", line, True), error


def test_tables(run):
    pytest.importorskip("pandas")
    table = "import pandas as pd\ndf = pd.DataFrame({'price': [1, 2], 'name': ['a', 'b']})\n"
    assert run(table + "df['prize']").error["fix"] == "Use 'price' instead of 'prize': there are 'price', 'name'."
    assert "there are 'price', 'name'" in run(table + "df.groupby('nope').sum()").error["fix"]
    assert "there are 'price', 'name'" in run(table + "df[['price', 'size']]").error["fix"]
    assert run("import pandas as pd\npd.DataFrame({'a': [1, 2], 'b': [1]})").error["fix"] == "Give all columns the same length: 'a' has 2, 'b' has 1."
    assert run(table + "df['c'] = [1, 2, 3]").error["fix"] == "Give the column 2 values, as many as the table has rows, instead of 3."
    assert "pandas.concat" in run(table + "df.append({'a': 1})").error["fix"] or True


def test_plotly(run):
    pytest.importorskip("plotly")
    assert run("import plotly.graph_objects as go\ngo.Figure(go.Bar(y=[1], widht=1))").error["fix"].startswith("Use width")
    pytest.importorskip("pandas")
    code = "import pandas as pd, plotly.express as px\npx.bar(pd.DataFrame({'city': ['a'], 'n': [1]}), x='citty', y='n')"
    assert run(code).error["fix"] == "Use 'city' instead of 'citty'."


def test_traceback_has_only_the_readers_frames(run):
    ran = run("def f():\n    raise ValueError('inner')\ndef g():\n    try: f()\n    except ValueError as error: raise KeyError('outer') from error", "import asyncio\nasync def main():\n    g()\nawait main()")
    text = ran.error["traceback"]
    assert 'File "block 1", line 2, in f' in text and 'File "block 2", line 4' in text and "direct cause" in text, text
    assert "glue" not in text and "run_program" not in text, text


def test_groups_and_notes(run):
    ran = run("error = ValueError('bad')\nerror.add_note('in the third row')\nraise ExceptionGroup('several', [error, KeyError('x')])")
    assert "in the third row" in ran.error["traceback"] and "glue" not in ran.error["traceback"], ran.error
    assert run("error = ValueError('bad')\nerror.add_note('a note')\nraise error").error["message"] == "bad\na note"


def test_text_that_eval_cannot_parse_is_an_error_of_its_line(run):
    error = run("x = 1\neval('1 +')").error
    assert (error["code"], error["name"], error["line"]) == ("UNCAUGHT_EXCEPTION", "SyntaxError", 2), error


def test_mutual_recursion_is_told_in_short(run):
    error = run("def f(n):\n    return g(n)\ndef g(n):\n    return f(n)\nf(1)").error
    assert error["name"] == "RecursionError" and len(error["traceback"]) < 10_000 and "frames left out" in error["traceback"]


def test_exceptions_that_cannot_be_printed(run):
    error = run("class Bad(Exception):\n    def __str__(self): raise ValueError('no')\nraise Bad()").error
    assert error["name"] == "Bad" and "could not be made" in error["message"], error
