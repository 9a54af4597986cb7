"""Records what CPython's memoryview does with random programs: python3 record_programs.py FOLDER [PROGRAMS]

Writes FOLDER/programs.gz, which the Java tests replay; they need no Python. Standard library only: exporters are
bytes, bytearray, array, ctypes, mmap, classes with __buffer__ (so Python 3.12 or newer), and `_testbuffer.ndarray`,
the exporter of arbitrary shapes, strides and suboffsets that CPython comes with for its own tests of memoryview.
Recorded with CPython 3.13.0; the same Python writes the same bytes again.

A line is a program: steps separated by '|'. A step is one letter for the row of the rules it exercises (the table
ROWS, repeated at the head of the file), an operation with its arguments, ' > ' and what came of it; the functions op_… below document their steps. What
comes of a step is a value, the name of a new owner (o0, o1, …) or view (v0, v1, …), or an error:

    !I !T !V !B !N                 IndexError, TypeError, ValueError, BufferError, NotImplementedError
    !O !R                          refused because read-only; because released
    !N~[1,2]                       CPython refuses; what follows is what the operation means all the same, made out by
                                   struct or by taking nested lists apart, never by guessing

Values: 12, 1.5, inf, nan, T, F, N, xFF00 (bytes), 'text or "FF00 (its bytes), [list], (tuple). Keys: 3, 1:9:2, (0,1), (1:,...).
Memory: xHEX, or ~a,b,n for the n bytes a, a+b, a+2b, …
"""

import array
import ctypes
import gzip
import itertools
import math
import mmap
import random
import struct
import sys
from pathlib import Path

import _testbuffer
from _testbuffer import ND_PIL, ND_WRITABLE, ndarray

ROWS = {
    "A": "construct",
    "B": "request flags",
    "C": "exporter contract",
    "D": "attributes",
    "E": "contiguity",
    "F": "length",
    "G": "index",
    "H": "0-dim",
    "I": "slice",
    "J": "assign element",
    "K": "assign slice",
    "L": "formats",
    "M": "c and ?",
    "N": "cast",
    "O": "toReadOnly",
    "P": "toBytes",
    "Q": "toList",
    "R": "hex",
    "S": "iterate / search",
    "T": "equality",
    "U": "hash",
    "V": "release",
    "W": "resize lock",
    "X": "bytes / bytearray",
}
LETTER = {name: letter for letter, name in ROWS.items()}

# Which row an operation belongs to, where the view it is done to does not say more (see Program.row).
ROW_OF = {
    "new": "construct",
    "view": "construct",
    "owner": "construct",
    "request": "request flags",
    "counts": "exporter contract",
    "attr": "attributes",
    "contig": "contiguity",
    "len": "length",
    "get": "index",
    "slice": "slice",
    "put": "assign element",
    "assign": "assign slice",
    "cast": "cast",
    "ro": "toReadOnly",
    "bytes": "toBytes",
    "list": "toList",
    "hex": "hex",
    "iter": "iterate / search",
    "rev": "iterate / search",
    "in": "iterate / search",
    "eq": "equality",
    "hash": "hash",
    "release": "release",
    "with": "release",
    "lend": "release",
    "back": "release",
    "own": "resize lock",
    "dump": "bytes / bytearray",
}

NATIVE = "bBhHiIlLqQnNPefd?c"
CAST_TO = "bBhHiIlLqQnNefd?c"
HUGE = [2**31, 2**32 + 1, 2**62, 2**63 - 1, -(2**31), -(2**62), -(2**63)]

# Formats of several values: what struct calls them, and how its flat tuple is to be grouped.
RECORDS = {
    "hhl": ("hhl", None),
    "<bi": ("<bi", None),
    "3s": ("3s", None),
    ">hxB": (">hxB", None),
    "T{<i:a:4x<d:b:}": ("<i4xd", None),
    "T{<h:x:<h:y:}": ("<hh", None),
    "T{<b:k:3x<i:v:(2)<h:w:}": ("<b3xi2h", lambda t: (t[0], t[1], [t[2], t[3]])),
    "T{<B:a:T{>h:b:<B:c:}:d:}": None,
}


class Pair(ctypes.Structure):
    _fields_ = [("a", ctypes.c_int32), ("b", ctypes.c_double)]


class Point(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int16), ("y", ctypes.c_int16)]


class Mixed(ctypes.Structure):
    _fields_ = [("k", ctypes.c_int8), ("v", ctypes.c_int32), ("w", ctypes.c_int16 * 2)]


CTYPES = {
    "<i": ctypes.c_int32,
    "<h": ctypes.c_int16,
    "<d": ctypes.c_double,
    "<B": ctypes.c_uint8,
    "<q": ctypes.c_int64,
    "<f": ctypes.c_float,
    ">i": ctypes.c_int32.__ctype_be__,
    ">H": ctypes.c_uint16.__ctype_be__,
    "pair": Pair,
    "point": Point,
    "mixed": Mixed,
}


class RawBuffer(ctypes.Structure):
    """Py_buffer, to learn where memory lies."""

    _fields_ = [
        ("buf", ctypes.c_void_p),
        ("obj", ctypes.py_object),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        ("format", ctypes.c_char_p),
        ("shape", ctypes.POINTER(ctypes.c_ssize_t)),
        ("strides", ctypes.POINTER(ctypes.c_ssize_t)),
        ("suboffsets", ctypes.POINTER(ctypes.c_ssize_t)),
        ("internal", ctypes.c_void_p),
    ]


