"""The way out: MIME bundles to the host."""

import contextlib
import itertools
import json
import math

import _vitrine_sink
from pyodide.ffi import to_js

from . import packing, shown

_ids = itertools.count(1)


_clear_next = False

# While %%capture lasts, outputs go there.
_diversion: list | None = None


def emit(bundle: dict, metadata: dict | None = None, output_id: str | None = None) -> str:
    """Sends one output, or a new state of the one with this id. Returns its id.

    Values of JSON types may be objects, JSON text already, or packed; pictures are bytes; the rest is text.
    """
    if _diversion is not None:
        _diversion.append((bundle, metadata or {}))
        return output_id or ""
    parts = [[mime, _wire(mime, value)] for mime, value in bundle.items()]
    output_id = output_id or f"output-{next(_ids)}"
    if _clear_next:
        clear()
    _vitrine_sink.emit(output_id, to_js(parts), to_json(metadata or {}))
    return output_id


@contextlib.contextmanager
def diverted(kept: list):
    """Outputs go into the list meanwhile."""
    global _diversion
    before, _diversion = _diversion, kept
    try:
        yield
    finally:
        _diversion = before


def clear(wait: bool = False) -> None:
    """Takes back the outputs so far; with `wait` only when the next one comes, so that nothing flickers."""
    global _clear_next
    _clear_next = wait
    if not wait:
        shown.forget_looks()
        _vitrine_sink.clear()


def log(level: str, text: str) -> None:
    """Tells the embedder something that the reader need not see. Level: info or warn."""
    _vitrine_sink.log(level, text)


def to_json(value) -> str:
    """JSON text; what JSON lacks becomes its nearest: NaN null, arrays lists, dates ISO text."""
    try:
        return json.dumps(value, default=_plain, allow_nan=False)
    except ValueError:
        return json.dumps(_finite(json.loads(json.dumps(value, default=_plain))))


def _wire(mime: str, value):
    if isinstance(value, str | bytes | packing.Packed):
        return value
    if isinstance(value, bytearray | memoryview):
        return bytes(value)
    if mime == "application/json" or mime.endswith("+json"):
        return to_json(value)
    return str(value)


def _plain(value):
    for method in ("to_plotly_json", "tolist", "isoformat"):
        if callable(convert := getattr(value, method, None)):
            return convert()
    if isinstance(value, set | frozenset | range) or hasattr(value, "__iter__"):
        return list(value)
    return str(value)


def _finite(value):
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [_finite(item) for item in value]
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    return value
