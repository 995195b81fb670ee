"""What a browser sandbox has not (sockets, processes, threads) says so, and what to do instead."""

from . import import_hooks

NETWORK = "the network is closed to this code: {what} was not reached. Put the data into the code, or mount it as a file."


def label() -> None:
    import_hooks.after_import("urllib.request", _label_urllib)
    import_hooks.after_import("socket", _label_socket)


def _label_urllib(module) -> None:
    opened = module.OpenerDirector.open

    def open(self, fullurl, *args, **kwargs):
        url = fullurl if isinstance(fullurl, str) else fullurl.full_url
        if url.partition(":")[0].lower() in ("http", "https", "ftp"):
            raise module.URLError(NETWORK.format(what=url))
        return opened(self, fullurl, *args, **kwargs)

    module.OpenerDirector.open = open


def _label_socket(module) -> None:
    def refuse(_self, address, *_args):
        raise OSError(NETWORK.format(what=address))

    def refuse_name(host, *_args, **_kwargs):
        raise module.gaierror(NETWORK.format(what=host))

    module.socket.connect = module.socket.connect_ex = refuse
    module.getaddrinfo = module.gethostbyname = refuse_name
