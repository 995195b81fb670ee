"""Pictures of PIL."""

import io
import sys

from . import import_hooks

# Pixels of the longer side: no screen shows more, and PNG of them takes seconds.
_LONGEST = 4096


def install() -> None:
    """Image.show() starts a viewer elsewhere."""

    def patch(module) -> None:
        module.Image.show = _show

    import_hooks.after_import("PIL.Image", patch)


def _show(picture, *_args, **_options) -> None:
    from . import display

    display.display(picture)


def is_picture(value: object) -> bool:
    module = sys.modules.get("PIL.Image")
    return module is not None and isinstance(value, module.Image)


def bundle_of(picture) -> tuple[dict, dict]:
    """PNG of it, made smaller where it is huge."""
    small = picture
    if max(picture.size) > _LONGEST:
        small = picture.copy()
        small.thumbnail((_LONGEST, _LONGEST))
    # CMYK, floats and the like have no PNG.
    if small.mode not in ("1", "L", "LA", "P", "RGB", "RGBA", "I", "I;16"):
        small = small.convert("RGB")
    stored = io.BytesIO()
    small.save(stored, "PNG")
    text = f"Picture of {picture.width} × {picture.height} pixels ({picture.mode})"
    return {"image/png": stored.getvalue(), "text/plain": text}, {"alt": text}
