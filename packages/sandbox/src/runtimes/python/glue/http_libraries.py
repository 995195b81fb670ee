"""Python's HTTP libraries through the page's broker: http.client, and with it urllib, pandas, urllib3 and requests.

Redirects, encodings, certificates and proxies are the browser's business.
"""

import io
import sys
import types

from . import import_hooks, network
from .brokered_socket import BrokeredSocket

# Options of urllib3's connections that mean nothing here.
_ABOUT_TLS = ("cert_", "key_", "ssl_", "ca_cert", "assert_", "server_hostname")


def install() -> None:
    sys.modules["pyodide_http"] = _without_patches()
    import_hooks.after_import("http.client", _connect_http_client)
    import_hooks.after_import("urllib3.connection", _connect_urllib3)
    import_hooks.after_import("requests.adapters", _connect_requests)
    import_hooks.after_import("pyodide.http", _connect_open_url)


def _without_patches() -> types.ModuleType:
    """pyodide_http, which programs for Pyodide call first: what it would patch works already."""
    module = types.ModuleType("pyodide_http")
    module.patch_all = module.patch_requests = module.patch_urllib = lambda *_args, **_options: None
    module.should_patch = lambda: False
    return module


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
    module.open_url = lambda url: io.StringIO(network.request("GET", url).body.decode("utf-8", "replace"))
