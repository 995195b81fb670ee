"""Matplotlib for real: what is shown, once, with words."""

import shutil
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")

PLOT = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2], [3, 4])\n"


def pictures(ran):
    assert ran.status == "ok", ran.error
    return [output for output in ran.outputs if "image/png" in output["data"]]


@pytest.mark.parametrize(
    ("code", "count"),
    [
        (PLOT + "plt.show()", 1),
        (PLOT, 1),
        (PLOT + "fig", 1),
        (PLOT + "fig.show()", 1),
        (PLOT + "display(fig)", 1),
        (PLOT + "display(fig)\nax.set_title('new')", 2),
        (PLOT + "plt.show()\nplt.show()", 1),
        (PLOT + "plt.show()\nfig", 1),
        (PLOT + "plt.close()", 0),
        (PLOT + "plt.close('all')", 0),
        (PLOT + "plt.savefig('a.png')", 1),
        (PLOT + "plt.savefig('a.png')\nplt.close()", 0),
        (PLOT + "import io\nfig.savefig(io.BytesIO(), dpi=300)", 1),
        (PLOT + "fig, ax = plt.subplots()\nax.bar(['a'], [1])\nplt.show()", 2),
        ("import matplotlib.pyplot as plt\nfor i in range(3):\n    plt.figure()\n    plt.plot([i])\n    plt.show()", 3),
        ("import matplotlib.pyplot as plt\nplt.plot([1, 2])", 1),
        ("import matplotlib.pyplot as plt\nplt.figure()", 0),
        ("import matplotlib\nmatplotlib.use('TkAgg')\nimport matplotlib.pyplot as plt\nplt.switch_backend('Qt5Agg')\nplt.plot([1])\nplt.show()", 1),
        ("import matplotlib\nmatplotlib.use('Agg')\nimport matplotlib.pyplot as plt\nplt.ion()\nplt.plot([1])\nplt.draw()\nplt.pause(0.01)\nplt.ioff()\nplt.show(block=True)", 1),
        ("%matplotlib widget\nfrom matplotlib.figure import Figure\nf = Figure()\nf.subplots().plot([1])\nf", 1),
    ],
)
def test_each_figure_once(run, code, count):
    assert len(pictures(run(code))) == count


def test_a_plot_returns_no_text(run):
    ran = run("import matplotlib.pyplot as plt\nplt.plot([1, 2])", "ax = plt.gca()\nax.set_title('x')", "plt.hist([1, 2])", "plt.subplots(2)[1]")
    assert (ran.status, len(pictures(ran)), len(ran.outputs)) == ("ok", 2, 2), ran.outputs


def test_words_and_size(run):
    code = """
import matplotlib.pyplot as plt
fig, axes = plt.subplots(1, 2, figsize=(6, 3))
fig.suptitle("Two views")
axes[0].plot([1, 2], [3, 40], label="up"); axes[0].set(title="Growth", xlabel="year", ylabel="count"); axes[0].legend()
axes[1].bar(["a", "b"], [1, 2])
plt.show()"""
    [picture] = pictures(run(code))
    alt = picture["metadata"]["alt"]
    assert alt.startswith('Figure titled "Two views"; line chart, titled "Growth", x axis "year" 0.95 to 2.05, y axis "count"') and "series up; bar chart, x axis a, b" in alt, alt
    assert picture["data"]["text/plain"] == alt
    assert abs(picture["metadata"]["image/png"]["width"] - 600) < 100


@pytest.mark.parametrize(
    ("draw", "words"),
    [
        ("ax.scatter([1, 2], [3, 4])", "scatter chart"),
        ("ax.pie([1, 2], labels=['a', 'b'])", "pie chart"),
        ("ax.imshow([[1, 2], [3, 4]])", "image chart"),
        ("ax.pcolormesh([[1, 2], [3, 4]])", "heatmap chart"),
        ("import datetime as d\nax.plot([d.date(2024, 1, 1), d.date(2024, 2, 1)], [1, 2])", "2023-12-30 to 2024-02-02"),
        ("ax.fill_between([1, 2], [3, 4])", "area chart"),
    ],
)
def test_kinds(run, draw, words):
    [picture] = pictures(run(f"import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n{draw}"))
    assert words in picture["metadata"]["alt"]


def test_pixel_ratio(run):
    def width(ratio):
        [picture] = (ran := run(PLOT, env={"VITRINE_PIXEL_RATIO": ratio})).outputs
        return int.from_bytes(ran.bytes_of(0, "image/png")[16:20], "big"), picture["metadata"]["image/png"]["width"]

    (plain, css), (dense, same) = width("1"), width("3")
    assert 2.9 < dense / plain < 3.1 and abs(css - same) <= 2
    assert width("nonsense")[0] > plain


def test_updates_of_one_figure(run):
    code = PLOT + "handle = display(fig, display_id=True)\nfor y in range(3):\n    ax.plot([1, 2], [y, y])\n    handle.update(fig)\nplt.close()"
    ran = run(code)
    assert (len(pictures(ran)), ran.sent) == (1, 4)


def test_fonts_that_are_mounted(run, tmp_path):
    from matplotlib import font_manager

    fonts = tmp_path / "work" / "fonts" / "more"
    fonts.mkdir(parents=True)
    shutil.copy(font_manager.findfont("DejaVu Serif"), fonts / "any.ttf")
    (fonts / "broken.ttf").write_text("no font")
    ran = run("import matplotlib.pyplot as plt, matplotlib\nplt.plot([1])\nplt.show()\nprint(matplotlib.rcParams['font.family'])")
    assert (len(pictures(ran)), ran.stdout) == (1, "['sans-serif', 'DejaVu Serif']\n")
    assert Path(fonts / "any.ttf").exists()


def test_animation(run):
    code = "import matplotlib.pyplot as plt\nfrom matplotlib.animation import FuncAnimation\nfig, ax = plt.subplots()\nline, = ax.plot([0, 1])\nani = FuncAnimation(fig, lambda i: line.set_ydata([0, i]), frames=2)\nplt.close()\nani"
    ran = run(code)
    assert "text/html" in ran.outputs[0]["data"], ran.outputs


def test_seaborn(run):
    pytest.importorskip("seaborn")
    assert len(pictures(run("import seaborn as sns\nsns.set_theme()\nsns.barplot(x=['a', 'b'], y=[1, 2])"))) == 1


def test_pandas_plot(run):
    pytest.importorskip("pandas")
    assert len(pictures(run("import pandas as pd\npd.Series([1, 2]).plot(kind='bar', title='S')"))) == 1
