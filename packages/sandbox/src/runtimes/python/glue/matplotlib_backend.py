"""A Matplotlib backend whose show() sends pictures to the reader. Chosen by MPLBACKEND before Matplotlib is imported."""

import io

from matplotlib import pyplot
from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from . import outputs

# Twice a screen's usual 72 to 100 dots per inch: sharp on dense screens, and small enough to send.
DPI = 144


class FigureManager(FigureManagerBase):
    def show(self):
        """fig.show(): sent once, so that it does not come again as a figure that was left open."""
        emit(self.canvas.figure)
        pyplot.close(self.canvas.figure)


class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager


def show(*_args, **_options) -> None:
    """plt.show(): sends every open figure, in order, and closes them, as a notebook does."""
    for manager in Gcf.get_all_fig_managers():
        emit(manager.canvas.figure)
    pyplot.close("all")


def emit(figure) -> None:
    """Sends one figure as PNG."""
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=DPI, bbox_inches="tight")
    outputs.emit({"image/png": picture.getvalue(), "text/plain": repr(figure)})