def address(exporter):
    raw = RawBuffer()
    ctypes.pythonapi.PyObject_GetBuffer(ctypes.py_object(exporter), ctypes.byref(raw), _testbuffer.PyBUF_FULL_RO)
    where = raw.buf
    ctypes.pythonapi.PyBuffer_Release(ctypes.byref(raw))
    return where


class Lender:
    """An exporter in Python itself, which counts."""

    def __init__(self, data):
        self.data = data
        self.acquired = self.released = 0

    def __buffer__(self, flags):
        view = memoryview(self.data)
        self.acquired += 1
        return view

    def __release_buffer__(self, view):
        self.released += 1
        view.release()


class Owner:
    """An exporter, the text that tells how to make it again, and all the memory it has."""

    def __init__(self, exporter, text, dump):
        self.exporter = exporter
        self.text = text
        self.dump = dump


# ---- text ----


def enc(value):
    if value is None:
        return "N"
    if value is True:
        return "T"
    if value is False:
        return "F"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (bytes, bytearray)):
        return "x" + bytes(value).hex()
    if isinstance(value, str):
        return '"' + value.encode().hex() if set(",()[]") & set(value) else "'" + value
    if isinstance(value, list):
        return "[" + ",".join(map(enc, value)) + "]"
    if isinstance(value, tuple):
        return "(" + ",".join(map(enc, value)) + ")"
    raise AssertionError(repr(value))


def enc_key(key):
    if isinstance(key, slice):
        parts = [key.start, key.stop] + ([key.step] if key.step is not None else [])
        return ":".join("" if p is None else str(p) for p in parts)
    if isinstance(key, tuple):
        return "(" + ",".join(map(enc_key, key)) + ")"
    return "..." if key is Ellipsis else str(key)


def enc_memory(data):
    if len(data) > 2:
        step = (data[1] - data[0]) % 256
        if all((data[0] + step * i) % 256 == b for i, b in enumerate(data)):
            return f"~{data[0]},{step},{len(data)}"
    return "x" + bytes(data).hex()


def kind(error):
    text = str(error)
    if isinstance(error, ValueError) and "released" in text:
        return "!R"
    if isinstance(error, TypeError) and "read-only" in text:
        return "!O"
    for cls, letter in (
        (NotImplementedError, "N"),
        (BufferError, "B"),
        (IndexError, "I"),
        (TypeError, "T"),
        (ValueError, "V"),
    ):
        if isinstance(error, cls):
            return "!" + letter
    raise error


ERRORS = (NotImplementedError, BufferError, IndexError, TypeError, ValueError)


# ---- what an operation means where CPython does not do it ----


def unpacker(form):
    """A function from an element's bytes to its value, or None where struct does not know the format."""
    if form in RECORDS:
        if RECORDS[form] is None:
            return None
        text, group = RECORDS[form]
    elif len(form) <= 2 and form != "w":
        text, group = form, None
    else:
        return None

    def unpack(data):
        values = struct.unpack(text, data)
        if group:
            return group(values)
        return values[0] if len(values) == 1 else values

    return unpack


def packer(form):
    """A function from a value to an element's bytes, which raises an error for a value that does not fit."""
    if form == "3s":
        return lambda value: value.ljust(3, b"\0") if isinstance(value, bytes) and len(value) <= 3 else struct.pack("3s")
    if unpacker(form) is None or form in RECORDS:
        raise ValueError(form)
    return lambda value: struct.pack(form, value)


def nested(data, shape, itemsize, unpack):
    if not shape:
        return unpack(data)
    size = len(data) // shape[0] if shape[0] else 0
    return [nested(data[i * size : (i + 1) * size], shape[1:], itemsize, unpack) for i in range(shape[0])]


def meaning(view):
    """All elements as nested lists, whatever the format; None if struct does not know it."""
    unpack = unpacker(view.format)
    return None if unpack is None else nested(view.tobytes(), view.shape, view.itemsize, unpack)


def pick(values, key, shape):
    """Nested lists under a key of numbers, slices and at most one ellipsis. Raises IndexError as lists do, also for
    lists that are empty further out."""
    ndim = len(shape)
    key = key if isinstance(key, tuple) else (key,)
    if Ellipsis in key:
        at = key.index(Ellipsis)
        key = key[:at] + (slice(None),) * (ndim - len(key) + 1) + key[at + 1 :]

    def take(part, rest):
        if not rest:
            return part
        if isinstance(rest[0], slice):
            return [take(one, rest[1:]) for one in part[rest[0]]]
        return take(part[rest[0]], rest[1:])

    if len(key) > ndim or any(isinstance(k, int) and not -s <= k < s for k, s in zip(key, shape)):
        raise IndexError
    return take(values, key)


def known(values):
    return "~" + enc(values)


def element_address(base, view, index):
    where = base
    for d, i in enumerate(index):
        where += i * view.strides[d]
        if view.suboffsets and view.suboffsets[d] >= 0:
            where = ctypes.c_void_p.from_address(where).value + view.suboffsets[d]
    return where


def element_addresses(view):
    base = address(view)
    for index in itertools.product(*map(range, view.shape)):
        yield element_address(base, view, index)


def poke(where, data):
    ctypes.memmove(where, bytes(data), len(data))


# ---- programs ----


