"""Records what CPython does, for the Java tests to replay: python3 record.py FOLDER

Standard library only. The output depends on nothing but the seed below and the rules of Python.
"""

import random
import struct
import sys
from pathlib import Path


def slices(out, rng):
    """start stop step length -> the indices that slice takes."""
    bounds = [None, -(2**63), -12, -7, -3, -1, 0, 1, 2, 5, 9, 10, 11, 2**63 - 1]
    steps = [None, -(2**63), -11, -4, -2, -1, 1, 2, 3, 11, 2**63 - 1]
    cases = [
        (rng.choice(bounds), rng.choice(bounds), rng.choice(steps), rng.choice([0, 1, 2, 7, 10]))
        for _ in range(4000)
    ]
    for start, stop, step, length in dict.fromkeys(cases):
        taken = list(range(length))[slice(start, stop, step)]
        text = ":".join("" if part is None else str(part) for part in (start, stop, step))
        out.write(f"{text};{length};{','.join(map(str, taken))}\n")


def elements(out, rng):
    """format value -> bytes as hex, or the kind of error; then the value read back."""
    whole = [0, 1, -1, 2, 42, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, -32769, 65535, 65536]
    whole += [2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**32 - 1, 2**32]
    whole += [2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64 - 1, 2**64]
    real = [0.0, -0.0, 1.0, -1.5, 0.1, 3.14159, 65504.0, 65519.99, 65520.0, 1e-8, 5.960464477539063e-08]
    real += [2049.0, 2050.0, 2051.0, 1.00048828125, 1.000488281250001, 1e38, 3.5e38, 1e308, -65536.0]
    real += [rng.uniform(-2, 2) for _ in range(40)] + [rng.uniform(-70000, 70000) for _ in range(40)]
    real += [float("inf"), float("-inf")]
    for order in ("", "@", "=", "<", ">", "!"):
        for code in "bBhHiIlLqQnNP":
            if code in "nNP" and order not in ("", "@"):
                continue
            for value in whole:
                record(out, order + code, value)
        for code in "efd":
            for value in real + [1, -3, 70000]:
                record(out, order + code, value)
        for value in (True, False):
            record(out, order + "?", value)


def record(out, form, value):
    try:
        packed = struct.pack(form, value)
        back = struct.unpack(form, packed)[0]
        out.write(f"{form};{value!r};{packed.hex()};{back!r}\n")
    except (struct.error, OverflowError):
        out.write(f"{form};{value!r};error;\n")


def printed(out, rng):
    """bytes as hex -> their printed form."""
    cases = [b"", b"'", b'"', b"'\"", b"\\", b"\t\n\r\x00\x7f\x80\xff", bytes(range(256)), b"Hello World!"]
    cases += [bytes(rng.choice(b"ab'\"\\\n\x00\xfe ") for _ in range(rng.randrange(1, 9))) for _ in range(300)]
    for case in cases:
        out.write(f"{case.hex()};{case!r}\n")


def assignments(out, rng):
    """A bytearray of 0..11, one slice of it assigned to another: the bytes after, or the kind of error."""
    part = [None, -13, -9, -4, -1, 0, 1, 3, 6, 8, 12, 15]
    for _ in range(3000):
        data = bytearray(range(12))
        view = memoryview(data)
        to = slice(rng.choice(part), rng.choice(part), rng.choice([None, 1, -1, 2, -2, 3]))
        count = len(view[to])
        source = slice(rng.choice(part), rng.choice(part), rng.choice([None, 1, -1, 2, -2, 3]))
        if rng.random() < 0.7 and count:
            first = rng.randrange(0, 12 - count + 1)
            source = slice(first, first + count, 1)
            if rng.random() < 0.5:
                source = slice(first + count - 1, first - 1 if first else None, -1)
        try:
            view[to] = view[source]
            result = data.hex()
        except ValueError:
            result = "error"
        out.write(f"{text(to)};{text(source)};{result}\n")


def placed(out, rng):
    """format offset memory -> what unpack_from reads there, and the memory after pack_into of another value."""
    memory = rng.randbytes(20)
    out.write(f"{memory.hex()}\n")
    offsets = [-(2**63), -(2**32), *range(-22, 23), 2**32, 2**63 - 1]
    values = {"b": -2, "h": -514, "i": -67305986, "q": 72623859790382856, "f": 1.5, "d": -0.1}
    for order in "<>":
        for code, value in values.items():
            for offset in offsets:
                try:
                    read = struct.unpack_from(order + code, memory, offset)[0]
                    changed = bytearray(memory)
                    struct.pack_into(order + code, changed, offset, value)
                    out.write(f"{order}{code};{offset};{read!r};{value!r};{changed.hex()}\n")
                except struct.error:
                    out.write(f"{order}{code};{offset};error;{value!r};\n")


def text(s):
    return ":".join("" if part is None else str(part) for part in (s.start, s.stop, s.step))


def main():
    folder = Path(sys.argv[1])
    for name, recorder in (
        ("slices", slices),
        ("elements", elements),
        ("printed", printed),
        ("assignments", assignments),
        ("placed", placed),
    ):
        with open(folder / f"{name}.txt", "w", encoding="ascii", newline="\n") as out:
            recorder(out, random.Random(20230717))


if __name__ == "__main__":
    main()
