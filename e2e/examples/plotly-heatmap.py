# Plotly: a heatmap
import numpy as np
import plotly.graph_objects as go

days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
hours = np.arange(24)
workday = np.exp(-((hours - 8) ** 2) / 6) + 0.9 * np.exp(-((hours - 17) ** 2) / 8)
weekend = 0.7 * np.exp(-((hours - 13) ** 2) / 22)
trips = np.round(900 * np.array([workday] * 5 + [weekend] * 2) + 40)

fig = go.Figure(go.Heatmap(z=trips, x=hours, y=days, colorscale="YlGnBu", hovertemplate="%{y}, %{x}:00: %{z} trips<extra></extra>"))
fig.update_layout(title="Bicycle trips by day and hour", xaxis=dict(title="Hour", dtick=3), yaxis_autorange="reversed", height=380)
fig
