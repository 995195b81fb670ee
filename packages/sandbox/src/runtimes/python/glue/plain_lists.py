"""Lists of plain values are copied as a whole. Plotly checks and copies every item of its own, several times: half a minute for a line of a million points."""

import copy

from . import import_hooks

_PLAIN = {int, float, bool, str, type(None)}


def install() -> None:
    """Makes Plotly, once it is imported, and deepcopy() with it, take such lists as they are."""
    import_hooks.after_import("_plotly_utils.basevalidators", _take_whole)


def _is_plain(values: list | tuple) -> bool:
    return set(map(type, values)) <= _PLAIN


def _take_whole(module) -> None:
    each = module.to_scalar_or_list
    copy_each = copy._deepcopy_dispatch[list]

    def to_scalar_or_list(value):
        return list(value) if type(value) in (list, tuple) and _is_plain(value) else each(value)

    def copy_list(value, memo, *rest):
        return value[:] if _is_plain(value) else copy_each(value, memo, *rest)

    module.to_scalar_or_list = to_scalar_or_list
    copy._deepcopy_dispatch[list] = copy_list
