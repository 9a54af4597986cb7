"""Records what NumPy does where CPython's memoryview does nothing: python3 record_arrays.py FOLDER [PROGRAMS]

Writes FOLDER/programs-arrays.gz: slices in several dimensions, transposing, reshaping without a copy, broadcasting,
fields of records, and assignment of overlapping parts in several dimensions. The notation is that of
record_programs.py. Needs NumPy; recorded with NumPy 2.4.6 on CPython 3.11.7.

    new nd;FORMAT;SHAPE;STRIDES;OFFSET;w MEMORY > o        an array over some memory
    slice v KEY > v       transpose v AXES > v      reshape v SHAPE > v       broadcast v SHAPE > v     field v NAME > v
    layout v > (shape,strides,c,f)                         N for strides that no two elements show
    assign v KEY v > N    v[KEY] = v                       dump o > x…
    list v > values       bytes v ORDER > x…               eq v v > truth

A reshape that would have to copy is !V, as is a broadcast of shapes that do not go together.
"""

import gzip
import random
import sys
from pathlib import Path

import numpy as np

ROWS = {
    "A": "construct",
    "B": "slice in several dimensions",
    "C": "partial index",
    "D": "transpose",
    "E": "reshape",
    "F": "broadcast",
    "G": "fields of records",
    "H": "assign in several dimensions",
    "I": "strides and contiguity",
    "J": "toList",
    "K": "toBytes",
    "L": "equality",
}

SIMPLE = ["u1", "i1", "<i2", ">u2", "<i4", ">i4", "<i8", "<f8", ">f4", "<f2", "?"]
# None with padding: NumPy leaves it out when it copies.
RECORDS = [
    np.dtype([("a", "<i2"), ("b", "<i2")]),
    np.dtype([("a", "u1"), ("b", ">i4")]),
    np.dtype([("a", "<i4"), ("b", "<f8")]),
    np.dtype([("a", "<i2"), ("m", "<i2", (2, 3))]),
    np.dtype([("p", [("x", ">i2"), ("y", "u1")]), ("q", ">u4")]),
]


def enc(value):
    if value is None:
        return "N"
    if isinstance(value, (bool, np.bool_)):
        return "T" if value else "F"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, bytes):
        return "x" + value.hex()
    if isinstance(value, np.ndarray):
        return enc(value.tolist())
    if isinstance(value, list):
        return "[" + ",".join(map(enc, value)) + "]"
    if isinstance(value, tuple):
        return "(" + ",".join(map(enc, value)) + ")"
    raise AssertionError(repr(value))


def enc_key(key):
    if isinstance(key, tuple):
        return "(" + ",".join(map(enc_key, key)) + ")"
    if isinstance(key, slice):
        parts = [key.start, key.stop] + ([key.step] if key.step is not None else [])
        return ":".join("" if p is None else str(p) for p in parts)
    return "..." if key is Ellipsis else str(key)


def numbers(values):
    return ",".join(map(str, values))


class Program:
    def __init__(self, rng):
        self.rng = rng
        self.steps = []
        self.views = []
        self.memory = None

    def note(self, row, step, result):
        self.steps.append(f"{row}{step} > {result}")

    def attempt(self, row, step, action):
        try:
            made = action()
        except IndexError:
            self.note(row, step, "!I")
        except ValueError:
            self.note(row, step, "!V")
        else:
            assert isinstance(made, np.ndarray) and (made.size == 0 or np.shares_memory(made, self.views[0]))
            self.note(row, step, f"v{len(self.views)}")
            self.views.append(made)

    def view(self):
        last = len(self.views) - 1
        n = last if self.rng.random() < 0.7 else self.rng.randint(0, last)
        return n, self.views[n]


