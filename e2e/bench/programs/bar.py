import plotly.graph_objects as go

planets = ["Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune"]
moons = [0, 0, 1, 2, 95, 146, 28, 16]

fig = go.Figure(go.Bar(x=planets, y=moons, text=moons, textposition="outside"))
fig.update_layout(title="Known moons", yaxis_range=[0, 170])
fig
