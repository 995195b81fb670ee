"""After the run: what the program drew and did not show."""

from . import charts, figures, matplotlib_figures, shown

# Variables that hold what is meant to be seen, even if something else was shown.
_NAMES = ("fig", "figure", "figs", "figures")

_DEPTH = 3


def begin(namespace: dict) -> None:
    """A new run of a session: what earlier ones drew is theirs."""
    figures.made.clear()
    shown.begin([drawing for value in list(namespace.values()) for drawing in _drawings(value, is_drawing)])


def show(namespace: dict) -> None:
    """Shows figures that hold a telling name and were never shown; if nothing was shown at all, whatever was drawn."""
    from . import display

    nothing_shown = not shown.anything()
    for value in _candidates(namespace, nothing_shown):
        if not shown.has(value) and not (figures.is_figure(value) and shown.has_look(figures.json_of(value))):
            display.display(value)
    matplotlib_figures.show_open()


def contained(value) -> list:
    """The drawings in a list, tuple, set or dict, nested or not; none where the value is none of these."""
    if figures.is_figure(value) or not isinstance(value, list | tuple | set | dict):
        return []
    return list(_drawings(value, _is_kept))


def _candidates(namespace: dict, nothing_shown: bool):
    named = [drawing for name in _NAMES for drawing in _drawings(namespace.get(name), _is_kept)]
    if not nothing_shown:
        return named
    variables = [value for name, value in namespace.items() if not name.startswith("_")]
    if found := named + [drawing for value in variables for drawing in _drawings(value, _is_plotly)]:
        return found
    # Of Altair's and its like, parts and wholes lie in variables alike: the last one is the whole.
    if others := [value for value in variables if charts.is_chart(value)]:
        return others[-1:]
    return [figure for figure in figures.made if len(figure.data) > 0]


def is_drawing(value) -> bool:
    """Whether this is something that is drawn: a figure or chart of a library that is known here."""
    return figures.is_figure(value) or charts.is_chart(value) or matplotlib_figures.is_figure(value)


def _is_kept(value) -> bool:
    # Matplotlib keeps its own list of what is open.
    return figures.is_figure(value) or charts.is_chart(value)


def _is_plotly(value) -> bool:
    # A plain dict of any variable could be anything.
    return not isinstance(value, dict) and figures.is_figure(value)


def _drawings(value, wanted, depth: int = _DEPTH):
    if wanted(value):
        yield value
    elif depth and isinstance(value, list | tuple | set | dict):
        # Only as far as anybody would put figures by hand.
        for item in list(value.values() if isinstance(value, dict) else value)[:100]:
            yield from _drawings(item, wanted, depth - 1)