def start(p):
    rng = p.rng
    dtype = np.dtype(rng.choice(SIMPLE)) if rng.random() < 0.7 else rng.choice(RECORDS)
    shape = [rng.choice([1, 2, 2, 3, 4]) for _ in range(rng.choice([0, 1, 2, 2, 2, 3, 3]))]
    if shape and rng.random() < 0.05:
        shape[rng.randrange(len(shape))] = 0
    step, strides, low, high = dtype.itemsize, [], 0, dtype.itemsize
    for extent in reversed(shape):
        here = step * rng.choice([1, 1, 1, 2, -1])
        strides.insert(0, here)
        span = here * (max(extent, 1) - 1)
        low, high = low + min(span, 0), high + max(span, 0)
        step = abs(here) * max(extent, 1)
    if rng.random() < 0.4:
        order = list(range(len(shape)))
        rng.shuffle(order)
        shape, strides = [shape[i] for i in order], [strides[i] for i in order]
    size = high - low
    first, by = rng.choice([0, 1, 60]), rng.choice([1, 3, 7])
    p.memory = bytearray((first + by * i) % 256 for i in range(size))
    if dtype.kind == "?":
        p.memory[:] = bytes(b % 2 for b in p.memory)
    text = f"~{first},{by},{size}" if dtype.kind != "?" else "x" + p.memory.hex()
    form = memoryview(np.zeros(1, dtype)).format
    p.note("A", f"new nd;{form};{numbers(shape)};{numbers(strides)};{-low};w {text}", "o0")
    p.note("A", "view o0", "v0")
    p.views.append(np.ndarray(shape, dtype, p.memory, -low, strides))


def some_slice(rng, length):
    part = [None, None, None, *range(-length - 1, length + 2)]
    return slice(rng.choice(part), rng.choice(part), rng.choice([None, None, 1, 2, -1, -1, -2, 3]))


def some_key(rng, shape):
    key = []
    for length in shape[: rng.randint(0, len(shape))]:
        if rng.random() < 0.25:
            key.append(rng.randint(-length, length - 1) if length and rng.random() < 0.93 else length)
        else:
            key.append(some_slice(rng, length))
    if rng.random() < 0.35:
        key.insert(rng.randint(0, len(key)), Ellipsis)
        # After an ellipsis the numbers mean the last dimensions.
        key = [k if not isinstance(k, int) else 0 if rng.random() < 0.5 else -1 for k in key]
    return tuple(key)


def op_slice(p):
    n, view = p.view()
    key = some_key(p.rng, view.shape)
    full = key if Ellipsis in key else (*key, Ellipsis)  # a view also of a single element
    row = "C" if key and all(isinstance(k, int) for k in key) else "B"
    p.attempt(row, f"slice v{n} {enc_key(key)}", lambda: view[full])


def op_transpose(p):
    n, view = p.view()
    axes = list(range(view.ndim))
    p.rng.shuffle(axes)
    p.attempt("D", f"transpose v{n} {enc(axes)}", lambda: view.transpose(axes))


def some_shape(rng, count):
    shape = []
    while count > 1 and len(shape) < 3:
        d = rng.choice([d for d in range(1, min(count, 12) + 1) if count % d == 0])
        shape.append(d)
        count //= d
    shape += [count] if count != 1 or not shape else []
    if rng.random() < 0.3:
        shape.insert(rng.randint(0, len(shape)), 1)
    return shape


def op_reshape(p):
    n, view = p.view()
    shape = some_shape(p.rng, view.size)
    if p.rng.random() < 0.1:
        shape = p.rng.choice([[], [view.size + 1], [0], [0, 3], [2, view.size]])
    if shape and p.rng.random() < 0.3:
        shape[p.rng.randrange(len(shape))] = -1
    p.attempt("E", f"reshape v{n} {enc(shape)}", lambda: view.reshape(shape, copy=False))


