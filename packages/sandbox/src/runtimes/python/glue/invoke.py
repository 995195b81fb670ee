"""Calls the function that a program made to be used by (sandbox.define)."""

import inspect
import json
import sys

from . import display


async def call() -> None:
    """Calls it on the JSON in standard input, and shows what it gave as JSON."""
    names = vars(sys.modules["__main__"])
    own = [value for value in names.values() if inspect.isfunction(value) and value.__module__ == "__main__"]
    function = names.get("main") or (own[-1] if own else None)
    if not callable(function):
        raise TypeError("The code defines no function to call. Define one that takes the input: def main(value): …")
    result = function(json.load(sys.stdin))
    if inspect.isawaitable(result):
        result = await result
    display.display({"application/json": json.dumps(result)}, raw=True, metadata={"vitrine": "result"})
