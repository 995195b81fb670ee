# Markdown: a report with a table and formulas
from IPython.display import Markdown

readings = {"north": [4.1, 3.8, 4.4], "south": [5.2, 5.9, 5.5], "west": [3.1, 3.3, 2.9]}
mean = {place: sum(values) / len(values) for place, values in readings.items()}
rows = "\n".join(f"| {place} | {len(readings[place])} | {value:.2f} |" for place, value in mean.items())
warmest = max(mean, key=mean.get)

Markdown(rf"""
## Readings

The **{warmest}** is warmest. Each mean is $\bar{{x}} = \frac{{1}}{{n}} \sum_{{i=1}}^{{n}} x_i$:

| place | n | mean |
|---|--:|--:|
{rows}

> Three readings are few: the standard error is $s / \sqrt{{n}}$.

$$
\sigma^2 = \frac{{1}}{{n - 1}} \sum_{{i=1}}^{{n}} (x_i - \bar{{x}})^2
$$
""")