class Program:
    def __init__(self, rng):
        self.rng = rng
        self.steps = []
        self.owners = []
        self.views = []
        self.bases = []  # the owner of each view
        self.lent = {}

    # recording

    def row(self, op, view):
        if op in ("get", "put") and view is not None:
            try:
                if view.ndim == 0:
                    return "0-dim"
                form = view.format
            except ValueError:
                return "release"
            if form in ("c", "?"):
                return "c and ?"
            if form != "B" and self.rng.random() < 0.5:
                return "formats"
        return ROW_OF[op]

    def note(self, op, args, result, view=None, row=None):
        text = " ".join([op, *args])
        self.steps.append(f"{LETTER[row or self.row(op, view)]}{text} > {result}")

    def attempt(self, op, args, action, view=None, row=None, beyond=None):
        """Does it, notes what came of it, and gives that back; None after an error. `beyond` tells what it means where
        CPython refuses."""
        row = row or self.row(op, view)
        try:
            value = action()
        except ERRORS as error:
            text = kind(error)
            if beyond is not None and text in ("!N", "!T", "!V"):
                text += beyond(text) or ""
            self.note(op, args, text, row=row)
            return None
        return self.result(op, args, value, row)

    def result(self, op, args, value, row):
        if isinstance(value, memoryview):
            self.note(op, args, f"v{len(self.views)}", row=row)
            self.views.append(value)
        else:
            self.note(op, args, value if isinstance(value, Quoted) else enc(value), row=row)
        return value

    # choices

    def new(self, make):
        owner = make(self.rng)
        self.note("new", [owner.text], f"o{len(self.owners)}")
        self.owners.append(owner)
        return len(self.owners) - 1

    def open(self, number):
        owner = self.owners[number]
        view = self.attempt("view", [f"o{number}"], lambda: memoryview(owner.exporter))
        if view is not None:
            self.bases.append(number)
        return view

    def derive(self, n, *step, **more):
        view = self.attempt(*step, **more)
        if isinstance(view, memoryview):
            self.bases.append(self.bases[n])

    def any_view(self):
        """The number of a view, more often a late one."""
        last = len(self.views) - 1
        return last if self.rng.random() < 0.6 else self.rng.randint(0, last)

    def alive(self, n):
        try:
            self.views[n].format
            return True
        except ValueError:
            return False


class Quoted(str):
    """A result that is text already."""


def bound(rng, length):
    draw = rng.random()
    if draw < 0.3:
        return None
    if draw < 0.94:
        return rng.randint(-length - 2, length + 2)
    return rng.choice(HUGE)


def some_slice(rng, length):
    step = rng.choice([None, None, None, 1, 2, 3, -1, -1, -2, -3, None])
    draw = rng.random()
    if draw < 0.02:
        step = 0
    elif draw < 0.04:
        step = rng.choice(HUGE)
    return slice(bound(rng, length), bound(rng, length), step)


def some_index(rng, length):
    draw = rng.random()
    if draw < 0.9 and length:
        return rng.randint(-length, length - 1)
    if draw < 0.98:
        return rng.choice([length, -length - 1, length + 3])
    return rng.choice(HUGE)


def bytes_for(rng, size):
    draw = rng.random()
    if draw < 0.6:
        start, step = rng.choice([0, 1, 97, 250]), rng.choice([1, 1, 3, 17])
        return bytes((start + step * i) % 256 for i in range(size))
    return bytes(rng.choice([0, 0, 1, 2, 127, 128, 255]) for _ in range(size))


def values_for(rng, form, count):
    code = form[-1]
    if code == "c":
        return [bytes([rng.choice(b"ab\x00\xff")]) for _ in range(count)]
    if code == "?":
        return [rng.random() < 0.5 for _ in range(count)]
    if code in "efd":
        return [rng.choice([0.0, -0.0, 1.0, -1.5, 2.0, 3.0, math.nan, math.inf, 0.1, 100.0]) for _ in range(count)]
    size = 8 * struct.calcsize(form)
    low, high = (0, 2**size - 1) if code.isupper() else (-(2 ** (size - 1)), 2 ** (size - 1) - 1)
    return [rng.choice([0, 1, 2, 3, 4, 5, low, high]) for _ in range(count)]


# ---- exporters ----


def make_bytes(rng, size=None):
    data = bytes_for(rng, rng.choice([0, 1, 2, 4, 6, 8, 12, 16, 24]) if size is None else size)
    return Owner(data, f"bytes {enc_memory(data)}", lambda: data)


def make_bytearray(rng, size=None):
    data = bytearray(bytes_for(rng, rng.choice([1, 2, 4, 6, 8, 12, 16, 24]) if size is None else size))
    return Owner(data, f"bytearray {enc_memory(data)}", lambda: bytes(data))


def make_array(rng, code=None):
    code = code or rng.choice("bBhHiIlLqQfd")
    data = array.array(code, values_for(rng, code, rng.choice([0, 1, 2, 3, 4, 6])))
    return Owner(data, f"array;{code} {enc_memory(data.tobytes())}", data.tobytes)


def make_ctypes(rng):
    name = rng.choice(sorted(CTYPES))
    shape = [rng.choice([1, 2, 3]) for _ in range(rng.choice([0, 1, 1, 2, 2, 3]))]
    cls = CTYPES[name]
    size = ctypes.sizeof(cls) * math.prod(shape)
    for extent in reversed(shape):
        cls = cls * extent
    data = cls.from_buffer_copy(bytes_for(rng, size))
    form = memoryview(data).format
    text = f"ctypes;{form};{','.join(map(str, shape))} {enc_memory(bytes(data))}"
    return Owner(data, text, lambda: bytes(data))


