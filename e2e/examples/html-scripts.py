# HTML: with scripts, which the reader has to allow
from IPython.display import HTML

HTML("""
<canvas id="field" width="560" height="260" style="background: #11161d; border-radius: 6px"></canvas>
<p><label>Speed <input id="speed" type="range" min="1" max="20" value="6"></label></p>
<script>
  const brush = document.getElementById("field").getContext("2d");
  const speed = document.getElementById("speed");
  const balls = Array.from({ length: 24 }, (_, i) => ({ x: 20 + i * 22, y: 130, turn: i / 3 }));
  function draw() {
    brush.clearRect(0, 0, 560, 260);
    for (const ball of balls) {
      ball.turn += speed.value / 200;
      brush.fillStyle = `hsl(${ball.x / 2} 80% 65%)`;
      brush.beginPath();
      brush.arc(ball.x, 130 + 90 * Math.sin(ball.turn), 8, 0, 7);
      brush.fill();
    }
    requestAnimationFrame(draw);
  }
  draw();
</script>
""")
