"""Samples as WAV."""

import array
import io
import wave

_KINDS = ((b"RIFF", "audio/wav"), (b"OggS", "audio/ogg"), (b"ID3", "audio/mpeg"), (b"\xff\xfb", "audio/mpeg"), (b"fLaC", "audio/flac"))


def wav(samples, rate: int, normalize: bool = True) -> bytes:
    """16-bit PCM of samples between -1 and 1: one row of them, or one row for each channel. `normalize` makes the loudest 1."""
    rows = samples.tolist() if hasattr(samples, "tolist") else list(samples)
    channels = rows if rows and isinstance(rows[0], list | tuple) else [rows]
    loudest = max((abs(sample) for channel in channels for sample in channel), default=0) or 1
    if not normalize and loudest > 1:
        raise ValueError("Audio data must be between -1 and 1 when normalize=False.")
    scale = 32_767 / (loudest if normalize else 1)
    frames = array.array("h", (int(sample * scale) for frame in zip(*channels, strict=True) for sample in frame))
    stored = io.BytesIO()
    with wave.open(stored, "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(frames.tobytes())
    return stored.getvalue()


def mime_of(data: bytes) -> str:
    return next((mime for start, mime in _KINDS if data.startswith(start)), "audio/wav")
