# Updates: an output that changes while the program runs
import math
import time

import plotly.graph_objects as go
from IPython.display import Markdown

fig = go.Figure(go.Scatter(x=[], y=[], mode="lines", fill="tozeroy"))
fig.update_layout(title="A curve that grows", xaxis_range=[0, 12], yaxis_range=[-1.1, 1.1], height=340)
words = display(Markdown("Drawing…"), display_id=True)
shown = display(fig, display_id=True)

xs = [step / 4 for step in range(49)]
for count in range(1, len(xs) + 1):
    fig.data[0].x = xs[:count]
    fig.data[0].y = [math.sin(x) * math.exp(-x / 9) for x in xs[:count]]
    shown.update(fig)
    time.sleep(0.04)
words.update(Markdown(f"**{len(xs)}** points in all."))
