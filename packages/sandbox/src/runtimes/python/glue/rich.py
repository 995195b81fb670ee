"""IPython.display's wrappers: values with one form."""

import html
import json
import mimetypes
import re

from . import sound


class DisplayObject:
    """Bytes or text; `filename` is read at once. An address is shown as text, as nothing is fetched to show it."""

    mime = "text/plain"

    def __init__(self, data=None, url=None, filename=None, metadata=None, **_options):
        if filename is not None:
            with open(filename, "rb") as file:
                data = file.read()
        elif url is not None:
            data = None
        self.data = data
        self.url = url
        self.filename = filename
        self.metadata = metadata or {}
        if self.mime.startswith(("text/", "image/svg", "application/json")) and isinstance(data, bytes):
            self.data = data.decode()

    def _repr_mimebundle_(self, include=None, exclude=None):
        if self.data is None:
            return {"text/plain": self.url or ""}, {}
        return {self.mime: self.data, "text/plain": self._plain()}, self.metadata

    def _plain(self) -> str:
        return self.data if isinstance(self.data, str) else f"<{type(self).__name__}>"

    def __repr__(self) -> str:
        return self._plain() if self.data is not None else f"<{type(self).__name__} {self.url}>"


class TextDisplayObject(DisplayObject):
    pass


class HTML(TextDisplayObject):
    mime = "text/html"

    def __html__(self):
        return self.data

    def _repr_html_(self):
        return self.data

    def _plain(self) -> str:
        bare = re.sub(r"<(script|style)\b.*?</\1\s*>", " ", str(self.data), flags=re.DOTALL | re.IGNORECASE)
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", bare))).strip()


class Markdown(TextDisplayObject):
    mime = "text/markdown"


class Latex(TextDisplayObject):
    mime = "text/latex"


class Math(Latex):
    def __init__(self, data=None, **options):
        text = str(data).strip("$")
        super().__init__(f"$\\displaystyle {text}$", **options)


class Pretty(TextDisplayObject):
    pass


class SVG(TextDisplayObject):
    mime = "image/svg+xml"

    def __init__(self, data=None, url=None, filename=None, **options):
        if isinstance(data, str) and data.strip().endswith(".svg") and "<" not in data:
            data, filename = None, data
        super().__init__(data, url, filename, **options)
        if isinstance(self.data, str) and (start := self.data.find("<svg")) > 0:
            # What comes before is a document type that no picture needs.
            self.data = self.data[start:]


class JSON(DisplayObject):
    mime = "application/json"

    def __init__(self, data=None, url=None, filename=None, expanded=False, **options):
        super().__init__(data, url, filename, **options)
        if isinstance(self.data, str):
            self.data = json.loads(self.data)

    def _plain(self) -> str:
        return json.dumps(self.data, default=str)[:1000]


class GeoJSON(JSON):
    mime = "application/geo+json"


class Javascript(TextDisplayObject):
    """Shown as text: what is displayed here runs no script."""


class Code(TextDisplayObject):
    def __init__(self, data=None, url=None, filename=None, language=None, **options):
        super().__init__(data, url, filename, **options)
        self.language = language or "python"

    def _repr_mimebundle_(self, include=None, exclude=None):
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", self.data)), default=0))
        return {"text/markdown": f"{fence}{self.language}\n{self.data}\n{fence}", "text/plain": self.data}, {}


class Image(DisplayObject):
    """A picture from bytes or from a file; its kind is read from its first bytes."""

    mime = "image/png"

    def __init__(self, data=None, url=None, filename=None, format=None, embed=None, width=None, height=None, alt=None, **options):
        if isinstance(data, str) or hasattr(data, "__fspath__"):
            name = str(data)
            data, url, filename = (None, name, None) if re.match(r"(https?|data):", name) else (None, None, name)
        if hasattr(data, "_repr_png_"):
            data = data._repr_png_()
        super().__init__(data, url, filename, **options)
        if isinstance(self.data, bytes):
            self.mime = _picture_mime(self.data)
        size = {key: value for key, value in (("width", width), ("height", height)) if value}
        self.metadata = {**self.metadata, **({self.mime: size} if size else {}), **({"alt": alt} if alt else {})}


class Audio(DisplayObject):
    """Sound from bytes, a file, or samples with their rate."""

    mime = "audio/wav"

    def __init__(self, data=None, filename=None, url=None, embed=None, rate=None, autoplay=False, normalize=True, **options):
        if isinstance(data, str):
            data, url, filename = (None, data, None) if re.match(r"https?:", data) else (None, None, data)
        if data is not None and not isinstance(data, bytes):
            if rate is None:
                raise ValueError("rate must be specified when data is a numpy array or list of audio samples.")
            data = sound.wav(data, int(rate), normalize)
        super().__init__(data, url, filename, **options)
        if isinstance(self.data, bytes):
            self.mime = sound.mime_of(self.data)


class Video(DisplayObject):
    mime = "video/mp4"

    def __init__(self, data=None, url=None, filename=None, embed=False, mimetype=None, width=None, height=None, html_attributes=None, **options):
        if isinstance(data, str):
            data, url, filename = (None, data, None) if re.match(r"https?:", data) else (None, None, data)
        super().__init__(data, url, filename, **options)
        self.mime = mimetype or mimetypes.guess_type(str(filename))[0] or "video/mp4"


class IFrame(DisplayObject):
    """Shown as its address: nothing is fetched here."""

    def __init__(self, src, width=None, height=None, **_options):
        super().__init__(url=str(src))
        self.src, self.width, self.height = src, width, height


class YouTubeVideo(IFrame):
    def __init__(self, id, width=400, height=300, **options):
        super().__init__(f"https://www.youtube.com/watch?v={id}", width, height, **options)


class FileLink(DisplayObject):
    """Shown as the file's name: the file itself comes back with the run's files."""

    def __init__(self, path, **_options):
        super().__init__(str(path))
        self.path = path


class FileLinks(FileLink):
    pass


class ProgressBar(DisplayObject):
    """A bar that is drawn again as it goes on."""

    def __init__(self, total):
        super().__init__("")
        self.total = total
        self._progress = 0
        self._handle = None

    def _repr_mimebundle_(self, include=None, exclude=None):
        value = f'<progress max="{self.total}" value="{self._progress}"></progress>'
        return {"text/html": value, "text/plain": f"[{self._progress}/{self.total}]"}, {}

    @property
    def progress(self):
        return self._progress

    @progress.setter
    def progress(self, value):
        self._progress = value
        self.update()

    def display(self):
        from . import display

        self._handle = display.display(self, display_id=True)

    def update(self):
        if self._handle:
            self._handle.update(self)

    def __iter__(self):
        self.display()
        self._progress = -1
        return self

    def __next__(self):
        self.progress += 1
        if self.progress < self.total:
            return self.progress
        raise StopIteration


def _picture_mime(data: bytes) -> str:
    for start, mime in ((b"\x89PNG", "image/png"), (b"GIF", "image/gif"), (b"\xff\xd8", "image/jpeg"), (b"RIFF", "image/webp")):
        if data.startswith(start):
            return mime
    return "image/svg+xml" if data.lstrip().startswith((b"<svg", b"<?xml")) else "image/jpeg"


CLASSES = (
    DisplayObject,
    TextDisplayObject,
    HTML,
    Markdown,
    Latex,
    Math,
    Pretty,
    SVG,
    JSON,
    GeoJSON,
    Javascript,
    Code,
    Image,
    Audio,
    Video,
    IFrame,
    YouTubeVideo,
    FileLink,
    FileLinks,
    ProgressBar,
)
