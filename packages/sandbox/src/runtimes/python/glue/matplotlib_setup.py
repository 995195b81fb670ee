"""Keeps Matplotlib on the backend that shows figures here, and gives it the fonts that the embedder mounts."""

import glob
import os

from . import import_hooks

# Folders below which fonts are looked for, in the working directory and at the root.
_FONTS = ("fonts", "/fonts")


def install() -> None:
    import_hooks.after_import("matplotlib", _keep_backend)
    import_hooks.after_import("matplotlib.pyplot", _keep_switch)
    import_hooks.after_import("matplotlib.font_manager", _add_fonts)
    import_hooks.after_import("matplotlib.animation", _show_animations)


def _keep_backend(module) -> None:
    """matplotlib.use("TkAgg") and its like: programs ask for windows; figures are shown here anyway."""
    module.use = lambda *_args, **_options: None


def _keep_switch(module) -> None:
    native = module.switch_backend

    def switch_backend(newbackend):
        if newbackend == os.environ.get("MPLBACKEND"):
            native(newbackend)

    module.switch_backend = switch_backend


def _add_fonts(module) -> None:
    """Every font file that is mounted below `fonts/`, as a fallback for characters that Matplotlib's own font lacks, and by its name."""
    names = []
    for folder in _FONTS:
        for path in sorted(glob.glob(f"{folder}/**/*.[to]tf", recursive=True)):
            try:
                module.fontManager.addfont(path)
                names.append(module.get_font(path).family_name)
            except Exception:  # not a font
                continue
    if names:
        import matplotlib

        families = matplotlib.rcParams["font.family"]
        matplotlib.rcParams["font.family"] = [*([families] if isinstance(families, str) else families), *dict.fromkeys(names)]


def _show_animations(module) -> None:
    """An animation as a last expression: its pictures with controls, instead of a video, which needs another program."""
    module.Animation._repr_html_ = lambda self: self.to_jshtml()
