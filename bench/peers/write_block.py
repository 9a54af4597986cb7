"""Puts standard input between the markers of a block in a file: write_block.py FILE NAME.

The markers, <!-- NAME begin --> and <!-- NAME end -->, each stand alone on a line, once.
"""

import os
import sys


def replaced(lines, name, block):
    """The lines with those between the markers replaced."""
    begin, end = (f"<!-- {name} {word} -->" for word in ("begin", "end"))
    at = [[i for i, line in enumerate(lines) if line.strip() == marker] for marker in (begin, end)]
    if any(len(found) != 1 for found in at) or at[0] > at[1]:
        raise ValueError(f"needs one line '{begin}' and one '{end}' behind it, has {len(at[0])} and {len(at[1])}")
    return lines[: at[0][0] + 1] + ["", *block.strip("\n").split("\n"), ""] + lines[at[1][0] :]


def main(path, name):
    block = sys.stdin.read()
    if not block.strip():
        sys.exit(f"write_block: nothing to write between the markers of {name} in {path}")
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    try:
        lines = replaced(lines, name, block)
    except ValueError as e:
        sys.exit(f"write_block: {path} {e}")
    # As a whole or not at all: somebody wrote the rest of the file by hand.
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    os.replace(path + ".new", path)


if __name__ == "__main__":
    main(*sys.argv[1:])
