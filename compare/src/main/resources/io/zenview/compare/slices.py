"""Takes one byte after another off the front until nothing is left, as in the talk: by copying and by a view.

Arguments: the lengths to start from. Prints one JSON object: seconds for each length.
"""
import sys

sys.path[:] = [folder for folder in sys.path if folder]

import json
import time


def walk(b):
    start = time.perf_counter()
    while b:
        b = b[1:]
    return time.perf_counter() - start


copies = []
views = []
for n in map(int, sys.argv[1:]):
    data = b"x" * n
    copies.append(walk(data))
    views.append(walk(memoryview(data)))

print(json.dumps({"copies": copies, "views": views}))
