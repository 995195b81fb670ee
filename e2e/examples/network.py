# networkx and Plotly: a graph
import networkx as nx
import numpy  # Its layouts want it, and only say so when they run.
import plotly.graph_objects as go

graph = nx.karate_club_graph()
place = nx.spring_layout(graph, seed=4, iterations=60)
lines_x, lines_y = [], []
for a, b in graph.edges():
    lines_x += [place[a][0], place[b][0], None]
    lines_y += [place[a][1], place[b][1], None]
degree = [graph.degree(node) for node in graph]

fig = go.Figure()
fig.add_scatter(x=lines_x, y=lines_y, mode="lines", line=dict(width=1, color="#999"), hoverinfo="skip")
fig.add_scatter(
    x=[place[node][0] for node in graph],
    y=[place[node][1] for node in graph],
    mode="markers",
    marker=dict(size=[8 + 1.6 * d for d in degree], color=degree, colorscale="Plasma", showscale=True, colorbar_title="friends"),
    text=[f"member {node}: {d} friends" for node, d in zip(graph, degree)],
    hoverinfo="text",
)
fig.update_layout(title="Friends in a karate club", showlegend=False, height=520)
fig.update_xaxes(visible=False)
fig.update_yaxes(visible=False)
fig
