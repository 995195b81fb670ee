"""Samples of what the program is doing, taken by a signal that the worker raises every four milliseconds (sampler.ts)."""

import _signal
import json
import types

import _vitrine_sink

from . import tracebacks

_SIGNAL = 10

# As profileCaps in protocol/src/messages/shared.ts.
_FRAMES, _STACKS, _DEPTH = 2000, 2000, 100

# (code, line) pairs, innermost first → [milliseconds, samples].
_stacks: dict[tuple, list] = {}
# Code of the program and of libraries; not of what runs it.
_theirs: dict[types.CodeType, bool] = {}
_chance = 1


def begin() -> None:
    _stacks.clear()
    _signal.signal(_SIGNAL, _sample)


def end(names: dict[str, str]) -> None:
    """Tells what was seen. `names`: file name → the name by which the reader knows it."""
    frames: dict[tuple, int] = {}
    stacks = []
    for stack, (weight, samples) in _stacks.items():
        # What called the program is none of it.
        own = [index for index, (code, _) in enumerate(stack) if code.co_filename in names]
        places = [(code.co_qualname[:256], names.get(code.co_filename) or "/".join(code.co_filename.split("/")[-2:])[:1024], line) for code, line in reversed(stack[: own[-1] + 1] if own else stack)]
        indices = [frames.setdefault(place, len(frames)) for place in places if place in frames or len(frames) < _FRAMES]
        stacks.append({"frames": indices, "weight": weight, "samples": samples})
    told = [{"name": name, "source": source, "line": line} for name, source, line in frames]
    _vitrine_sink.profile(json.dumps({"unit": "ms", "frames": told, "stacks": stacks}))


def _shift() -> None:
    """Some jumps, by chance: a loop with as many as Python makes between two looks would always be seen at one place."""
    global _chance
    _chance = (_chance * 1103515245 + 12345) & 0x7FFFFFFF
    for _ in range(_chance >> 16 & 63):
        pass


def _sample(_signum, frame) -> None:
    _shift()
    stack = []
    while frame is not None:
        code = frame.f_code
        theirs = _theirs.get(code)
        if theirs is None:
            theirs = _theirs[code] = not tracebacks.is_ours(code.co_filename)
        if theirs:
            stack.append((code, frame.f_lineno or 0))
        frame = frame.f_back
    if not stack:
        return
    key = tuple(stack[-_DEPTH:])
    if key not in _stacks and len(_stacks) >= _STACKS:
        # Of what is too various only the outermost place is told.
        key = key[-1:]
        if key not in _stacks:
            return
    sums = _stacks.setdefault(key, [0.0, 0])
    sums[0] += _vitrine_sink.sample_weight()
    sums[1] += 1
