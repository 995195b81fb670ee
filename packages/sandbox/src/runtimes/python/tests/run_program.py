"""Runs one program by the glue in this interpreter, with stand-ins for what Pyodide and the worker give it.

Reads the inputs as JSON from the file named first, and writes what came of it to the second; the streams are this process' own.
"""

import asyncio
import base64
import importlib.machinery
import json
import sys
import types
from pathlib import Path

GLUE = Path(__file__).parent.parent / "glue"


class Sink(types.ModuleType):
    """The worker's end (outputSink in python-runtime.ts)."""

    def __init__(self):
        super().__init__("_vitrine_sink")
        self.outputs: dict[str, dict] = {}
        self.logs: list[str] = []
        self.sent = 0

    def emit(self, output_id, parts, metadata):
        self.sent += 1
        data = {mime: self._form(part) for mime, part in parts}
        self.outputs[output_id] = {"id": output_id, "data": data, "metadata": json.loads(metadata)}

    def _form(self, part):
        if isinstance(part, tuple):
            return {"json": part[0], "numbers": self._form(part[1])}
        return {"base64": base64.b64encode(part).decode()} if isinstance(part, bytes) else part

    def clear(self):
        self.outputs.clear()

    def log(self, _level, text):
        self.logs.append(text)

    def take_denials(self):
        return []

    def limit_recursion(self):
        pass

    def interruptible(self, _on):
        pass

    def line_reached(self, _source, _line):
        pass

    def real_now(self):
        return 0


def stand_in(sink: Sink) -> None:
    ffi = types.ModuleType("pyodide.ffi")
    ffi.to_js, ffi.can_run_sync, ffi.run_sync, ffi.JsException = (lambda value: value), (lambda: True), asyncio.run, Exception
    import_hook = types.ModuleType("_pyodide._importhook")
    import_hook.REPODATA_PACKAGES_IMPORT_TO_PACKAGE_NAME = {}
    private = types.ModuleType("_pyodide")
    private._importhook = import_hook
    pyodide = types.ModuleType("pyodide")
    pyodide.ffi = ffi
    glue = types.ModuleType("_vitrine")
    glue.__path__ = [str(GLUE)]
    glue.__spec__ = importlib.machinery.ModuleSpec("_vitrine", None, is_package=True)
    webloop = types.ModuleType("pyodide.webloop")
    webloop.WebLoop = type("WebLoop", (), {"call_later": None})
    sys.modules.update({"pyodide.webloop": webloop, "_vitrine_sink": sink, "pyodide": pyodide, "pyodide.ffi": ffi, "_pyodide": private, "_pyodide._importhook": import_hook, "js": types.ModuleType("js"), "_vitrine": glue})


def main(inputs: str, results: str) -> None:
    sink = Sink()
    stand_in(sink)
    from _vitrine import program

    prepared = json.loads(program.prepare(inputs))
    report = prepared["report"]
    if report is None:
        report = json.loads(asyncio.run(program.run()))
        rendered = json.loads(asyncio.run(program.render()))
        report = report if report["error"] else {**rendered, "value": report["value"]}
    told = {**prepared, "report": report, "outputs": list(sink.outputs.values()), "logs": sink.logs, "sent": sink.sent}
    Path(results).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2])
