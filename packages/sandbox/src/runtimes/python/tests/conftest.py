"""The glue in the machine's own Python: each program in a process of its own."""

import base64
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass
class Ran:
    """What a program came to."""

    status: str
    error: dict | None
    value: str | None
    outputs: list[dict]
    requirements: list[str]
    imports: list[str]
    logs: list[str]
    sent: int
    stdout: str
    stderr: str

    @property
    def texts(self) -> list[str]:
        return [output["data"].get("text/plain") for output in self.outputs]

    def bytes_of(self, index: int, mime: str) -> bytes:
        return base64.b64decode(self.outputs[index]["data"][mime]["base64"])

    def json_of(self, index: int, mime: str):
        return json.loads(self.outputs[index]["data"][mime])


@pytest.fixture
def run(tmp_path):
    """run(code, code, …): the blocks as one program."""

    def run(*blocks: str, stdin: str = "", env: dict | None = None) -> Ran:
        sources = [{"name": f"block {number}", "code": code} for number, code in enumerate(blocks, 1)]
        inputs = {"sources": sources, "stdin": stdin, "args": [], "env": env or {}, "seed": None, "epoch": None, "variables": {}, "functions": [], "profile": False, "interactive": False, "inSession": False, "indexUrl": "https://index.invalid/"}
        (tmp_path / "inputs.json").write_text(json.dumps(inputs))
        work = tmp_path / "work"
        work.mkdir(exist_ok=True)
        command = [sys.executable, str(Path(__file__).parent / "run_program.py"), str(tmp_path / "inputs.json"), str(tmp_path / "results.json")]
        environment = {**os.environ, "MPLBACKEND": "module://_vitrine.matplotlib_backend", "MPLCONFIGDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=work, timeout=120)
        results = tmp_path / "results.json"
        assert results.exists(), done.stderr
        told = json.loads(results.read_text())
        report = told["report"]
        return Ran(report["status"], report["error"], report["value"], told["outputs"], told["requirements"], told["imports"], told["logs"], told["sent"], done.stdout, done.stderr)

    return run
