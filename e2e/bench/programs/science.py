import numpy as np
import pandas as pd
import plotly.graph_objects as go

frame = pd.DataFrame({"kind": ["a", "b", "a", "b"], "amount": np.arange(4)})
figure = go.Figure(go.Bar(x=frame["kind"], y=frame["amount"]))
print(int(frame.groupby("kind")["amount"].sum()["b"]), figure.data[0].type)
