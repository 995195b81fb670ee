"""Requests of Python code to the page's broker, and waiting for their answers in the midst of that code."""

import ast
import asyncio
from collections.abc import Iterator
from typing import NamedTuple

import _vitrine_sink
import js
from pyodide.ffi import JsException, can_run_sync, run_sync, to_js

_WAIT = (
    "NETWORK_FAILED: this browser cannot wait for the network in the midst of Python code, so {method} {url} was not sent. "
    "Write `await pyodide.http.pyfetch(url)`, or the whole address as one text in the code."
)

# Addresses in the code that are fetched before the run where Python cannot wait.
_MOST_PREFETCHED = 20


class Answer(NamedTuple):
    status: int
    reason: str
    headers: list[tuple[str, str]]
    body: bytes
    url: str


_prefetched: dict[str, Answer | OSError] = {}


def addresses(tree: ast.AST) -> Iterator[str]:
    """Texts of the code that are whole addresses."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(("http://", "https://")):
            yield node.value


async def prefetch(urls: list[str]) -> None:
    """Asks for what the code names, where Python will not be able to wait for it."""
    if not urls or can_run_sync():
        return

    async def keep(url: str) -> None:
        try:
            _prefetched[url] = await fetch("GET", url)
        except OSError as error:
            _prefetched[url] = error

    await asyncio.gather(*map(keep, urls[:_MOST_PREFETCHED]))
    # The program did not ask for these: only what it meets may be told as its error.
    _vitrine_sink.take_denials()


def request(method: str, url: str, headers: list[tuple[str, str]] = [], body: bytes = b"") -> Answer:
    """Sends a request and waits for the answer. Raises OSError with the broker's reason."""
    if can_run_sync():
        return run_sync(fetch(method, url, headers, body))
    answer = _prefetched.get(url) if method == "GET" else None
    if answer is None:
        raise OSError(_WAIT.format(method=method, url=url))
    if isinstance(answer, OSError):
        raise answer
    return answer


async def fetch(method: str, url: str, headers: list[tuple[str, str]] = [], body: bytes = b"") -> Answer:
    options = js.Object.new()
    options.method = method
    options.headers = to_js(headers)
    if body:
        options.body = to_js(body)
    try:
        response = await js.fetch(url, options)
        content = (await response.arrayBuffer()).to_bytes()
    except JsException as error:
        raise OSError(error.message) from None
    return Answer(response.status, response.statusText, [tuple(pair) for pair in response.headers.entries()], content, response.url)
