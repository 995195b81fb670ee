# SVG: a drawing
import math

from IPython.display import SVG

petals = []
for number in range(24):
    turn = number * 15
    hue = 200 + 6 * number
    petals.append(f'<ellipse cx="150" cy="80" rx="18" ry="60" fill="hsl({hue} 70% 60% / 0.45)" transform="rotate({turn} 150 150)"/>')
dots = "".join(f'<circle cx="{150 + 30 * math.cos(i):.1f}" cy="{150 + 30 * math.sin(i):.1f}" r="3" fill="#d9a441"/>' for i in range(19))

SVG(f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" viewBox="0 0 300 300"><title>A flower of 24 petals</title>{"".join(petals)}{dots}</svg>')
