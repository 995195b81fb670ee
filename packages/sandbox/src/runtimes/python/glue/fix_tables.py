"""Fixes as data: by what is said, by the exception's name, and for names that were renamed or never imported."""

import re

# Searched in "Name: message"; the first that fits. \1 is what the pattern kept.
BY_TEXT = [
    (re.compile(text), fix)
    for text, fix in (
        (r"cannot wait for the network", "Write `await pyodide.http.pyfetch(url)`, or the whole address as one text in the code."),
        (r"NETWORK_FAILED", "Check the address and what the message says of its server, or mount the data as a file."),
        (r"the network is closed|NETWORK_DENIED", "Put the data into the code, or mount it as a file."),
        (r"PACKAGE_(DENIED|NOT_FOUND)", "Use a package that the page allows, or do without."),
        (r"can't start new thread", "Call the function directly, or use asyncio for waiting: there are no threads here."),
        (r"does not support processes|_multiprocessing|semaphore", "Call the function directly: there are no other processes here."),
        (r"No time zone found", "Use datetime.timezone with a fixed offset, or list tzdata among the packages."),
        (r"could not be broadcast together|shapes .* not aligned|mismatch in its core dimension", "Give both arrays shapes that fit: print their .shape before this line."),
        (r"must have same first dimension", "Give x and y the same number of values."),
        (r"Length of values \((\d+)\) does not match length of index \((\d+)\)", r"Give the column \2 values, as many as the table has rows, instead of \1."),
        (r"cannot reshape array of size (\d+)", r"Reshape to dimensions whose product is \1."),
        (r"could not convert string to float", "Clean the text before converting it: pandas.to_numeric(…, errors='coerce') makes what is no number NaN."),
        (r"invalid literal for int\(\)", "Check that the text is a whole number before int(), or use float()."),
        (r"truth value of (a|an) (Series|DataFrame|array)", "Use .any(), .all(), or & and | with brackets around each comparison."),
        (r"unconverted data remains|does not match format|Unknown datetime string", "Give the format of the dates, or read them with pandas.to_datetime(…, errors='coerce')."),
        (r"not enough values to unpack|too many values to unpack", "Unpack into as many names as there are values."),
        (r"can only concatenate str|unsupported operand type|must be str, not", "Convert one of the two values, with str(), int() or float()."),
        (r"'NoneType' object is not", "See why the value is None: a function without return gives None."),
        (r"object is not callable", "Leave out the brackets, or rename the variable that hides the function."),
        (r"is not JSON serializable", "Convert the value first, or give json.dumps a default=str."),
        (r"unhashable type", "Use a tuple instead of a list or dict as a key."),
        (r"missing \d+ required (positional|keyword-only) arguments?: (.*)", r"Pass \2."),
        (r"takes (from )?(\d+|\d+ to \d+) positional arguments? but", "Pass as many arguments as the function takes."),
        (r"asyncio.run\(\) cannot be called from a running event loop|event loop is already running", "Write `await` instead: top-level await works here."),
        (r"No such file or directory", "Write the file first, or mount it with `files`."),
        (r"Read-only file system|Permission denied|EROFS", "Write to another file, in the working directory or /tmp."),
        (r"JSONDecodeError", "Check the text: it is no JSON at the place that the message names."),
        (r"dtype.*not understood|data type '.*' not understood", "Use the name of a type that NumPy knows, such as 'float64'."),
    )
]

BY_SYNTAX = [
    (re.compile(text), fix)
    for text, fix in (
        (r"'(.)' was never closed", r"Close the \1 that is opened"),
        (r"unmatched '(.)'|closing parenthesis '(.)'", "Match the brackets"),
        (r"expected ':'", "Put a colon at the end"),
        (r"expected an indented block", "Indent the block, or write pass,"),
        (r"unindent does not match|unexpected indent|inconsistent use of tabs", "Indent by the same spaces as the lines around it"),
        (r"unterminated (triple-quoted )?(f-)?string", "Close the string that begins"),
        (r"Missing parentheses in call to '(\w+)'", r"Write \1(…) with brackets"),
        (r"Perhaps you forgot a comma", "Put the missing comma"),
        (r"Maybe you meant '=='|cannot assign to", "Compare with == or assign to a name"),
        (r"outside (function|loop|async function)", "Put the statement where it belongs"),
        (r"invalid character|invalid non-printable", "Replace the character that Python does not know"),
        (r"from __future__ imports must occur", "Move the import to the beginning of the block: it is"),
    )
]

