"""A socket that is none: it gathers the request that an HTTP library writes, has the broker send it, and gives the answer back as it would come over the wire."""

import io

from . import network


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
            self._answer = io.BytesIO(_on_the_wire(network.request(method, self._origin + target, headers, body)))

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


def _on_the_wire(answer: network.Answer) -> bytes:
    headers = [*answer.headers, ("content-length", str(len(answer.body))), ("connection", "close")]
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}", *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace") + answer.body