def op_broadcast(p):
    rng = p.rng
    n, view = p.view()
    shape = [s if s != 1 or rng.random() < 0.5 else rng.choice([2, 3, 0]) for s in view.shape]
    if rng.random() < 0.15 and shape:
        shape[rng.randrange(len(shape))] += 1
    shape = [rng.choice([1, 2, 3]) for _ in range(rng.choice([0, 0, 1, 2]))] + shape
    if rng.random() < 0.05:
        shape = shape[1:]
    if np.prod(shape) <= 100:
        p.attempt("F", f"broadcast v{n} {enc(shape)}", lambda: np.broadcast_to(view, shape))


def op_field(p):
    n, view = p.view()
    if view.dtype.names:
        name = p.rng.choice(view.dtype.names)
        p.attempt("G", f"field v{n} {name}", lambda: view[name])


def op_layout(p):
    n, view = p.view()
    shown = [s if view.shape[d] > 1 and view.size else None for d, s in enumerate(view.strides)]
    flags = view.flags
    p.note("I", f"layout v{n}", enc((list(view.shape), shown, flags.c_contiguous, flags.f_contiguous)))


def op_assign(p):
    """Two parts of the same shape, which may overlap in any way."""
    rng = p.rng
    n, view = p.view()
    if not view.flags.writeable or view.ndim == 0:
        return
    to, source = [], []
    for length in view.shape:
        count = rng.randint(0 if rng.random() < 0.1 else min(1, length), length)
        for key in (to, source):
            step = rng.choice([1, 1, 1, -1])
            first = rng.randint(0, length - count)
            if step == 1:
                key.append(slice(first, first + count))
            else:
                key.append(slice(first + count - 1, first - 1 if first else None, -1) if count else slice(0, 0, None))
    p.attempt("B", f"slice v{n} {enc_key(tuple(source))}", lambda: view[tuple(source)])
    m = len(p.views) - 1
    if rng.random() < 0.1:
        to[0] = slice(None)
    target = view[tuple(to)]
    if target.shape == p.views[m].shape:
        view[tuple(to)] = p.views[m]
        result = "N"
    else:
        result = "!V"  # NumPy would broadcast; an assignment here asks for the same shape
    p.note("H", f"assign v{n} {enc_key(tuple(to))} v{m}", result)
    p.note("H", "dump o0", enc(bytes(p.memory)))


def op_list(p):
    n, view = p.view()
    if view.ndim and view.size <= 60:
        p.note("J", f"list v{n}", enc(view.tolist()))


def op_bytes(p):
    n, view = p.view()
    if view.size <= 40:
        order = p.rng.choice("CFA")
        # Python's A: F only if the memory is in that order and not in the other.
        numpy_order = order if order != "A" else "F" if view.flags.f_contiguous and not view.flags.c_contiguous else "C"
        p.note("K", f"bytes v{n} {order}", enc(view.tobytes(numpy_order)))


def op_eq(p):
    n, view = p.view()
    m = p.rng.randrange(len(p.views))
    other = p.views[m]
    if view.dtype == other.dtype or not (view.dtype.names or other.dtype.names):
        p.note("L", f"eq v{n} v{m}", enc(bool(np.array_equal(view, other))))


OPERATIONS = [op_slice, op_transpose, op_reshape, op_broadcast, op_field, op_layout, op_assign, op_list, op_bytes, op_eq]
WEIGHTS = [5, 3, 4, 2, 3, 2, 3, 3, 2, 1]


def program(rng):
    p = Program(rng)
    start(p)
    goal = rng.choice([4, 5, 6, 7])
    for _ in range(20):
        rng.choices(OPERATIONS, WEIGHTS)[0](p)
        if len(p.steps) >= goal:
            break
    return "|".join(p.steps)


def main():
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 3500
    rng = random.Random(3118)
    lines = {}
    while len(lines) < count:
        lines[program(rng)] = None
    text = "".join(f"# {letter} {name}\n" for letter, name in ROWS.items()) + "\n".join(lines) + "\n"
    with open(folder / "programs-arrays.gz", "wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as packed:
        packed.write(text.encode("ascii"))


if __name__ == "__main__":
    main()