# Names of exception classes, so that none must be imported.
BY_KIND = {
    "MemoryError": "Work on less data at a time.",
    "RecursionError": "End the recursion earlier, or write it as a loop.",
    "EOFError": "Give the run `stdin`, or put the value into the code.",
    "ZeroDivisionError": "Check that the divisor is not zero before dividing.",
    "UnicodeDecodeError": "Open the file with its encoding, such as encoding='latin-1', or in binary mode.",
    "UnicodeEncodeError": "Encode as UTF-8, or with errors='replace'.",
    "IsADirectoryError": "Name a file, not a folder.",
    "PermissionError": "Write to another file, in the working directory or /tmp.",
    "AssertionError": "Make the condition of the assertion true, or correct it.",
    "TimeoutError": "Wait longer, or do less.",
    "OverflowError": "Work with smaller numbers, or with Python's own int.",
    "StopIteration": "Give next() a default for when there is nothing more.",
    "KeyboardInterrupt": "Run it again.",
    "SystemExit": "End the program without a non-zero exit code.",
}

# Names that models use without their import.
ALIASES = {
    "np": "import numpy as np",
    "pd": "import pandas as pd",
    "plt": "import matplotlib.pyplot as plt",
    "px": "import plotly.express as px",
    "go": "import plotly.graph_objects as go",
    "pio": "import plotly.io as pio",
    "make_subplots": "from plotly.subplots import make_subplots",
    "sns": "import seaborn as sns",
    "alt": "import altair as alt",
    "nx": "import networkx as nx",
    "sp": "import sympy as sp",
    "mpl": "import matplotlib as mpl",
    "sm": "import statsmodels.api as sm",
    "HTML": "from IPython.display import HTML",
    "Image": "from IPython.display import Image",
    "Markdown": "from IPython.display import Markdown",
    "clear_output": "from IPython.display import clear_output",
    "dt": "import datetime as dt",
    "timedelta": "from datetime import timedelta",
    "defaultdict": "from collections import defaultdict",
    "Counter": "from collections import Counter",
    "dataclass": "from dataclasses import dataclass",
    "Path": "from pathlib import Path",
    "StringIO": "from io import StringIO",
    "BytesIO": "from io import BytesIO",
    "partial": "from functools import partial",
}

# (class or module, name) → what took its place.
RENAMED = {
    ("DataFrame", "append"): "Use pandas.concat([table, more]) instead of append.",
    ("Series", "append"): "Use pandas.concat([series, more]) instead of append.",
    ("DataFrame", "iteritems"): "Use items() instead of iteritems().",
    ("Series", "iteritems"): "Use items() instead of iteritems().",
    ("DataFrame", "ix"): "Use loc or iloc instead of ix.",
    ("DataFrame", "as_matrix"): "Use to_numpy() instead of as_matrix().",
    ("numpy", "float"): "Use float instead of numpy.float.",
    ("numpy", "int"): "Use int instead of numpy.int.",
    ("numpy", "bool"): "Use bool instead of numpy.bool.",
    ("numpy", "object"): "Use object instead of numpy.object.",
    ("numpy", "NaN"): "Use numpy.nan instead of numpy.NaN.",
    ("numpy", "Inf"): "Use numpy.inf instead of numpy.Inf.",
    ("dict", "has_key"): "Use `key in dict` instead of has_key.",
    ("dict", "iteritems"): "Use items() instead of iteritems().",
    ("str", "decode"): "Leave out decode(): the value is text already.",
    ("bytes", "encode"): "Leave out encode(): the value is bytes already.",
    ("Figure", "update_xaxis"): "Use update_xaxes instead of update_xaxis.",
    ("Figure", "update_yaxis"): "Use update_yaxes instead of update_yaxis.",
}
