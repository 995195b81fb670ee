# Plotly: several plots in one figure
import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

rng = np.random.default_rng(11)
steps = rng.normal(0, 1, (4, 400)).cumsum(axis=1)

fig = make_subplots(rows=2, cols=2, specs=[[{"colspan": 2}, None], [{}, {"type": "domain"}]], subplot_titles=["Four walks", "Where they ended", "Steps up and down"])
for number, walk in enumerate(steps, 1):
    fig.add_trace(go.Scatter(y=walk, name=f"walk {number}"), row=1, col=1)
fig.add_trace(go.Bar(x=[f"walk {n}" for n in range(1, 5)], y=steps[:, -1], showlegend=False), row=2, col=1)
up = int((np.diff(steps) > 0).sum())
fig.add_trace(go.Pie(labels=["up", "down"], values=[up, steps[:, 1:].size - up], hole=0.5), row=2, col=2)
fig.update_layout(height=640, title="Random walks")
fig
