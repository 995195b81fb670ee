# Text, bytes, regular expressions and JSON: C code of the interpreter rather than its loop.
import hashlib
import json
import re
import time


def loop(times):
    total = 0
    for i in range(times):
        rows = [{"id": j, "name": f"row {j} of {i}", "tags": ["a", "b"] * (j % 3)} for j in range(100)]
        text = json.dumps(rows)
        total += len(re.findall(r"row (\d+)", text)) + len(json.loads(text))
        total += hashlib.sha256(text.upper().encode()).digest()[0] + len(" ".join(sorted(text.split())))
    return total


loop(10)
started = time.perf_counter()
answer = loop(200)
print(time.perf_counter() - started, answer)
