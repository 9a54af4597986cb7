"""Doubles whole numbers of 64 bits, as in the talk: through a memoryview in place, by copying, and in the plain array.

Argument: how many. Prints one JSON object; "library" says whose array it was.
"""
import sys

sys.path[:] = [folder for folder in sys.path if folder]

import array
import json
import time

try:
    import numpy
except ImportError:
    numpy = None

count = int(sys.argv[1])


def numbers():
    if numpy is not None:
        return numpy.arange(count, dtype=numpy.int64)
    return array.array("q", range(count))


def double(values):
    for i in range(len(values)):
        values[i] *= 2


def in_place(values):
    double(memoryview(values))


def by_copy(values):
    copy = values[:] if numpy is None else values.copy()
    double(copy)
    values[:] = copy


def timed(way):
    values = numbers()
    start = time.perf_counter()
    way(values)
    seconds = time.perf_counter() - start
    expected = [2 * i for i in range(min(10, count))]
    if [int(value) for value in values[:10]] != expected:
        sys.exit("the first numbers should be %s, not %s" % (expected, values[:10]))
    return seconds


print(json.dumps({
    "array_seconds": timed(double),
    "view_seconds": timed(in_place),
    "copy_seconds": timed(by_copy),
    "library": "array.array" if numpy is None else "numpy " + numpy.__version__,
}))
