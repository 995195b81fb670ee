"""Functions that the page offers to the program: each runs elsewhere, and is asked for by name through the page's broker."""

import json

from pyodide.ffi import can_run_sync, run_sync

from . import network, outputs

_URL = "https://functions.vitrine.invalid/"


class FunctionError(RuntimeError):
    """What a function raised, or why it could not be called."""


class Function:
    """Called with one value, or with named ones, which arrive as one object; gives JSON back."""

    Error = FunctionError

    def __init__(self, name: str):
        self.__name__ = self.__qualname__ = name

    def __call__(self, *args, **named):
        if not can_run_sync():
            raise FunctionError(f"{self.__name__}: this browser cannot wait for a function in the midst of Python code. Write `await {self.__name__}.ainvoke(…)` in its place, which works in every browser.")
        return run_sync(self.ainvoke(*args, **named))

    async def ainvoke(self, *args, **named):
        if len(args) > 1 or (args and named) or not (args or named):
            raise TypeError(f"{self.__name__}() takes one value, or named ones")
        body = outputs.to_json(args[0] if args else named).encode()
        answer = await network.fetch("POST", _URL + self.__name__, [], body)
        reply = json.loads(answer.body)
        if "error" in reply:
            raise FunctionError("{}: {name}: {message}".format(self.__name__, **reply["error"]))
        return reply["output"]

    def __repr__(self) -> str:
        return f"<function {self.__name__} of the page>"


def offered(functions: list[dict]) -> dict[str, Function]:
    return {each["name"]: Function(each["name"]) for each in functions}
