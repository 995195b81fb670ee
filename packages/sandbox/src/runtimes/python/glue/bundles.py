"""A value as a MIME bundle: the forms that it offers by IPython's protocol, and those that Vitrine knows to make."""

import sys

from . import charts, figures, matplotlib_figures, outputs, pictures, tables

# Characters of a value's text: a list of a million numbers says no more in full.
_TEXT = 100_000

_REPRS = {
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
    "_repr_latex_": "text/latex",
    "_repr_json_": "application/json",
    "_repr_javascript_": "application/javascript",
    "_repr_pdf_": "application/pdf",
}

# MIME type → type, or its (module, name) → function: what get_ipython().display_formatter was given.
formatters: dict[str, dict] = {}


def bundle_of(value, include=None, exclude=None) -> tuple[dict, dict]:
    """Its forms by MIME type, and their metadata. There is always text."""
    bundle, metadata = _special(value)
    whole, more = _with_metadata(_call(value, "_repr_mimebundle_", include=include, exclude=exclude))
    bundle.update(whole or {})
    metadata.update(more)
    for method, mime in _REPRS.items():
        if mime in bundle:
            continue
        form, more = _with_metadata(_registered(value, mime) or _call(value, method))
        if form is not None:
            bundle[mime] = form
            if more:
                metadata[mime] = more
    bundle.setdefault("text/plain", text_of(value))
    if include:
        bundle = {mime: form for mime, form in bundle.items() if mime in include}
    return {mime: form for mime, form in bundle.items() if mime not in (exclude or ())}, metadata


def text_of(value) -> str:
    """repr(), cut, and never failing."""
    try:
        text = repr(value)
    except Exception as error:
        text = f"<{type(value).__name__}: its repr raised {type(error).__name__}: {error}>"
    return text if len(text) <= _TEXT else f"{text[:_TEXT]}… ({len(text)} characters in all)"


def _special(value) -> tuple[dict, dict]:
    """What does not offer what the reader should see, or not all of it."""
    if figures.is_figure(value):
        return {figures.MIME: figures.json_of(value), "text/plain": text_of(value)[:200]}, {}
    if matplotlib_figures.is_figure(value):
        return matplotlib_figures.bundle_of(value)
    if pictures.is_picture(value):
        return pictures.bundle_of(value)
    if charts.is_chart(value) and (bundle := charts.bundle_of(value)):
        return bundle, {}
    if tables.is_table(value):
        return {tables.MIME: tables.data_of(value)}, {}
    return {}, {}


def _with_metadata(form) -> tuple:
    return (form[0], dict(form[1] or {})) if isinstance(form, tuple) and len(form) == 2 else (form, {})


def _registered(value, mime: str):
    functions = formatters.get(mime, {})
    for kind in type(value).__mro__:
        if function := functions.get(kind) or functions.get((kind.__module__, kind.__name__)):
            return function(value)
    return None


def _call(value, method: str, **options):
    """The form that the object offers. One that fails is not there, as in IPython, and the embedder is told."""
    if isinstance(value, type) or figures.is_figure(value) or not callable(form := _attribute(value, method)):
        return None
    try:
        return form(**options)
    except NotImplementedError:
        return None
    except Exception as error:
        outputs.log("warn", f"{type(value).__name__}.{method} raised {type(error).__name__}: {error}"[:1000])
        return None


def _attribute(value, name: str):
    """An attribute that its class has: what answers to any name (a mock, a proxy) offers nothing."""
    try:
        return getattr(value, name) if hasattr(type(value), name) or name in getattr(value, "__dict__", ()) else None
    except Exception:
        return None
