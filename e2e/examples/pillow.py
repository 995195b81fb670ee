# PIL: a picture (its package comes from the network)
from PIL import Image, ImageDraw

picture = Image.new("RGB", (480, 300), "#10324a")
draw = ImageDraw.Draw(picture)
for step in range(12):
    grey = 90 + step * 13
    draw.ellipse([60 + step * 15, 40 + step * 9, 420 - step * 15, 260 - step * 9], outline=(grey, grey, 255 - step * 9), width=3)
picture
