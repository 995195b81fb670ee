# HTML: without scripts
from IPython.display import HTML

done = {"Download": 100, "Unpack": 100, "Convert": 64, "Upload": 0}
bars = "".join(
    f'<dt>{name}</dt><dd><div class="bar" style="width: {percent}%"></div><span>{percent} %</span></dd>' for name, percent in done.items()
)
HTML(f"""
<style>
  dl {{ display: grid; grid-template-columns: auto 1fr; gap: 6px 14px; max-width: 420px; }}
  dd {{ position: relative; margin: 0; border-radius: 4px; background: rgb(128 128 128 / 0.18); }}
  .bar {{ height: 100%; border-radius: 4px; background: #3c8dbc; }}
  dd span {{ position: absolute; inset: 0 8px 0 auto; font-size: 12px; line-height: 1.7; }}
</style>
<h3>Progress</h3>
<dl>{bars}</dl>
<details><summary>What is this?</summary>HTML with its own styles, sanitised and kept apart from the page.</details>
""")
