"""micropip as the page's broker knows it, and why packages could not be had."""

import _vitrine_sink

from . import import_hooks

# Module → why it could not be installed, for the text of its ModuleNotFoundError.
reasons: dict[str, str] = {}


def note(module: str, reason: str) -> None:
    reasons[module] = reason


async def install(requirement: str) -> None:
    import micropip

    await micropip.install(requirement)


def connect(index_url: str) -> None:
    """Gives micropip the index that the broker answers for, and its errors the broker's reasons, which it drops."""

    def connect_micropip(module) -> None:
        module.set_index_urls(index_url)
        native = module.install

        async def install(*args, **options):
            _vitrine_sink.take_denials()
            failure = None
            try:
                done = await native(*args, **options)
            except Exception as error:
                failure = error
            # Without an exception too: what Pyodide's own loader cannot load, it only prints.
            denials = list(_vitrine_sink.take_denials())
            if denials:
                raise ValueError(denials[-1]) from failure
            if failure:
                raise failure
            return done

        module.install = install

    import_hooks.after_import("micropip", connect_micropip)
