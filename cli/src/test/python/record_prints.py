"""Records how NumPy prints arrays, for ArrayPrinterTest to replay.

    python3 cli/src/test/python/record_prints.py cli/src/test/resources/io/zenview/cli/prints.jsonl.gz

Each line is a JSON object: the format in Zenview's words, NumPy's dtype where only that tells what the bytes mean, shape,
the elements' bytes in base64, the options, and what numpy.array2string made of it. Made with NumPy 2.4.6.
"""

import base64
import gzip
import json
import random
import sys

import numpy as np

rng = random.Random(20261123)
cases = []

FORMATS = {
    "?": "?", "b": "i1", "B": "u1", "<h": "<i2", ">H": ">u2", "<i": "<i4", ">I": ">u4", "<q": "<i8", "<Q": "<u8",
    "<e": "<f2", ">e": ">f2", "<f": "<f4", ">f": ">f4", "<d": "<f8", ">d": ">f8", "<Zf": "<c8", ">Zd": ">c16",
    "3s": "S3", "12s": "S12", "<4w": "<U4", "<20w": "<U20",
}
RECORDS = {
    "<i3sd": [("f0", "<i4"), ("f1", "S3"), ("f2", "<f8")],
    "<b:a:": [("a", "i1")],
    "<d:x:?:y:3w:z:": [("x", "<f8"), ("y", "?"), ("z", "<U3")],
    "<i:a:(2,3)f:b:": [("a", "<i4"), ("b", "<f4", (2, 3))],
    "<i:a:T{<h:b:d:c:}:n:": [("a", "<i4"), ("n", [("b", "<i2"), ("c", "<f8")])],
    "<(1100)h:a:": [("a", "<i2", (1100,))],
    "<?:a:(4)?:b:": [("a", "?"), ("b", "?", (4,))],
}
REALS = [0.0, -0.0, 1.0, -1.0, 0.1, 1 / 3, 1e-4, 9.9999e-5, 1e8, 99999999.0, 123456789.0, 1e16, 1e-300, 5e-324, 1e308,
         2.5, 3.5, 0.5, 0.25, 1e5, 65504.0, 6e-8, 1e22, 9007199254740993.0, 2.0**-44, 1e23, 0.123456785, 0.999999999]
SPECIAL = [float("nan"), float("inf"), float("-inf")]
TEXTS = ["", "ab", "a'b", '"', "'\"", "\\", "\n\t\r", "é", "\u200b", "😀", "\x7f", "\u2028", "\xa0", "漢字", "\x00x"]


def real():
    kind = rng.random()
    if kind < 0.3:
        return rng.choice(REALS) * rng.choice([1, -1])
    if kind < 0.5:
        return rng.uniform(-10, 10)
    if kind < 0.6:
        return float(rng.randint(-1000, 1000))
    if kind < 0.75:
        return round(rng.uniform(-100, 100), rng.randint(0, 4))
    return rng.uniform(-1, 1) * 10.0 ** rng.randint(-12, 12)


def reals(count):
    """Numbers of one character: mixed ones alone would all be printed with exponents."""
    style = rng.randrange(6)
    if style == 0:
        values = [real() for _ in range(count)]
    elif style == 1:
        values = [rng.uniform(-10, 10) for _ in range(count)]
    elif style == 2:
        values = [float(rng.randint(-300, 300)) for _ in range(count)]
    elif style == 3:
        digits = rng.randint(0, 10)
        values = [round(rng.uniform(1, 1000), digits) for _ in range(count)]
    elif style == 4:
        scale = 10.0 ** rng.randint(-20, 20)
        values = [rng.uniform(1, 10) * scale for _ in range(count)]
    else:
        values = [rng.choice(REALS) for _ in range(count)]
    if rng.random() < 0.3:
        values = [rng.choice(SPECIAL) if rng.random() < 0.2 else value for value in values]
    return values


