# Sound: made with the standard library
import io
import math
import struct
import wave

from IPython.display import Audio

rate = 16_000
notes = [523.25, 659.26, 783.99, 1046.5]
samples = []
for note in notes:
    for index in range(rate // 3):
        fade = math.exp(-6 * index / rate)
        samples.append(int(14_000 * fade * math.sin(2 * math.pi * note * index / rate)))

stored = io.BytesIO()
with wave.open(stored, "wb") as file:
    file.setnchannels(1)
    file.setsampwidth(2)
    file.setframerate(rate)
    file.writeframes(struct.pack(f"<{len(samples)}h", *samples))

Audio(data=stored.getvalue())
