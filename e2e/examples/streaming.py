# Text that comes bit by bit
import random
import time

inside = total = 0
for round_number in range(1, 11):
    for _ in range(20_000):
        inside += random.random() ** 2 + random.random() ** 2 <= 1
    total += 20_000
    print(f"{total:>7,} points: π ≈ {4 * inside / total:.4f}", flush=True)
    time.sleep(0.15)