def fill(dtype, count):
    if dtype.names:
        array = np.zeros(count, dtype)
        for name in dtype.names:
            inner = array[name]
            array[name] = fill(inner.dtype, inner.size).reshape(inner.shape)
        return array
    kind = dtype.kind
    with np.errstate(all="ignore"):
        if kind == "f":
            return np.array(reals(count), "f8").astype(dtype)
        if kind == "c":
            return (np.array(reals(count)) + 0j + 1j * np.nan_to_num(np.array(reals(count)), posinf=7.5, neginf=-7.5)
                    ).astype(dtype)
    if kind == "b":
        return np.array([rng.random() < 0.5 for _ in range(count)], dtype)
    if kind in "iu":
        info = np.iinfo(dtype)
        low, high = rng.choice([(0, 9), (info.min, info.max), (max(info.min, -100), 100), (0, info.max)])
        return np.array([rng.randint(low, high) for _ in range(count)], dtype)
    if kind == "S":
        return np.array([bytes(rng.choice([0, 39, 34, 92, 10, 65, 97, 255]) for _ in range(rng.randint(0, dtype.itemsize)))
                         for _ in range(count)], dtype)
    return np.array([rng.choice(TEXTS) for _ in range(count)], dtype)


def add(form, array, dtype=None, **options):
    printed = np.array2string(array, **options)
    cases.append({
        "format": form, "dtype": dtype, "shape": list(array.shape),
        "bytes": base64.b64encode(array.tobytes()).decode(), "options": options, "printed": printed,
    })


def shape():
    small = [(), (1,), (2,), (5,), (7,), (30,), (0,), (3, 0), (0, 3), (2, 3), (4, 1), (1, 1, 1), (2, 2, 3), (3, 5, 2),
             (2, 1, 2, 2), (25, 8), (40,)]
    return rng.choice(small)


for form, dtype in FORMATS.items():
    for _ in range(16 if np.dtype(dtype).kind not in "fc" else 40):
        extents = shape()
        add(form, fill(np.dtype(dtype), int(np.prod(extents))).reshape(extents))
for form, dtype in RECORDS.items():
    for _ in range(2 if "1100" in form else 8):
        extents = rng.choice([(), (1,), (3,), (2, 2), (0,), (9,)])
        if "1100" in form:
            extents = (2,)
        add(form, fill(np.dtype(dtype), int(np.prod(extents))).reshape(extents))
# What is left out of large arrays, with thresholds that keep the data small.
for _ in range(150):
    form, dtype = rng.choice(list(FORMATS.items()))
    extents = rng.choice([(50,), (7,), (6,), (8, 9), (3, 20), (20, 3), (5, 6, 7), (2, 3, 4, 5), (9, 1, 9), (100,)])
    add(form, fill(np.dtype(dtype), int(np.prod(extents))).reshape(extents),
        threshold=rng.choice([0, 5, 40]), edgeitems=rng.choice([1, 2, 3, 4, 10]))
for _ in range(120):
    form = rng.choice(["<e", "<f", "<d", ">Zd"])
    extents = rng.choice([(), (4,), (12,), (3, 3)])
    add(form, fill(np.dtype(FORMATS[form]), int(np.prod(extents))).reshape(extents), precision=rng.choice([0, 1, 2, 3, 5, 12, 17]))
add("<h", np.arange(1001, dtype="<i2"))
add("<h", np.arange(1000, dtype="<i2"))
add("<h", np.arange(1001, dtype="<i2").reshape(7, 143))
for unit in ["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"]:
    counts = np.array([0, 1, -1, 12345, -2, 40], "<i8")
    add("<q", counts.astype(f"M8[{unit}]"), f"<M8[{unit}]")
    counts[3] = -2**63
    add("<q", counts.astype(f"M8[{unit}]"), f"<M8[{unit}]")
    add("<q", counts.astype(f"m8[{unit}]"), f"<m8[{unit}]")
add("<q", np.array([0, 3, -1], "<i8").astype("M8[25s]"), "<M8[25s]")
add("<q", np.array([-3000, -1975, -2000, 8029, 8030], "<i8").astype("M8[Y]"), "<M8[Y]")
add("<q", np.array([-63000000000, -62167219201, 300000000000], "<i8").astype("M8[s]"), "<M8[s]")
add("<q", np.array([5, 30000, 700000000], "<i8").astype("M8[s]"), "<M8[s]")
add("4s", np.array([b"ab\x00\xff", b"", b"xyz!"], "V4"), "|V4")

with gzip.GzipFile(sys.argv[1], "wb", mtime=0) as out:
    for case in cases:
        out.write((json.dumps(case, ensure_ascii=True) + "\n").encode())
print(len(cases), "cases")
