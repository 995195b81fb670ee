# Plotly: an animation with a slider
import numpy as np
import plotly.graph_objects as go

x = np.linspace(0, 4 * np.pi, 200)
times = np.linspace(0, 2 * np.pi, 40, endpoint=False)
frames = [go.Frame(name=f"{t:.2f}", data=[go.Scatter(x=x, y=np.sin(x - t) * np.exp(-x / 12))]) for t in times]

fig = go.Figure(data=frames[0].data, frames=frames)
play = dict(label="Play", method="animate", args=[None, dict(frame=dict(duration=60), transition=dict(duration=0), fromcurrent=True)])
pause = dict(label="Pause", method="animate", args=[[None], dict(mode="immediate")])
steps = [dict(label=frame.name, method="animate", args=[[frame.name], dict(mode="immediate", frame=dict(duration=0))]) for frame in frames]
fig.update_layout(
    title=dict(text="A damped wave", x=0.5),
    yaxis_range=[-1.1, 1.1],
    updatemenus=[dict(type="buttons", buttons=[play, pause], direction="left", x=0, y=1.18)],
    sliders=[dict(steps=steps, currentvalue=dict(prefix="t = "))],
    height=520,
)
fig
