# Word chart: The ten words that a text uses most
import re
from collections import Counter


def main(text):
    words = dict(Counter(re.findall(r"\w+", text.lower())).most_common(10))
    bars = {"type": "bar", "x": list(words), "y": list(words.values())}
    layout = {"title": {"text": "The words used most"}, "yaxis": {"title": {"text": "times"}}}
    display({"application/vnd.plotly.v1+json": {"data": [bars], "layout": layout}}, raw=True)
    return words
