# Plotly: a surface in three dimensions
import numpy as np
import plotly.graph_objects as go

axis = np.linspace(-3, 3, 80)
x, y = np.meshgrid(axis, axis)
z = 3 * (1 - x) ** 2 * np.exp(-(x**2) - (y + 1) ** 2) - 10 * (x / 5 - x**3 - y**5) * np.exp(-(x**2) - y**2) - np.exp(-((x + 1) ** 2) - y**2) / 3

fig = go.Figure(go.Surface(x=axis, y=axis, z=z, colorscale="Earth"))
fig.update_layout(title="Peaks", height=560, margin=dict(l=0, r=0, t=50, b=0))
fig
