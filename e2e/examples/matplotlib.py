# Matplotlib: lines (its package comes from the network)
import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 4 * np.pi, 300)
fig, (top, bottom) = plt.subplots(2, sharex=True, layout="constrained")
top.plot(x, np.sin(x), label="sin")
top.plot(x, np.cos(x), label="cos")
top.legend()
top.set_title("Waves")
bottom.fill_between(x, np.sin(x) * np.exp(-x / 6), alpha=0.4)
bottom.set_xlabel("x")
plt.show()
