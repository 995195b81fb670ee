# Plotly: a scatter plot with a fitted line
import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(3)
hours = rng.uniform(0, 10, 160)
points = 38 + 5.2 * hours + rng.normal(0, 7, 160)
slope, offset = np.polyfit(hours, points, 1)
ends = np.array([0, 10])

fig = go.Figure()
fig.add_scatter(x=hours, y=points, mode="markers", name="students", marker=dict(size=8, color=points, colorscale="Viridis", opacity=0.8))
fig.add_scatter(x=ends, y=offset + slope * ends, mode="lines", name=f"y = {offset:.1f} + {slope:.1f} x")
fig.update_layout(title="Hours of learning and points", xaxis_title="Hours", yaxis_title="Points")
fig.show()
