"""Python's HTTP libraries through the page's broker: http.client, and with it urllib, pandas, urllib3 and requests.

Below them stands a socket that is none: it gathers the request that the library writes, lets fetch() send it, and gives back an answer as
it would come over the wire. Redirects, encodings and proxies are the browser's business.
"""

import ast
import asyncio
import io
from collections.abc import Iterator
from typing import NamedTuple

import _vitrine_sink
import js
from pyodide.ffi import JsException, can_run_sync, run_sync, to_js

from . import import_hooks

_WAIT = (
    "NETWORK_FAILED: this browser cannot wait for the network in the midst of Python code, so {method} {url} was not sent. "
    "Write `await pyodide.http.pyfetch(url)`, or the whole address as one text in the code."
)

# Options of urllib3's connections that mean nothing here.
_ABOUT_TLS = ("cert_", "key_", "ssl_", "ca_cert", "assert_", "server_hostname")

# Addresses in the code that are fetched before the run where Python cannot wait.
_MOST_PREFETCHED = 20


class Answer(NamedTuple):
    status: int
    reason: str
    headers: list[tuple[str, str]]
    body: bytes
    url: str


_prefetched: dict[str, Answer | OSError] = {}


def install() -> None:
    import_hooks.after_import("http.client", _connect_http_client)
    import_hooks.after_import("urllib3.connection", _connect_urllib3)
    import_hooks.after_import("requests.adapters", _connect_requests)
    import_hooks.after_import("pyodide.http", _connect_open_url)


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
            _prefetched[url] = await _fetch("GET", url)
        except OSError as error:
            _prefetched[url] = error

    await asyncio.gather(*map(keep, urls[:_MOST_PREFETCHED]))
    # The program did not ask for these: only what it meets may be told as its error.
    _vitrine_sink.take_denials()


def request(method: str, url: str, headers: list[tuple[str, str]] = [], body: bytes = b"") -> Answer:
    """Sends a request and waits for the answer. Raises OSError with the broker's reason."""
    if can_run_sync():
        return run_sync(_fetch(method, url, headers, body))
    answer = _prefetched.get(url) if method == "GET" else None
    if answer is None:
        raise OSError(_WAIT.format(method=method, url=url))
    if isinstance(answer, OSError):
        raise answer
    return answer


async def _fetch(method: str, url: str, headers: list[tuple[str, str]] = [], body: bytes = b"") -> Answer:
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


class BrokeredSocket:
    """What http.client takes for a connected socket."""

    def __init__(self, host: str, port: int, scheme: str):
        usual = {"http": 80, "https": 443}[scheme]
        name = f"[{host}]" if ":" in host else host
        self._origin = f"{scheme}://{name}" if port == usual else f"{scheme}://{name}:{port}"
        self._sent = b""
        self._answer = io.BytesIO()

    def sendall(self, data) -> None:
        self._sent += bytes(data)
        if parsed := _parse(self._sent):
            self._sent = b""
            method, target, headers, body = parsed
            self._answer = io.BytesIO(_on_the_wire(request(method, self._origin + target, headers, body)))

    def send(self, data) -> int:
        self.sendall(data)
        return len(data)

    def recv(self, size: int) -> bytes:
        return self._answer.read(size)

    def makefile(self, *_args, **_kwargs):
        return self._answer

    def _nothing(self, *_args):
        return None

    close = shutdown = settimeout = gettimeout = setsockopt = setblocking = _nothing


def _parse(sent: bytes) -> tuple[str, str, list[tuple[str, str]], bytes] | None:
    """A request as it is written on the wire; None: there is more to come."""
    head, end, rest = sent.partition(b"\r\n\r\n")
    if not end:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _version = first.split(" ", 2)
    headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    named = {name.lower(): value for name, value in headers}
    if named.get("transfer-encoding", "").lower() == "chunked":
        body = _joined(rest)
    else:
        length = int(named.get("content-length", 0))
        body = rest[:length] if len(rest) >= length else None
    return None if body is None else (method, target, headers, body)


def _joined(chunked: bytes) -> bytes | None:
    """The body that comes in chunks (RFC 9112, 7.1); None: the last one is missing."""
    body = b""
    while True:
        size, end, rest = chunked.partition(b"\r\n")
        if not end:
            return None
        length = int(size.partition(b";")[0], 16)
        if length == 0:
            return body
        body += rest[:length]
        chunked = rest[length + 2 :]


def _on_the_wire(answer: Answer) -> bytes:
    headers = [*answer.headers, ("content-length", str(len(answer.body))), ("connection", "close")]
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}", *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace") + answer.body


def _connect_http_client(module) -> None:
    class HTTPSConnection(module.HTTPConnection):
        # There may be no ssl module, and there is nothing for it to do.
        default_port = module.HTTPS_PORT

        def __init__(self, *args, context=None, key_file=None, cert_file=None, check_hostname=None, **options):
            super().__init__(*args, **options)

        def connect(self):
            self.sock = BrokeredSocket(self.host, self.port, "https")

    def connect(self):
        self.sock = BrokeredSocket(self.host, self.port, "http")

    module.HTTPConnection.connect = connect
    module.HTTPSConnection = HTTPSConnection
    module._create_https_context = lambda _version: None


def _connect_urllib3(module) -> None:
    class HTTPSConnection(module.HTTPConnection):
        default_port = 443
        is_verified = True
        proxy_is_verified = None

        def __init__(self, *args, **options):
            super().__init__(*args, **{name: value for name, value in options.items() if not name.startswith(_ABOUT_TLS)})

        def set_cert(self, *_args, **_options):
            pass

        def _new_conn(self):
            return BrokeredSocket(self.host, self.port, "https")

    module.HTTPConnection._new_conn = lambda self: BrokeredSocket(self.host, self.port, "http")
    module.HTTPSConnection = HTTPSConnection


def _connect_requests(module) -> None:
    # Looks for a file of certificates; TLS is the browser's.
    module.HTTPAdapter.cert_verify = lambda *_args: None


def _connect_open_url(module) -> None:
    module.open_url = lambda url: io.StringIO(request("GET", url).body.decode("utf-8", "replace"))
