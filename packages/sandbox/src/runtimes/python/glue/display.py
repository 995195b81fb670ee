"""IPython's display(): shows values, and changes what it has shown."""

import uuid

from . import bundles, figures, left_over, matplotlib_figures, outputs, shown

# Display id → ids of the outputs that show it.
_places: dict[str, list[str]] = {}


class DisplayHandle:
    """What display(…, display_id=True) returns."""

    def __init__(self, display_id: str | None = None):
        self.display_id = display_id or uuid.uuid4().hex

    def display(self, value, **options) -> None:
        display(value, display_id=self.display_id, **options)

    def update(self, value, **options) -> None:
        update_display(value, display_id=self.display_id, **options)

    def __repr__(self) -> str:
        return f"<DisplayHandle display_id={self.display_id}>"


def display(*values, include=None, exclude=None, metadata=None, display_id=None, raw=False, clear=False, update=False, **_options):
    """IPython's display(). With a display_id, returns a handle that changes what was shown."""
    if display_id is True:
        display_id = uuid.uuid4().hex
    if update and not display_id:
        raise TypeError("display_id required when update=True")
    if clear:
        clear_output(wait=True)
    for value in values:
        if raw:
            _place(dict(value), metadata or {}, display_id, update)
        elif not _shows_itself(value, display_id, include, exclude):
            bundle, own = bundles.bundle_of(value, include, exclude)
            _place(bundle, {**own, **(metadata or {})}, display_id, update)
            if left_over.is_drawing(value):
                shown.add(value, bundle.get(figures.MIME) or bundle.get("image/png"))
    return DisplayHandle(display_id) if display_id else None


def update_display(value, *, display_id: str, **options) -> None:
    """Changes what was displayed under this id; what was never displayed is displayed now."""
    display(value, display_id=display_id, update=True, **options)


def clear_output(wait: bool = False) -> None:
    """Takes back what was displayed so far; with `wait` when the next thing is."""
    outputs.clear(wait)


def publish_display_data(data, metadata=None, *, transient=None, update=False, **_options) -> None:
    """Displays a MIME bundle that is one already."""
    display(data, metadata=metadata, raw=True, display_id=(transient or {}).get("display_id"), update=update)


def show_value(value) -> str | None:
    """Shows what a last expression came to, unless that is nothing. Returns its text."""
    if value is None or isinstance(value, DisplayHandle):
        return None
    if contained := left_over.contained(value):
        for figure in contained:
            display(figure)
    elif not matplotlib_figures.is_artist(value):
        display(value)
    return bundles.text_of(value)


def _shows_itself(value, display_id, include, exclude) -> bool:
    """Whether the value was shown by its own means."""
    if display_id or include or exclude:
        return False
    if figures.is_figure(value):
        figures.show(value)
        return True
    if matplotlib_figures.is_figure(value):
        matplotlib_figures.show(value)
        return True
    itself = None if isinstance(value, type) or not hasattr(type(value), "_ipython_display_") else value._ipython_display_
    if not callable(itself):
        return False
    try:
        itself()
    except NotImplementedError:
        return False
    return True


def _place(bundle: dict, metadata: dict, display_id: str | None, update: bool) -> None:
    if update and (places := _places.get(display_id)):
        for place in places:
            outputs.emit(bundle, metadata, place)
        return
    place = outputs.emit(bundle, metadata)
    if display_id:
        _places.setdefault(display_id, []).append(place)
