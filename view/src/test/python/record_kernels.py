"""Records what NumPy makes of conversions: python3 record_kernels.py FOLDER

Needs NumPy. Each line: format from; format to; values as bytes, hex; converted, as bytes, hex.
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


main(sys.argv[1])
