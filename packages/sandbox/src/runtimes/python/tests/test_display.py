"""IPython's display protocol."""

import io
import wave


def test_forms_of_a_value(run):
    ran = run("""
class Rich:
    def _repr_html_(self): return "<b>h</b>"
    def _repr_markdown_(self): return "*m*", {"k": 1}
    def _repr_svg_(self): return "<svg/>"
    def _repr_png_(self): return b"\\x89PNG"
    def _repr_latex_(self): return "$x$"
    def _repr_json_(self): return {"a": float("nan")}
    def _repr_jpeg_(self): raise ValueError("broken")
    def __repr__(self): return "Rich()"
Rich()""")
    [output] = ran.outputs
    assert set(output["data"]) == {"text/html", "text/markdown", "image/svg+xml", "image/png", "text/latex", "application/json", "text/plain"}
    assert output["metadata"] == {"text/markdown": {"k": 1}} and output["data"]["application/json"] == '{"a": null}'
    assert (ran.value, ran.logs) == ("Rich()", ["Rich._repr_jpeg_ raised ValueError: broken"])


def test_mimebundle_and_its_options(run):
    ran = run("""
class Bundle:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": "h", "application/x+json": {"a": 1}}, {"m": 1}
display(Bundle())
display(Bundle(), exclude=["text/html"])
display(Bundle(), include=["text/html"], metadata={"n": 2})
display({"text/plain": "p", "text/html": "h"}, raw=True, metadata={"k": 1})
class Itself:
    def _ipython_display_(self): display("by itself")
Itself()""")
    assert [sorted(output["data"]) for output in ran.outputs] == [["application/x+json", "text/html", "text/plain"], ["application/x+json", "text/plain"], ["text/html"], ["text/html", "text/plain"], ["text/plain"]], ran.error
    assert [output["metadata"] for output in ran.outputs] == [{"m": 1}, {"m": 1}, {"m": 1, "n": 2}, {"k": 1}, {}]


def test_updates(run):
    ran = run("""
from IPython.display import display, update_display, clear_output, DisplayHandle
clear_output()
first = display(1, display_id=True)
second = display(2, display_id="b")
display(3, display_id="b")
first.update(10)
update_display(20, display_id="b")
assert isinstance(first, DisplayHandle)
h = DisplayHandle(); h.display(5); h.update(6)""")
    assert ran.texts == ["10", "20", "20", "6"], ran.error


def test_clear_with_wait(run):
    assert run("from IPython.display import clear_output\ndisplay(1)\nclear_output(wait=True)\ndisplay(2)\nclear_output(wait=True)").texts == ["2"]


def test_wrappers(run):
    ran = run("""
from IPython.display import *
from IPython import display as module
from IPython.core.display import HTML as Same
assert module.HTML is HTML is Same
for value in (HTML("<p>a &amp; b</p><script>x</script>"), Markdown("*m*"), Latex("$x$"), Math("x"), SVG("<?xml?><svg></svg>"), JSON({"a": 1}), Pretty("p"), Code("x = 1"),
              Image(b"\\x89PNG\\r\\n", width=10, alt="dot"), Image(url="https://e.x/a.png"), Audio([0.0, 0.5, -0.5], rate=8000), Video(b"1234"), IFrame("https://e.x", 1, 2),
              YouTubeVideo("id"), FileLink("a.txt"), Javascript("alert(1)")):
    display(value)
bar = ProgressBar(2)
for step in bar: pass""")
    assert ran.status == "ok", ran.error
    kinds = [next((mime for mime in output["data"] if mime != "text/plain"), "text/plain") for output in ran.outputs]
    assert kinds == ["text/html", "text/markdown", "text/latex", "text/latex", "image/svg+xml", "application/json", "text/plain", "text/markdown", "image/png", "text/plain", "audio/wav", "video/mp4", "text/plain", "text/plain", "text/plain", "text/plain", "text/html"]
    assert ran.texts[0] == "a & b" and ran.outputs[8]["metadata"] == {"image/png": {"width": 10}, "alt": "dot"} and "[2/2]" in ran.texts[-1]
    with wave.open(io.BytesIO(ran.bytes_of(10, "audio/wav"))) as sound:
        assert (sound.getframerate(), sound.getnframes(), sound.getnchannels()) == (8000, 3, 1)


def test_last_expressions(run):
    assert run("1;", "2 ; # quiet\n# comment", "'a;b'  # shown;", "(3)\n;" if False else "[3,\n 4];").texts == ["'a;b'"]
    assert run("None", "print(1)").texts == []


def test_what_answers_to_any_name_is_only_text(run):
    ran = run("from unittest.mock import MagicMock\nclass Any:\n    def __getattr__(self, name): return lambda *a, **k: 'x'\n    def __repr__(self): return 'Any'\nAny()", "import math\nmath")
    assert [list(output["data"]) for output in ran.outputs] == [["text/plain"], ["text/plain"]], ran.error


def test_formatters_of_the_shell(run):
    ran = run("class T: pass\nget_ipython().display_formatter.formatters['text/html'].for_type(T, lambda value: '<i>T</i>')\nT()")
    assert ran.outputs[0]["data"]["text/html"] == "<i>T</i>", ran.error
