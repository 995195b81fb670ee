import sys

mebibytes = 1
line = "x" * 1023 + "\n"
for _ in range(mebibytes * 1024):
    sys.stdout.write(line)
