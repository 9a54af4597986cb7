"""Keeps the tables of `peers.sh` in a Markdown file, each between two markers of its own:

    <!-- peers:GROUP begin -->
    <!-- peers:GROUP end -->

What stands between them belongs to the script, all else to whoever writes; neither touches the other's.

    document.py put FILE GROUP     replaces what is between the group's markers by standard input
    document.py check FILE         says whether each group has its markers, once and in order
"""

import os
import re
import sys
import tempfile

GROUPS = ("views", "transfers", "ranges", "video", "numpy", "receive")
MARKER = re.compile(r"^<!-- peers:(\S+) (begin|end) -->$")


def blocks(text):
    """The lines of the markers, by group: {group: (begin, end)}. Raises ValueError for what is not in order."""
    found = {}
    unfinished = None
    for number, line in enumerate(text.split("\n")):
        marker = MARKER.match(line)
        if not marker:
            if "peers:" in line and "<!--" in line:
                raise ValueError(f"line {number + 1} looks like a marker and is none: {line}")
            continue
        group, side = marker.groups()
        if group not in GROUPS:
            raise ValueError(f"line {number + 1}: there is no group '{group}'; groups are {', '.join(GROUPS)}")
        if side == "begin":
            if unfinished:
                raise ValueError(f"line {number + 1}: '{group}' begins before '{unfinished[0]}' has ended")
            if group in found:
                raise ValueError(f"line {number + 1}: '{group}' begins a second time")
            unfinished = (group, number)
        else:
            if not unfinished or unfinished[0] != group:
                raise ValueError(f"line {number + 1}: '{group}' ends without having begun")
            found[group] = (unfinished[1], number)
            unfinished = None
    if unfinished:
        raise ValueError(f"'{unfinished[0]}' begins in line {unfinished[1] + 1} and does not end")
    return found


def put(text, group, content):
    """The text with other content, which may be empty, between the markers of a group."""
    found = blocks(text)
    if group not in found:
        raise ValueError(f"there are no markers of '{group}': put <!-- peers:{group} begin --> and … end --> where its table goes")
    begin, end = found[group]
    lines = text.split("\n")
    inner = content.strip("\n")
    # Markdown takes a table for one only after a blank line.
    between = ["", *inner.split("\n"), ""] if inner else []
    if any(MARKER.match(line) for line in between):
        raise ValueError("the new content has markers of its own")
    return "\n".join(lines[: begin + 1] + between + lines[end:])


def replace(path, text):
    """Writes a file as a whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=os.path.dirname(os.path.abspath(path)), prefix=".peers-")
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(name, os.stat(path).st_mode & 0o777)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "check":
        with open(arguments[1], encoding="utf-8") as file:
            found = blocks(file.read())
        missing = [group for group in GROUPS if group not in found]
        if missing:
            raise ValueError(f"{arguments[1]} has no markers of {', '.join(missing)}")
    elif len(arguments) == 3 and arguments[0] == "put":
        with open(arguments[1], encoding="utf-8") as file:
            text = file.read()
        changed = put(text, arguments[2], sys.stdin.read())
        replace(arguments[1], changed)
    else:
        raise ValueError("usage: document.py put FILE GROUP | document.py check FILE")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (OSError, ValueError) as error:
        sys.exit(f"document.py: {error}")
