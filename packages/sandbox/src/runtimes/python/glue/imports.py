"""What the code imports, found before it runs."""

import ast

# Other words that are called a backend ("Agg", "loky") must not become packages of an index.
_PLOTTING_BACKENDS = {"altair", "bokeh", "hvplot", "matplotlib", "plotly"}


# What libraries import only when they are used, by the library and the name that is used: df.style, px.scatter(trendline="ols").
_OPTIONAL = {
    ("pandas", "style"): ("jinja2",),
    ("pandas", "to_markdown"): ("tabulate",),
    ("pandas", "read_excel"): ("openpyxl",),
    ("pandas", "to_excel"): ("openpyxl",),
    ("pandas", "read_html"): ("lxml", "html5lib", "bs4"),
    ("pandas", "read_xml"): ("lxml",),
    ("pandas", "to_xml"): ("lxml",),
    ("pandas", "read_parquet"): ("pyarrow",),
    ("pandas", "to_parquet"): ("pyarrow",),
    ("pandas", "read_feather"): ("pyarrow",),
    ("pandas", "to_feather"): ("pyarrow",),
    ("pandas", "read_sql"): ("sqlite3",),
    ("plotly", "trendline"): ("statsmodels",),
    ("plotly", "create_dendrogram"): ("scipy",),
    ("plotly", "create_distplot"): ("scipy",),
    ("plotly", "create_trisurf"): ("scipy",),
    ("plotly", "create_ternary_contour"): ("skimage", "scipy"),
}

# plt.style is no style of a table.
_NO_TABLES = {"plt", "mpl", "matplotlib", "pyplot"}


def used(tree: ast.AST) -> set[str]:
    """Names of attributes and of arguments: what the code does with what it imports."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") not in _NO_TABLES:
            names.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            names.add(node.arg)
    return names


def implied(libraries: set[str], names: set[str]) -> set[str]:
    """Modules that the libraries will import for what is done with them."""
    return {module for (library, name), modules in _OPTIONAL.items() if library in libraries and name in names for module in modules}


def imported(tree: ast.AST) -> set[str]:
    """Dotted names of all modules that are imported anywhere in the code, relative imports aside."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call):
            names |= _named(node)
        elif isinstance(node, ast.Assign) and any(isinstance(target, ast.Attribute) and target.attr == "backend" for target in node.targets):
            names |= _text(node.value) & _PLOTTING_BACKENDS
    return names


def _named(call: ast.Call) -> set[str]:
    """Modules that a call names by text: import_module("numpy"), df.plot(backend="plotly"), pd.set_option("plotting.backend", "plotly")."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if called in ("import_module", "__import__"):
        return set().union(*map(_text, call.args[:1]))
    if called == "set_option":
        return set().union(*(_text(value) & _PLOTTING_BACKENDS for name, value in zip(call.args[::2], call.args[1::2]) if "plotting.backend" in _text(name)))
    return set().union(*(_text(keyword.value) & _PLOTTING_BACKENDS for keyword in call.keywords if keyword.arg == "backend"))


def _text(node: ast.AST) -> set[str]:
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.replace(".", "a").isidentifier() else set()
