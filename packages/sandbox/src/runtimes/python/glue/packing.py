"""Long lists of numbers leave as bytes beside the JSON: to write and read a million of them as text takes seconds."""

import array
import itertools
import sys
from typing import NamedTuple

# Numbers from which that is worth it.
_LONG = 1000

# Beside the numbers: protocol/src/messages/shared.ts.
_KEY = "vitrine:numbers"

# NumPy's kind and size → how it travels. What JavaScript's numbers cannot hold becomes the nearest, as JSON would.
_TYPES = {"f2": "f4", "f4": "f4", "f8": "f8", "i1": "i1", "i2": "i2", "i4": "i4", "i8": "f8", "u1": "u1", "u2": "u2", "u4": "u4", "u8": "f8"}


class Packed(NamedTuple):
    """JSON text, and the numbers for which marks stand in it."""

    json: str
    numbers: bytes


def pack(value: dict, to_json) -> str | Packed:
    """to_json(value), or where it has long lists of numbers, that of a copy with marks in their places, and the numbers."""
    chunks: list[bytes] = []
    marked = _marked(value, chunks)
    return Packed(to_json(marked), b"".join(chunks)) if chunks else to_json(value)


def _marked(value, chunks: list[bytes]):
    if isinstance(value, dict):
        # A map's coordinates are read by others.
        return {key: item if key == "geojson" else _marked(item, chunks) for key, item in value.items()}
    if numbers := _numbers(value):
        kind, shape, content = numbers
        offset = sum(map(len, chunks))
        # Every place is a multiple of eight, as JavaScript wants it.
        chunks.append(content + bytes(-len(content) % 8))
        return {_KEY: [kind, offset, *shape]}
    if isinstance(value, list | tuple) and any(issubclass(kind, dict | list | tuple) or kind.__name__ == "ndarray" for kind in set(map(type, value))):
        return [_marked(item, chunks) for item in value]
    return value


def _numbers(value) -> tuple[str, tuple[int, ...], bytes] | None:
    """Type, lengths and bytes of a long list of numbers, plain, of rows, or NumPy's. None where it is none, or has anything else in it."""
    if type(value) in (list, tuple) and value:
        kinds = set(map(type, value))
        if kinds <= {list, tuple} and len(widths := set(map(len, value))) == 1 and 0 not in widths:
            return _floats(list(itertools.chain.from_iterable(value)), (len(value), *widths))
        return _floats(value, (len(value),))
    # A data frame's column.
    if type(value).__module__.startswith("pandas.") and hasattr(value, "tolist") and hasattr(value, "to_numpy"):
        value = value.to_numpy()
    numpy = sys.modules.get("numpy")
    if numpy is None or type(value) is not numpy.ndarray or value.size < _LONG or not 1 <= value.ndim <= 4:
        return None
    kind = _TYPES.get(f"{value.dtype.kind}{value.dtype.itemsize}")
    return None if kind is None else (kind, value.shape, value.astype(f"<{kind}", order="C").tobytes())


def _floats(values, shape: tuple[int, ...]) -> tuple[str, tuple[int, ...], bytes] | None:
    # A bool is an int to isinstance, and not in JSON.
    if len(values) < _LONG or not set(map(type, values)) <= {int, float}:
        return None
    try:
        return "f8", shape, array.array("d", values).tobytes()
    except OverflowError:
        return None
