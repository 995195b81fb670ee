import numpy as np
import plotly.graph_objects as go

n = 10_000
x = np.linspace(0, 60, n)
y = np.sin(x) + np.random.default_rng(1).normal(0, 0.1, n)

fig = go.Figure(go.Scatter(x=x, y=y, mode="lines"))
fig.update_layout(title="A noisy wave")
fig
