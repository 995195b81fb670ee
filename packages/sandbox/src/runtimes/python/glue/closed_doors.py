"""What a browser sandbox has not (sockets) says so, and what to do instead."""

from . import import_hooks

_CLOSED = (
    "the network is closed to sockets: {what} was not reached. "
    "Where the page allows the address, urllib, requests and pyfetch reach it; else put the data into the code, or mount it as a file."
)


def label() -> None:
    import_hooks.after_import("socket", _label_socket)


def _label_socket(module) -> None:
    def refuse(_self, address, *_args):
        raise OSError(_CLOSED.format(what=address))

    def refuse_name(host, *_args, **_kwargs):
        raise module.gaierror(_CLOSED.format(what=host))

    module.socket.connect = module.socket.connect_ex = refuse
    module.getaddrinfo = module.gethostbyname = refuse_name
