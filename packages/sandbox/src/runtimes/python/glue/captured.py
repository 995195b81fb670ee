"""%%capture: what a part of the program prints and displays, kept instead of shown."""

import contextlib
import io

from . import outputs


class Captured:
    """What `%%capture name` leaves in the name."""

    def __init__(self):
        self._stdout, self._stderr = io.StringIO(), io.StringIO()
        self.outputs: list[tuple[dict, dict]] = []

    @property
    def stdout(self) -> str:
        return self._stdout.getvalue()

    @property
    def stderr(self) -> str:
        return self._stderr.getvalue()

    def show(self) -> None:
        print(self.stdout, end="")
        for bundle, metadata in self.outputs:
            outputs.emit(bundle, metadata)

    __call__ = show

    def __str__(self) -> str:
        return self.stdout


@contextlib.contextmanager
def capture(stdout=True, stderr=True, display=True):
    """IPython.utils.io.capture_output."""
    captured = Captured()
    with contextlib.ExitStack() as stack:
        if stdout:
            stack.enter_context(contextlib.redirect_stdout(captured._stdout))
        if stderr:
            stack.enter_context(contextlib.redirect_stderr(captured._stderr))
        if display:
            stack.enter_context(outputs.diverted(captured.outputs))
        yield captured
