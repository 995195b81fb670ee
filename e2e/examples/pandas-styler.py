# pandas: a styled table
import numpy as np
import pandas as pd

rng = np.random.default_rng(5)
months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
change = pd.DataFrame(rng.normal(0, 4, (4, 6)), index=["tea", "coffee", "cocoa", "mate"], columns=months)


def colour(value):
    strength = min(abs(value) / 8, 1) * 0.55
    return f"background-color: rgba({'38, 150, 90' if value > 0 else '205, 70, 60'}, {strength:.2f})"


change.style.map(colour).format("{:+.1f} %").set_caption("Change of price against the month before")
