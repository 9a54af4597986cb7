"""Reads with NumPy what the Java tests wrote: python3 check_npy.py FOLDER

Each line of FOLDER/expected.txt is a file, its type as in a .npy header, order, shape, and all elements in C order as
hexadecimal digits. Prints what differs, and how many files were compared.
"""

import ast
import sys
from pathlib import Path

import numpy as np


def main():
    folder = Path(sys.argv[1])
    lines = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        name, descr, order, shape, digits = line.split(";")
        try:
            array = np.lib.format.open_memmap(folder / name, "r", max_header_size=1 << 20)
            with open(folder / name, "rb") as file:
                loaded = np.lib.format.read_array(file, allow_pickle=False, max_header_size=1 << 20)
        except ValueError as e:
            # What is mapped cannot be empty.
            if "0" not in shape.split(",") or "mmap" not in str(e):
                print(line[:300], repr(e))
                continue
            array = loaded = np.load(folder / name, allow_pickle=False)
        for found in (array, loaded):
            # As bytes: copying records, NumPy leaves out what is between their fields.
            raw = found.view(f"V{found.dtype.itemsize}").tobytes("C").hex()
            fortran = found.flags.f_contiguous and not found.flags.c_contiguous
            actual = (found.dtype, "F" if fortran else "C", ",".join(map(str, found.shape)), raw)
            expected = (np.lib.format.descr_to_dtype(ast.literal_eval(descr)), order, shape, digits)
            if actual != expected:
                print(name, *(f"{a!r:.200} instead of {e!r:.200}" for a, e in zip(actual, expected) if a != e))
    print(len(lines), "compared")


if __name__ == "__main__":
    main()
