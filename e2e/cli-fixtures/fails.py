import sys

print("before", file=sys.stderr)
print(1 / 0)
