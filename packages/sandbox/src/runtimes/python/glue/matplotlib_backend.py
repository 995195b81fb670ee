"""A Matplotlib backend whose show() sends pictures to the reader. Chosen by MPLBACKEND before Matplotlib is imported."""

from matplotlib import pyplot
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from . import matplotlib_figures


class FigureManager(FigureManagerBase):
    def show(self):
        """fig.show(): sent once, so that it does not come again as a figure that was left open."""
        matplotlib_figures.show(self.canvas.figure)
        pyplot.close(self.canvas.figure)


class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager


def show(*_args, **_options) -> None:
    """plt.show(): sends every open figure, in order, and closes them, as a notebook does."""
    matplotlib_figures.show_open()
