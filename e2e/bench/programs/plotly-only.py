import plotly.graph_objects as go

print(go.Figure(go.Bar(y=[1, 3, 2])).data[0].type)
