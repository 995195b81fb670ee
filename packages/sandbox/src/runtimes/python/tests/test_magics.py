"""Code as notebooks and consoles have it."""


def test_line_magics(run):
    ran = run('%matplotlib inline\n!pip install -q "plotly>=5" pandas && echo hi\n%load_ext autoreload\nfrom __future__ import annotations\ndef f(x: Nowhere): return x\nf(1);  # quiet', "def g(x: Nowhere): return x\ng(5)")
    assert (ran.status, ran.requirements, ran.texts) == ("ok", ["plotly>=5", "pandas"], ["5"]), ran.error


def test_pip_in_its_many_ways(run):
    lines = ["%pip install a", "!pip3 install -U b[x]", "!python -m pip install c==1.0 --quiet", "pip install d", "%conda install -c conda-forge e", "!{sys.executable} -m pip install f", "!pip install -r requirements.txt"]
    ran = run("\n".join([*lines, "if True:\n    !pip install g", "print('there')"]))
    assert (ran.status, ran.requirements, ran.stdout) == ("ok", ["a", "b[x]", "c==1.0", "d", "e", "f", "g"], "there\n"), ran.error


def test_imports_behind_magics_are_seen(run):
    assert "seaborn" in run("%%time\n!pip install x\ntry:\n    import seaborn\nexcept ImportError: pass").imports


def test_timed(run):
    ran = run("%%time\nx = 2\nx + 1", "%time y = 3\n%time y + 1", "%timeit -n 10 sum([1, 2])", "%%timeit\ny = 1\ny + 1")
    assert (ran.status, ran.texts) == ("ok", ["3", "4"]), ran.error
    assert ran.stdout.count("Wall time: ") == 3 and ran.stdout.count("per loop") == 2


def test_capture(run):
    ran = run("%%capture out\nprint('hidden')\ndisplay('kept')", "print(repr(out.stdout), len(out.outputs))\nout.show()")
    assert (ran.stdout, ran.texts) == ("'hidden\\n' 1\nhidden\n", ["'kept'"]), ran.error


def test_files_and_commands(run):
    ran = run("# a file\n%%writefile data.txt\none\ntwo", "%%writefile -a data.txt\nthree", "names = !ls\nprint(names)\n!cat data.txt\n%pwd")
    assert ran.stdout == "Writing data.txt\nAppending to data.txt\n['data.txt']\none\ntwo\nthree\n", ran.error


def test_cells_in_other_languages(run):
    ran = run("%%html\n<b>x</b>", "%%markdown\n# T", "%%latex\n$x$", "%%svg\n<svg></svg>")
    assert [set(output["data"]) - {"text/plain"} for output in ran.outputs] == [{"text/html"}, {"text/markdown"}, {"text/latex"}, {"image/svg+xml"}], ran.error
    assert run("%%bash\npip install tenacity\n").requirements == ["tenacity"]


def test_what_is_not_here_says_so(run):
    ran = run("x = 1\n%matplot inline")
    assert (ran.error["line"], "Did you mean %matplotlib?" in ran.error["message"]) == (2, True), ran.error
    ran = run("%%bash\n# comment\nls\ngcc main.c")
    assert (ran.error["name"], ran.error["line"], "gcc main.c" in ran.error["message"]) == ("OSError", 4, True), ran.error
    assert "only Python" in run("%%R\nx <- 1").error["message"]


def test_help(run):
    ran = run('def f(a, b=1):\n    """Adds."""\nf?\n?f\nlen?')
    assert ran.stdout.count("Signature: f(a, b=1)\n") == 2 and "Docstring: Adds." in ran.stdout and "Return the number of items" in ran.stdout, ran.error


def test_the_shell_object(run):
    ran = run("ip = get_ipython()\nip.run_line_magic('matplotlib', 'inline')\nip.magic('who')\nip.run_cell_magic('html', '', '<i>x</i>')\nprint(ip.user_ns is globals())")
    assert (ran.status, ran.stdout, len(ran.outputs)) == ("ok", "ip\nTrue\n", 1), ran.error


def test_prompts_are_stripped(run):
    ran = run(">>> def f(a):\n...     return a\n...\n>>> f(2)\n2\n>>> f(3)\n3\n", "In [1]: x = 4\n   ...: y = 5\n\nOut[1]: 1\nIn [2]: x + y")
    assert ran.texts == ["3", "9"], ran.error
    ran = run(">>> x = 1\n>>> 1 / 0\n")
    assert ran.error["line"] == 2


def test_percent_and_question_mark_of_python_stay(run):
    ran = run('a = 7\nb = (a\n% 4)\ns = """\n%matplotlib inline\n!ls\n"""\nprint(b, "!ls" in s)')
    assert ran.stdout == "3 True\n", ran.error


def test_a_syntax_error_is_one(run):
    ran = run("x = 1\ny = = 2")
    assert (ran.error["code"], ran.error["line"]) == ("SYNTAX_ERROR", 2)


def test_what_libraries_import_for_what_is_done_with_them(run):
    assert "jinja2" in run("import pandas as pd\npd.DataFrame({'a': [1]}).style.highlight_max() if False else None").imports
    assert "jinja2" not in run("try:\n    import matplotlib.pyplot as plt, pandas\n    plt.style.use('ggplot')\nexcept ImportError: pass").imports
    assert "jinja2" not in run("class A: style = 1\nA().style").imports
    told = run("if False:\n    import plotly.express as px\n    px.scatter(trendline='ols')").imports
    assert "statsmodels" in told
    assert "statsmodels" not in run("if False:\n    import plotly.express as px\n    px.scatter(trendline=None)").imports
