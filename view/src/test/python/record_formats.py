"""Records what CPython's struct and NumPy make of formats, for the Java tests to replay:
python3 record_formats.py FOLDER

Needs NumPy (recorded with 2.4.6 on a little-endian machine). The output depends on nothing but the seed below.
"""

import random
import struct
import sys
from pathlib import Path

import numpy as np
from numpy._core._internal import _dtype_from_pep3118

SEED = 20230717


def text(value):
    """A value as the Java tests write it: reals by their bits, bytes and text in hex."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return "dnan" if value != value else "d" + struct.pack(">d", value).hex()
    if isinstance(value, bytes):
        return "x" + value.hex()
    if isinstance(value, str):
        return "u" + value.encode().hex()
    return "[" + ",".join(map(text, value)) + "]"


def structs(out, rng):
    """format -> size, random bytes, the values in them, those values packed again; or the kind of error."""
    fixed = ["x", "0s", "2c0i", "ci0l", "cq0i", "0x", "i0i", "bi", "ib", "ci", "ic", "bl", "<bl", "cxl", "c3xl"]
    fixed += ["3s", "p", "5p", "3s5p", "1p", "300p", "4i", "01i", "2h3b", " i", "i ", "< i\n", "i\t b", "n", "Pb", "bN"]
    fixed += ["4", "i4", "4 i", "z", "<n", ">P", "=N", "!b n", "+1i", "-1i", "i,i", "0", "3i2", "<b z", "hh?y"]
    for form in fixed:
        record_struct(out, rng, form)
    for _ in range(420):
        order = rng.choice(["", "@", "=", "<", ">", "!"])
        codes = "bBc?hHiIlLqQefdspx" + ("nNP" if order in ("", "@") else "")
        form = order
        for _ in range(rng.randrange(1, 7)):
            count = rng.choice(["", "", "", "0", "1", "2", "3", "7"])
            code = rng.choice(codes)
            # CPython reads no '0p': it fails with a SystemError.
            form += ("" if code == "p" and count == "0" else count) + code + rng.choice(["", "", "", " "])
        record_struct(out, rng, form)


def record_struct(out, rng, form):
    try:
        size = struct.calcsize(form)
    except struct.error:
        out.write(f"{escaped(form)};error\n")
        return
    while True:
        data = rng.randbytes(size)
        values = struct.unpack(form, data)
        if not any(isinstance(v, float) and v != v for v in values):
            break
    packed = struct.pack(form, *values)
    out.write(f"{escaped(form)};{size};{data.hex()};{text(values)};{packed.hex()}\n")


def escaped(form):
    return form.replace("\n", "\\n").replace("\t", "\\t")


def records(out, rng):
    """PEP 3118 format -> what it is as a NumPy dtype, random bytes, the values in them; or the kind of error."""
    fixed = ["T{i:a:b:b:}", "T{b:a:i:b:}", "T{bi}", "T{ib}", "T{bT{i:a:b:b:}b}", "T{b:x:T{b:a:i:b:}:y:b:z:}", "T{T{<i:a:}i}"]
    fixed += ["T{<T{>i:a:}:q:i:b:}", "T{T{>h:a:}:x:h:b:}", "T{<iT{>h:a:}:x:h:b:}", "T{(2,3)T{bh}:z:b}", "T{2x(2)d:m:}"]
    fixed += ["T{b(2)d:m:}", "T{bx}", "T{ix}", "T{4i:a:}", "T{b4i:a:}", "T{5w:n:}", "T{<5w:n:}", "T{b>2w:n:}", "T{^bi@i}"]
    fixed += ["T{b^i}", "T{<bi@i}", "T{T{b^i@i}i}", "T{<bT{@b:a:i:b:}:r:d:q:}", "T{bT{<i:a:}q}", "T{bT{d:a:b:b:}:s:b}"]
    fixed += ["T{^bT{d:a:b:b:}:s:b}", "T{b:a:0i:e:}", "T{b:a:(0)q:e:}", "T{b:a:(2,0,3)q:e:}", "T{i:f1:i}", "T{ii:f0:h}"]
    fixed += ["T{x:pad:i:b:}", "T{b3x:v:h}", "T{(2)3s:a:}", "T{(2)4i:a:}", "T{b(2)3h:a:b}", "T{bZd:z:}", "T{bZf:z:b}"]
    fixed += ["T{>Zd:z:}", "T{b2Zf:z:}", "T{i:a b:}", "T{i:a}b:}", "T{(2)^i:a:}", "T{b(2)<i:a:i:b:}", "T{b(2, 3)i:a:}"]
    fixed += ["T{b( 2 )i:a:}", "T{T{b}:a:}", "T{bT{}:e:i:z:}", "T{i:a:b:b:3x}", "T{(1)i:a:}", "T{1i:a:}", "T{(3)x}", "T{b(3)2xh}"]
    fixed += ["T{i:a:i:a:}", "T{i:a}", "T{(2)}", "T{<<i}", "T{<}", "T{()i}", "T{(2,)i}", "T{((2))i}", "T{&i}", "T{X{}}", "T{2u}", "T{3t}", "T{<g}"]
    fixed += ["T{i:a:#}", "T{<Z}", "T{Zb}", "T{4}", "T{2:a:}", "T{:a:}", "T{(2i}", "T{(-1)i}", "T{(a)i}", "T{2 i}"]
    # What NumPy itself exports.
    exported = [
        [("a", "i1"), ("b", "<i4")],
        [("a", "<i4"), ("b", "i1")],
        [("a", ">i4"), ("b", "i1", (2, 3)), ("c", "<f8", (2,))],
        [("s", "S5"), ("u", "<U5"), ("v", "V3"), ("b", "?"), ("u2", ">U2")],
        [("r", [("x", "<f4"), ("y", ">f4")], (2,)), ("z", "c16"), ("e", "<f2")],
    ]
    for fields in exported:
        for align in (False, True):
            fixed.append(memoryview(np.zeros(1, np.dtype(fields, align=align))).format)
    for form in fixed:
        record_dtype(out, rng, form)
    for _ in range(180):
        record_dtype(out, rng, "T{" + random_fields(rng, 0) + "}")


def random_fields(rng, depth):
    form = ""
    for i in range(rng.randrange(1, 5)):
        # Unnamed values with a count are several values to struct and one array to NumPy: none here.
        name = rng.choice(["", f":n{i}:", f":name {i}:"])
        shape = rng.choice(["", "", "", "", "(2)", "(2,3)", "(1,2,2)"])
        order = rng.choice(["", "", "", "", "@", "=", "<", ">", "!", "^"])
        kind = rng.random()
        if kind < 0.2 and depth < 3:
            form += shape + order + "T{" + random_fields(rng, depth + 1) + "}" + name
        elif kind < 0.35:
            form += shape + order + rng.choice(["3", "", "2"]) + rng.choice("swx") + name
        else:
            count = rng.choice(["", "", "", "2", "3"]) if name or shape else ""
            code = rng.choice(["b", "B", "c", "?", "h", "H", "i", "I", "l", "L", "q", "Q", "e", "f", "d", "Zf", "Zd"])
            form += shape + order + count + code + name
    return form


def record_dtype(out, rng, form):
    try:
        dtype = _dtype_from_pep3118(form)
    except (ValueError, RuntimeError, NotImplementedError, IndexError, KeyError):
        out.write(f"{form};error\n")
        return
    data = bytearray(rng.randbytes(dtype.itemsize))
    values = value(dtype, data, 0, rng)
    out.write(f"{form};{described(dtype)};{data.hex()};{text(values)}\n")


def described(dtype):
    if dtype.subdtype:
        inner, shape = flat(dtype)
        return str(shape).replace(" ", "").replace(",)", ")") + described(inner)
    if dtype.names is not None:
        fields = [dtype.fields[name] for name in dtype.names]
        parts = [f"{name}@{offset}{described(inner)}" for name, (inner, offset) in zip(dtype.names, fields)]
        return "{" + ",".join(parts) + "}" + str(dtype.itemsize)
    if dtype.kind == "c":
        half = np.dtype(dtype.str[0] + "f" + str(dtype.itemsize // 2)).str
        return "{real@0" + half + f",imag@{dtype.itemsize // 2}" + half + "}" + str(dtype.itemsize)
    return dtype.str.replace("V", "S")


def flat(dtype):
    """An array of arrays as one: (2)4i."""
    inner, shape = dtype.subdtype
    if inner.subdtype:
        deepest, more = flat(inner)
        return deepest, shape + more
    return inner, shape


def value(dtype, data, at, rng):
    """The values that lie in the data; text is put there first, as random bytes are none."""
    if dtype.subdtype:
        inner, shape = flat(dtype)
        return array(inner, shape, data, at, rng)
    if dtype.names is not None:
        return [value(dtype.fields[n][0], data, at + dtype.fields[n][1], rng) for n in dtype.names]
    if dtype.itemsize == 0:
        return b"" if dtype.kind != "U" else ""
    if dtype.kind in "SU":
        # NumPy drops the NULs at the end of bytes, struct does not: none here.
        letters = "a\u00e9\u4e2d\U0001f600" if dtype.kind == "U" else "az"
        count = dtype.itemsize // (4 if dtype.kind == "U" else 1)
        if dtype.kind == "U":
            count = rng.randrange(0, count + 1)
        chosen = np.array("".join(rng.choice(letters) for _ in range(count)), dtype)
        data[at : at + dtype.itemsize] = chosen.tobytes()
    if dtype.kind == "V":
        return bytes(data[at : at + dtype.itemsize])
    found = np.frombuffer(data, dtype, 1, at)[0].item()
    return [found.real, found.imag] if isinstance(found, complex) else found


def array(inner, shape, data, at, rng):
    if not shape:
        return value(inner, data, at, rng)
    step = inner.itemsize
    for length in shape[1:]:
        step *= length
    return [array(inner, shape[1:], data, at + i * step, rng) for i in range(shape[0])]


def main():
    folder = Path(sys.argv[1])
    for name, recorder in (("structs", structs), ("records", records)):
        with open(folder / f"{name}.txt", "w", encoding="ascii", newline="\n") as out:
            recorder(out, random.Random(SEED))


if __name__ == "__main__":
    main()