def make_mmap(rng):
    data = mmap.mmap(-1, rng.choice([4, 8, 12]))
    data[:] = bytes_for(rng, len(data))
    return Owner(data, f"mmap {enc_memory(data[:])}", lambda: data[:])


def make_lender(rng):
    data = bytearray(bytes_for(rng, rng.choice([2, 4, 6, 8])))
    return Owner(Lender(data), f"lender {enc_memory(data)}", lambda: bytes(data))


def make_nd(rng, form=None, ndim=None, pil=None):
    """nd;FORMAT;SHAPE;STRIDES;OFFSET;FLAGS, w for writable, p for suboffsets: CPython's test exporter."""
    if form is None:
        form = rng.choice(["B", "B", "b", "h", "H", "i", "l", "q", "d", "f", "?", "c", "e", "L"] * 3 + ["<i", ">h", ">d"] + list(RECORDS)[:4])
    ndim = rng.choice([0, 1, 1, 2, 2, 2, 3, 3, 4]) if ndim is None else ndim
    shape = [rng.choice([1, 2, 2, 3, 3, 4]) for _ in range(ndim)]
    if ndim > 2:
        shape = [min(s, 2 + (i == 0)) for i, s in enumerate(shape)]
    if ndim and rng.random() < 0.06:
        shape[rng.randrange(ndim)] = 0
    size = struct.calcsize(form)
    strides, low, high = [], 0, 0
    pil = (ndim > 0 and 0 not in shape and rng.random() < 0.12) if pil is None else pil
    dense = pil or rng.random() < 0.4 or 0 in shape
    step = size
    for extent in reversed(shape):
        if dense:
            strides.insert(0, step)
            step *= max(extent, 1)
        else:
            here = step * rng.choice([1, 1, 2, -1, -1, -2])
            if rng.random() < 0.05:
                here = 0
            strides.insert(0, here)
            span = here * (extent - 1)
            low, high = low + min(span, 0), high + max(span, 0)
            step = max(step, abs(here)) * extent if here else step
    if dense:
        high = step - size if 0 not in shape else max(step - size, 0)
    elif ndim > 1 and rng.random() < 0.5:
        order = list(range(ndim))
        rng.shuffle(order)
        shape, strides = [shape[i] for i in order], [strides[i] for i in order]
    count = max((high - low) // size + 1, 1)
    if count > 60:
        return make_nd(rng, form, ndim, pil)
    if len(form) == 1 or form in ("<i", ">h", ">d"):
        items = values_for(rng, form, count)
        data = b"".join(struct.pack(form, item) for item in items)
    else:
        data = bytes_for(rng, count * size)
        items = list(struct.iter_unpack(form, data))
        data = b"".join(struct.pack(form, *item) for item in items)  # what lies between the values is 0
        items = [i[0] for i in items] if len(items[0]) == 1 else items
    writable = rng.random() < 0.8
    flags = (ND_WRITABLE if writable else 0) | (ND_PIL if pil else 0)
    if ndim == 0:
        made = ndarray(items[0], shape=(), format=form, flags=flags)
        data = data[:size]
    else:
        made = ndarray(items, shape=shape, strides=strides, offset=-low, format=form, flags=flags)
    base = None if pil else address(made) + low
    text = "nd;{};{};{};{};{} {}".format(
        form,
        ",".join(map(str, shape)),
        ",".join(map(str, strides)),
        -low,
        ("w" if writable else "") + ("p" if pil else ""),
        enc_memory(data),
    )
    size = len(data)
    dump = (lambda: memoryview(made).tobytes()) if pil else (lambda: ctypes.string_at(base, size))
    return Owner(made, text, dump)


# ---- operations: each notes one step ----


def op_slice(p):
    """slice v KEY > v: m[start:stop:step]"""
    n = p.any_view()
    view = p.views[n]
    key = some_slice(p.rng, view.shape[0] if p.alive(n) and view.ndim else 4)
    if key.step == 0 and not p.alive(n):
        return
    p.derive(n, "slice", [f"v{n}", enc_key(key)], lambda: view[key], view=view)


def op_get(p):
    """get v KEY > value: m[index], m[i, j], m[()]; partial indices and keys with slices mean a view, noted as its list"""
    rng = p.rng
    n = p.any_view()
    view = p.views[n]
    shape = view.shape if p.alive(n) else (3,)
    draw = rng.random()
    if draw < 0.1 and len(shape) > 1:
        key = tuple(some_slice(rng, s) if rng.random() < 0.7 else some_index(rng, s) for s in shape[: rng.randint(1, len(shape))])
        if rng.random() < 0.3:
            key = key[:1] + (Ellipsis,) + (key[1:] if len(key) < len(shape) else ())
    elif draw < 0.2:
        key = tuple(some_index(rng, s) for s in shape[: rng.randint(0, len(shape))])
    elif draw < 0.22:
        key = tuple(0 for _ in range(len(shape) + rng.randint(1, 2)))
    else:
        key = tuple(some_index(rng, s) for s in shape)
    if len(key) == 1 and rng.random() < 0.8:
        key = key[0]
    many = isinstance(key, tuple) and (len(key) > 1 and any(not isinstance(k, int) for k in key))
    if key is Ellipsis or isinstance(key, slice):
        return
    if isinstance(key, tuple) and key and not all(isinstance(k, int) for k in key) and not many:
        return
    if many and any(isinstance(k, slice) and k.step == 0 for k in key):
        return

    def beyond(text):
        if not p.alive(n):
            return ""
        values = meaning(view)
        if values is None or text == "!V":
            return ""
        if text == "!T" and not many:
            return ""
        try:
            return known(pick(values, key, view.shape))
        except IndexError:
            return "~!I" if not isinstance(key, tuple) or len(key) <= view.ndim else "~!T"

    p.attempt("get", [f"v{n}", enc_key(key)], lambda: view[key], view=view, beyond=beyond)


ODD_VALUES = [None, "a", b"", b"a", b"ab", [1], 1.5, 1, True, -1, 255, 256, 2**63, 2**64, -(2**63) - 1, math.nan, 1e300]


def op_put(p):
    """put v KEY VALUE > N: m[index] = value"""
    rng = p.rng
    n = p.any_view()
    view = p.views[n]
    shape, form = (view.shape, view.format) if p.alive(n) else ((3,), "B")
    key = tuple(some_index(rng, s) for s in shape)
    if len(shape) > 1 and rng.random() < 0.05:
        key = key[:-1]
    if len(key) == 1 and rng.random() < 0.9:
        key = key[0]
    single = len(form.lstrip("@<>=!")) == 1 and form != "w"
    if rng.random() < 0.6 and single:
        value = values_for(rng, form, 1)[0]
    else:
        value = rng.choice(ODD_VALUES)

    def put():
        view[key] = value

    def beyond(text):
        if text != "!N" or not p.alive(n):
            return ""
        full = key if isinstance(key, tuple) else (key,)
        faults = ["~!O"] if view.readonly else []
        if len(full) != view.ndim:
            faults.append("~!V")
        elif any(not -s <= k < s for k, s in zip(full, view.shape)):
            faults.append("~!I")
        try:
            data = packer(view.format)(value)
        except (struct.error, OverflowError, TypeError, ValueError):
            faults.append("~!?")
        if faults:
            return faults[0] if len(faults) == 1 else "~!?"
        poke(element_address(address(view), view, [k % s for k, s in zip(full, view.shape)]), data)
        return "~N"

    p.attempt("put", [f"v{n}", enc_key(key), enc(value)], put, view=view, beyond=beyond)
    if rng.random() < 0.5:
        note_dump(p, p.bases[n])


def op_assign(p):
    """assign v KEY SOURCE > N: m[start:stop:step] = a view or an exporter"""
    rng = p.rng
    n = p.any_view()
    view = p.views[n]
    if not p.alive(n) or view.ndim == 0:
        return
    length = view.shape[0]
    key = some_slice(rng, length)
    if key.step == 0:
        return
    count = len(range(*key.indices(length)))
    draw = rng.random()
    if draw < 0.55 and count <= length:
        # the same memory, as many elements
        step = rng.choice([1, 1, -1])
        first = rng.randint(0, length - count)
        other = slice(first, first + count) if step == 1 else slice(first + count - 1, first - 1 if first else None, -1)
        if rng.random() < 0.1:
            other = some_slice(rng, length)
            if other.step == 0:
                return
        p.derive(n, "slice", [f"v{n}", enc_key(other)], lambda: view[other], view=view)
        m = len(p.views) - 1
        source, text = p.views[m], f"v{m}"
    elif draw < 0.75:
        m = p.any_view()
        if not p.alive(m):
            return
        source, text = p.views[m], f"v{m}"
    else:
        if view.format in "bBhHiIlLqQfd" and len(view.format) == 1 and rng.random() < 0.8:
            o = p.new(lambda r: make_array(r, view.format) if rng.random() < 0.5 or view.format != "B" else make_bytes(r, count))
        else:
            o = p.new(rng.choice([make_bytes, make_array, make_nd, make_lender]))
        source, text = p.owners[o].exporter, f"o{o}"

    def assign():
        view[key] = source

    def beyond(error):
        if error != "!N":
            return ""
        if view.readonly:
            return "~!O"
        target, given = view[key], memoryview(source)
        if given.format != view.format or given.shape != target.shape:
            return "~!V"
        size = view.itemsize
        data = given.tobytes()
        for i, where in enumerate(element_addresses(target)):
            poke(where, data[i * size : (i + 1) * size])
        return "~N"

    p.attempt("assign", [f"v{n}", enc_key(key), text], assign, view=view, beyond=beyond)
    note_dump(p, p.bases[n])
    if text[0] == "o" and isinstance(source, Lender):
        op_counts(p, int(text[1:]))


def op_cast(p):
    """cast v FORMAT [SHAPE]>v: m.cast(format, shape)"""
    rng = p.rng
    n = p.any_view()
    view = p.views[n]
    form = rng.choice(CAST_TO)
    draw = rng.random()
    if draw < 0.3:
        form = rng.choice("Bbc")
    elif draw < 0.33:
        form = "@" + form
    elif draw < 0.37:
        form = rng.choice(["<i", ">h", ">d", "=H", "!q"])
    elif draw < 0.39 and p.alive(n):
        form = rng.choice(["", "z", "ii", "@", "<", "iB", "<n", "i>"])
    shape = None
    if rng.random() < 0.45:
        nbytes = view.nbytes if p.alive(n) else 4
        try:
            items = nbytes // max(struct.calcsize(form.strip() or "B"), 1)
        except struct.error:
            items = nbytes
        shape = factor(rng, items)
        if rng.random() < 0.12:
            shape = rng.choice([[], [0], [items, 0], [-1], [items + 1], [2, items], [2**62, 4], [1] * 65])
    elif p.alive(n) and view.nbytes == struct.calcsize(form) if form in CAST_TO else False:
        if rng.random() < 0.5:
            shape = []
    args = [f"v{n}", form or "''"] + ([enc(shape)] if shape is not None else [])

    def beyond(text):
        if text != "!V" or not p.alive(n) or len(form) != 2 or unpacker(form) is None:
            return ""
        try:
            size = struct.calcsize(form)
            native = view.format.lstrip("@") in ("b", "B", "c") and view.c_contiguous
            want = [view.nbytes // size] if shape is None else shape
            if not native or math.prod(want) * size != view.nbytes or (view.ndim > 1 and len(want) != 1) or min(want, default=1) < 1 or len(want) > 64:
                return ""
            return known(nested(view.tobytes(), want, size, unpacker(form)))
        except struct.error:
            return ""

    p.derive(n, "cast", args, lambda: view.cast(form) if shape is None else view.cast(form, shape), beyond=beyond)


def factor(rng, items):
    shape = []
    while items > 1 and len(shape) < 3:
        divisors = [d for d in range(1, min(items, 12) + 1) if items % d == 0]
        d = rng.choice(divisors)
        shape.append(d)
        items //= d
    return shape + ([items] if items != 1 or not shape else [])


def op_ro(p):
    """ro v > v: m.toreadonly()"""
    n = p.any_view()
    p.derive(n, "ro", [f"v{n}"], lambda: p.views[n].toreadonly())


def op_view(p):
    """view v > v: memoryview(m)"""
    n = p.any_view()
    p.derive(n, "view", [f"v{n}"], lambda: memoryview(p.views[n]))


def op_owner(p):
    """owner v > o: m.obj"""
    n = p.any_view()
    if isinstance(p.owners[p.bases[n]].exporter, Lender):
        return  # CPython names its own wrapper there
    p.attempt("owner", [f"v{n}"], lambda: Quoted(f"o{p.bases[n]}") if p.views[n].obj is p.owners[p.bases[n]].exporter else Quoted("?"))


def op_attr(p):
    """attr v > (format,itemsize,ndim,shape,strides,suboffsets,nbytes,readonly)"""
    n = p.any_view()
    v = p.views[n]
    p.attempt(
        "attr",
        [f"v{n}"],
        lambda: (v.format.lstrip("@"), v.itemsize, v.ndim, list(v.shape), list(v.strides), list(v.suboffsets), v.nbytes, v.readonly),
    )


def op_contig(p):
    """contig v > (c,f,any)"""
    n = p.any_view()
    v = p.views[n]
    p.attempt("contig", [f"v{n}"], lambda: (v.c_contiguous, v.f_contiguous, v.contiguous))


def op_len(p):
    """len v > number"""
    n = p.any_view()
    p.attempt("len", [f"v{n}"], lambda: len(p.views[n]))


def all_values(p, n):
    def beyond(text):
        values = meaning(p.views[n]) if text == "!N" and p.alive(n) else None
        return "" if values is None else known(values)

    return beyond


def op_list(p):
    """list v > values: m.tolist()"""
    n = p.any_view()
    p.attempt("list", [f"v{n}"], lambda: p.views[n].tolist(), beyond=all_values(p, n))


def op_iter(p):
    """iter v > values: list(m)"""
    n = p.any_view()
    p.attempt("iter", [f"v{n}"], lambda: list(p.views[n]), beyond=all_values(p, n))


def op_rev(p):
    """rev v > values: list(reversed(m))"""
    n = p.any_view()

    def beyond(text):
        values = meaning(p.views[n]) if text == "!N" and p.alive(n) else None
        return "" if values is None else known(values[::-1])

    p.attempt("rev", [f"v{n}"], lambda: list(reversed(p.views[n])), beyond=beyond)


def op_in(p):
    """in v VALUE > truth: value in m"""
    rng = p.rng
    n = p.any_view()
    view = p.views[n]
    value = rng.choice([0, 1, 1.0, 2, True, math.nan, b"a", -1, 0.1, 255, "a"])
    if p.alive(n) and view.ndim == 1 and view.shape[0] and unpacker(view.format) and rng.random() < 0.5:
        value = rng.choice(meaning(view))
        if isinstance(value, (tuple, list)):
            return

    def anywhere(values):
        return any(map(anywhere, values)) if isinstance(values, list) else values == value and value == value

    def beyond(text):
        values = meaning(view) if text == "!N" and p.alive(n) else None
        return "" if values is None else known(anywhere(values))

    wanted = float("nan") if value != value else value  # another object than any in the view
    p.attempt("in", [f"v{n}", enc(value)], lambda: wanted in view, beyond=beyond)


def op_bytes(p):
    """bytes v C|F|A > x…: m.tobytes(order)"""
    n = p.any_view()
    order = p.rng.choice("CCFA")
    p.attempt("bytes", [f"v{n}", order], lambda: p.views[n].tobytes(order))


def op_hex(p):
    """hex v [SEPARATOR GROUP]>'…: m.hex(sep, bytes_per_sep), the separator as its number"""
    rng = p.rng
    n = p.any_view()
    if rng.random() < 0.4:
        p.attempt("hex", [f"v{n}"], lambda: p.views[n].hex())
        return
    sep = rng.choice(":-_.é")
    group = rng.choice([1, 2, 3, -1, -2, -3, 0, 100, -100])
    p.attempt("hex", [f"v{n}", str(ord(sep)), str(group)], lambda: p.views[n].hex(sep, group))


def op_eq(p):
    """eq v OTHER > truth: m == other, a view or an exporter"""
    rng = p.rng
    n = p.any_view()
    view = p.views[n]
    draw = rng.random()
    if draw < 0.5:
        m = rng.randint(0, len(p.views) - 1)
        other, text = p.views[m], f"v{m}"
    elif draw < 0.65:
        m = rng.randint(0, len(p.owners) - 1)
        other, text = p.owners[m].exporter, f"o{m}"
    elif p.alive(n) and unpacker(view.format) and view.ndim == 1 and rng.random() < 0.8:
        m = p.new(lambda r: alike(r, view))
        other, text = p.owners[m].exporter, f"o{m}"
    else:
        m = p.new(rng.choice([make_bytes, make_array, make_array, make_nd, make_ctypes]))
        other, text = p.owners[m].exporter, f"o{m}"
    if isinstance(other, ctypes._SimpleCData | ctypes.Array | ctypes.Structure):
        # Compared with the object itself, CPython (3.11 to 3.13) reads its structure after its release, and crashes.
        other = memoryview(other)
    p.attempt("eq", [f"v{n}", text], lambda: view == other)


def alike(rng, view):
    """An array with the same values in another format, if there is one."""
    values = meaning(view)
    for code in rng.sample("bBhHiIlLqQfd", 12):
        try:
            data = array.array(code, values)
            break
        except (TypeError, OverflowError, ValueError):
            continue
    else:
        return make_array(rng)
    if data and rng.random() < 0.2:
        data[rng.randrange(len(data))] = data.__class__(code, [1])[0]
    return Owner(data, f"array;{code} {enc_memory(data.tobytes())}", data.tobytes)


def op_hash(p):
    """hash v > T: hash(m), the same as that of its bytes"""
    n = p.any_view()
    view = p.views[n]
    data = view.tobytes() if p.alive(n) else None

    def of_bytes():
        code = hash(view)
        return True if data is None else code == hash(data)

    p.attempt("hash", [f"v{n}"], of_bytes)


def op_release(p):
    """release v > N"""
    n = p.any_view()
    p.attempt("release", [f"v{n}"], lambda: p.views[n].release())


def op_with(p):
    """with v > N: with m: pass"""
    n = p.any_view()

    def block():
        with p.views[n]:
            pass

    p.attempt("with", [f"v{n}"], block)


def op_lend(p):
    """lend v > N: somebody else takes a buffer of the view and keeps it; back v: returns it"""
    n = p.any_view()
    if n in p.lent:
        taken = p.lent.pop(n)
        del taken
        p.note("back", [f"v{n}"], "N")
        return

    def take():
        p.lent[n] = ndarray(p.views[n], getbuf=_testbuffer.PyBUF_FULL_RO)

    p.attempt("lend", [f"v{n}"], take)


REQUESTS = {
    "SIMPLE": 0,
    "WRITABLE": _testbuffer.PyBUF_WRITABLE,
    "FORMAT": _testbuffer.PyBUF_FORMAT,
    "ND": _testbuffer.PyBUF_ND,
    "STRIDES": _testbuffer.PyBUF_STRIDES,
    "C_CONTIGUOUS": _testbuffer.PyBUF_C_CONTIGUOUS,
    "F_CONTIGUOUS": _testbuffer.PyBUF_F_CONTIGUOUS,
    "ANY_CONTIGUOUS": _testbuffer.PyBUF_ANY_CONTIGUOUS,
    "INDIRECT": _testbuffer.PyBUF_INDIRECT,
    "CONTIG": _testbuffer.PyBUF_CONTIG,
    "CONTIG_RO": _testbuffer.PyBUF_CONTIG_RO,
    "STRIDED": _testbuffer.PyBUF_STRIDED,
    "STRIDED_RO": _testbuffer.PyBUF_STRIDED_RO,
    "RECORDS": _testbuffer.PyBUF_RECORDS,
    "RECORDS_RO": _testbuffer.PyBUF_RECORDS_RO,
    "FULL": _testbuffer.PyBUF_FULL,
    "FULL_RO": _testbuffer.PyBUF_FULL_RO,
}


def op_request(p):
    """request v FLAGS > x…: a buffer of the view under these flags, noted as its bytes"""
    n = p.any_view()
    name = p.rng.choice(sorted(REQUESTS))
    flags = REQUESTS[name]
    if p.rng.random() < 0.3 and name != "FORMAT":
        name, flags = name + "+FORMAT", flags | _testbuffer.PyBUF_FORMAT

    def ask():
        view = p.views[n]
        taken = ndarray(view, getbuf=flags)
        del taken
        return view.tobytes()

    p.attempt("request", [f"v{n}", name], ask)


def op_counts(p, number=None):
    """counts o > (acquired,released) of a lender"""
    lenders = [i for i, o in enumerate(p.owners) if isinstance(o.exporter, Lender)]
    if lenders:
        number = p.rng.choice(lenders) if number is None else number
        lender = p.owners[number].exporter
        p.note("counts", [f"o{number}"], enc((lender.acquired, lender.released)))


def op_own(p):
    """own o METHOD ARGUMENTS > value: a method of a bytearray, and then its bytes"""
    rng = p.rng
    arrays = [i for i, o in enumerate(p.owners) if isinstance(o.exporter, bytearray)]
    if not arrays:
        return
    number = rng.choice(arrays)
    data = p.owners[number].exporter
    length = len(data)
    more = bytes_for(rng, rng.choice([0, 1, 1, 2, 3]))
    key = some_slice(rng, length)
    if key.step == 0:
        return
    same = slice(rng.randint(0, length), rng.randint(0, length))
    index, value = some_index(rng, length), rng.choice([0, 1, 65, 255, 255, 256, -1])
    method, args, action = rng.choice(
        [
            ("append", [str(value)], lambda: data.append(value)),
            ("extend", [enc(more)], lambda: data.extend(more)),
            ("insert", [str(index), str(value)], lambda: data.insert(index, value)),
            ("pop", [], lambda: data.pop()),
            ("popat", [str(index)], lambda: data.pop(index)),
            ("clear", [], lambda: data.clear()),
            ("get", [str(index)], lambda: data[index]),
            ("set", [str(index), str(value)], lambda: data.__setitem__(index, value)),
            ("remove", [str(value)], lambda: data.remove(value)),
            ("reverse", [], lambda: data.reverse()),
            ("setslice", [enc_key(key), enc(more)], lambda: data.__setitem__(key, more)),
            ("setslice", [enc_key(same), enc(data[same])], lambda: data.__setitem__(same, data[same])),
            ("delslice", [enc_key(key)], lambda: data.__delitem__(key)),
        ]
    )
    row = "bytes / bytearray" if not any(p.alive(i) and p.bases[i] == number for i in range(len(p.views))) else "resize lock"
    p.attempt("own", [f"o{number}", method, *args], action, row=row)
    note_dump(p, number)


def note_dump(p, number):
    """dump o > x…: all the memory of an owner, also what lies between the elements"""
    p.note("dump", [f"o{number}"], enc(p.owners[number].dump()))


def op_dump(p):
    note_dump(p, p.rng.randrange(len(p.owners)))


def theme(makers, **weights):
    ops = {name: globals()["op_" + name] for name in weights}
    return makers, list(ops.values()), list(weights.values())


ONE_D = [make_bytes, make_bytearray, make_array, make_array, make_mmap, lambda r: make_nd(r, ndim=1)]
N_D = [make_nd, make_nd, make_ctypes]
ALL = ONE_D + N_D + [make_lender]

THEMES = [
    theme(ONE_D, slice=5, get=3, list=3, attr=1, contig=1, len=1, bytes=1, iter=1),
    theme(N_D, slice=4, get=4, list=3, attr=2, contig=2, bytes=2, len=1, hex=1, iter=1, rev=1),
    theme(ALL, put=6, get=2, slice=1, ro=1, cast=1),
    theme([make_bytearray, make_array, make_mmap], assign=6, slice=2, list=1, ro=1, cast=1),
    theme([make_nd, make_nd, make_ctypes, make_array], assign=5, slice=1, list=1, put=2, get=1),
    theme([make_bytes, make_bytearray, make_array, make_nd, make_ctypes, make_mmap], cast=6, list=2, attr=1, put=1, slice=1, get=1, contig=1),
    theme(ALL, eq=6, slice=1, cast=2, ro=1),
    theme([make_bytes, make_array, make_bytes, make_bytearray], hash=4, ro=2, cast=2, slice=1, release=1),
    theme([make_bytearray, make_lender, make_bytearray, make_nd], release=4, view=2, slice=2, ro=1, list=1, get=1, put=1, len=1, counts=4, own=2, eq=1, attr=1, owner=1, cast=1, lend=1, **{"with": 1}),
    theme([make_bytearray], own=5, view=1, slice=1, release=3, put=1),
    theme(ALL, request=5, slice=2, ro=1, cast=1),
    theme(ALL, bytes=3, hex=3, slice=2, iter=2, rev=2, **{"in": 3}),
    theme(ALL, slice=2, get=2, put=2, cast=2, assign=2, ro=1, view=1, list=2, bytes=1, hex=1, eq=1, attr=1, contig=1, owner=1, iter=1, len=1, dump=1),
]


def program(rng, number):
    p = Program(rng)
    makers, ops, weights = THEMES[number % len(THEMES)]
    p.open(p.new(rng.choice(makers)))
    if rng.random() < 0.2:
        p.open(p.new(rng.choice(makers)))
    goal = len(p.steps) + rng.choice([2, 3, 4, 5, 6])
    for _ in range(20):
        rng.choices(ops, weights)[0](p)
        if len(p.steps) >= goal:
            break
    p.lent.clear()
    return "|".join(p.steps)


def main():
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 24000
    rng = random.Random(3118)
    lines = [f"# {letter} {name}" for letter, name in ROWS.items()]
    seen = set()
    while len(seen) < count:
        line = program(rng, len(seen))
        if line not in seen:
            seen.add(line)
            lines.append(line)
    text = "\n".join(lines) + "\n"
    with open(folder / "programs.gz", "wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as packed:
        packed.write(text.encode("ascii"))


if __name__ == "__main__":
    main()
