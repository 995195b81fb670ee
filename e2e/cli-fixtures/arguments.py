import os
import sys

print(sys.argv[1:], os.environ["COLOUR"], open("given.txt").read(), sys.stdin.read())
