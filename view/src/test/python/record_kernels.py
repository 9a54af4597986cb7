"""Records what NumPy makes of conversions, sums and transposed copies: python3 record_kernels.py FOLDER

Needs NumPy. Each line of conversions.txt: format from; format to; values as bytes, hex; converted, as bytes, hex.
Reals become whole numbers here only where NumPy defines the result: inside the range of the target.
"""

import random
import sys
import warnings
from pathlib import Path

import numpy as np

WHOLE = "bBhHiIqQ"
REAL = "efd"
LENGTH = 16


def values(rng, code, target):
    if code == "?":
        return np.array([rng.random() < 0.5 for _ in range(LENGTH)], "?")
    if code in WHOLE:
        raw = bytes(rng.randrange(256) for _ in range(LENGTH * np.dtype(code).itemsize))
        return np.frombuffer(raw, code)
    limit = 2**60
    if target in WHOLE:
        info = np.iinfo(np.dtype(target))
        limit = min(info.max, 60000 if code == "e" else 2**62)
        low = max(info.min, -limit)
        return np.array([rng.uniform(low * 0.99, limit * 0.99) for _ in range(LENGTH)], code)
    reals = [rng.uniform(-1, 1) * 10.0 ** rng.randrange(-8, 5) for _ in range(LENGTH - 6)]
    return np.array(reals + [0.0, -0.0, np.inf, -np.inf, 70000.0, 1e-30], code)


def main(folder):
    rng = random.Random(20)
    warnings.simplefilter("ignore")  # overflow to infinity is what is asked for
    with open(Path(folder, "conversions.txt"), "w") as out:
        for code in WHOLE + REAL + "?":
            for target in WHOLE + REAL + "?":
                for order, target_order in (("<", "<"), (">", "<"), ("<", ">")):
                    given = values(rng, code, target).astype(order + code)
                    made = given.astype(target_order + target)
                    out.write(f"{order}{code};{target_order}{target};{given.tobytes().hex()};{made.tobytes().hex()};")
                    out.write(f"{np.can_cast(code, target, 'safe')}\n")

    with open(Path(folder, "reductions.txt"), "w") as out:
        reductions(random.Random(21), out)
    with open(Path(folder, "transposed.txt"), "w") as out:
        transposed(random.Random(22), out)


def reductions(rng, out):
    """Format; elements, hex; sum, mean, min and max as doubles, hex.

    Sums are of eighths, exact in any order, or of what is no number.
    """
    special = [
        [np.nan], [np.inf], [-np.inf], [np.inf, -np.inf], [np.nan, np.inf], [-0.0, 0.0], [0.0, -0.0], [-0.0],
        [-0.0, -0.0, -0.0], [1.0, np.nan, -1.0], [-np.inf, 1.5], [],
    ]
    for code in REAL:
        for order in "<>":
            for extra in special:
                for length in (0, 3, 1100) if order == "<" else (0, 3, 40):
                    count = length if extra != [-0.0] * 3 else 0
                    limit = 2 if code == "e" else 4000
                    made = extra + [rng.randrange(-limit, limit) / 8 for _ in range(count)]
                    rng.shuffle(made)
                    a = np.array(made, order + code)
                    if a.size == 0 or (length == 1100 and (code == "e" or len(extra) != 2)):
                        continue
                    wide = a.astype("d")
                    results = [wide.sum(), wide.mean(), a.min(), a.max()]
                    out.write(f"{order}{code};{a.tobytes().hex()};")
                    out.write(";".join(np.array(r, ">d").tobytes().hex() for r in results) + "\n")


def transposed(rng, out):
    """Format; shape; axes; steps of slices; elements, hex; those of the copy, hex."""
    for code in ("<h", ">i", "<d", "<c16", "S3", "<U2", "?"):
        for shape in ((3, 5), (2, 3, 4), (1, 7), (2, 2, 2, 3), (33, 34)):
            axes = list(range(len(shape)))
            rng.shuffle(axes)
            steps = [rng.choice((1, -1, 2, -2)) for _ in shape]
            size = int(np.prod(shape))
            dtype = np.dtype(code)
            if code == "<U2":
                a = np.array([chr(0x1F600 + i % 50) + "x" for i in range(size)], dtype)
            elif code == "?":
                a = np.array([rng.random() < 0.5 for _ in range(size)], dtype)
            else:
                a = np.frombuffer(bytes(rng.randrange(1, 256) for _ in range(size * dtype.itemsize)), dtype)
            a = a.reshape(shape)
            copy = a.transpose(axes)[tuple(slice(None, None, step) for step in steps)].copy(order="C")
            name = {"<c16": "<Zd", "S3": "3s", "<U2": "<2w"}.get(code, code)
            numbers = ";".join(",".join(map(str, n)) for n in (shape, axes, steps))
            out.write(f"{name};{numbers};{a.tobytes().hex()};{copy.tobytes().hex()}\n")


main(sys.argv[1])
