// JavaScript: a Plotly figure from plain objects
const x = Array.from({ length: 101 }, (_, index) => index / 10);
const waves = [1, 2, 3].map((n) => ({ type: "scatter", mode: "lines", name: `sin ${n}x`, x, y: x.map((value) => Math.sin(n * value) / n) }));

Plotly.newPlot("chart", waves, { title: { text: "Three waves" }, xaxis: { title: { text: "x" } } });
