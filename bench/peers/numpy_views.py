"""The work of BesideNumPy.java, done by NumPy: prints a name and the best time in ns an element, a line each."""
import time
import numpy as np

COUNT = 1_000_000
SIDE = 1000


def best(work, elements, rounds=60):
    least = float("inf")
    for _ in range(rounds):
        start = time.perf_counter_ns()
        work()
        least = min(least, time.perf_counter_ns() - start)
    return least / elements


longs = np.arange(COUNT, dtype=np.int64) % 100
doubles = (np.arange(COUNT) % 100).astype(np.float64)
floats = doubles.astype(np.float32)
big = longs.astype(">i8")
records = np.zeros(COUNT, dtype=np.dtype([("id", "<u4"), ("symbol", "S4"), ("price", "<i2")]))
matrix = doubles.reshape(SIDE, SIDE)
other = doubles.copy()
turned = np.empty((SIDE, SIDE))


def double_in_place():
    global longs
    longs *= 2


def add_in_place():
    global other
    other += doubles


WORK = [
    ("double longs in place", double_in_place, COUNT),
    ("sum of longs", lambda: longs.sum(), COUNT),
    ("sum of big-endian longs", lambda: big.sum(), COUNT),
    ("sum of every second long", lambda: longs[::2].sum(), COUNT // 2),
    ("sum of every second double", lambda: doubles[::2].sum(), COUNT // 2),
    ("sum of every second float", lambda: floats[::2].sum(), COUNT // 2),
    ("sum of a record's field (int16 in 10 bytes)", lambda: records["price"].sum(), COUNT),
    ("sum of doubles", lambda: doubles.sum(), COUNT),
    ("least double", lambda: doubles.min(), COUNT),
    ("add doubles in place", add_in_place, COUNT),
    ("transposed copy to an array that is there", lambda: np.copyto(turned, matrix.T), SIDE * SIDE),
    ("transposed copy to a new array", lambda: np.ascontiguousarray(matrix.T), SIDE * SIDE),
    ("doubles from ints of 8 bytes, to an array that is there", lambda: np.copyto(turned.reshape(-1), longs), COUNT),
    ("doubles from ints of 8 bytes, to a new array", lambda: longs.astype(np.float64), COUNT),
]

for name, work, elements in WORK:
    print(f"{name}\t{best(work, elements):.4f}")
