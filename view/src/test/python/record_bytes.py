"""Records what CPython's bytes and bytearray do, for the Java tests to replay: python3 record_bytes.py FOLDER

Standard library only. The output depends on nothing but the seed below and the rules of Python (3.9 to 3.13; resize, which is
newer, is not recorded).

calls.txt.gz    method;bytes;arguments…;result            what bytes and bytearray alike answer
changes.txt.gz  method;bytes or +;lock;arguments…;result;bytes after
                what a bytearray does to itself, where lock is 1 if a memoryview of it is open; + goes on with the array of the
                line before

Values: x and hexadecimal digits for bytes, i for a whole number, s for a text (its UTF-16 code units as hexadecimal digits), b0
and b1 for truth, n for None, l for a list, its entries separated by commas. Errors: ! and their kind, and @ and a position where
the error has one.
"""

import gzip
import random
import re
import sys
from pathlib import Path

ALPHABETS = [b"ab", b"abc", b"a \t\n\r\x0b\x0cb", b"a\r\n", bytes(range(256)), b"\x00\x7f\x80\xff\xfe", b"aA zZ09+-_[{@`", b"a"]
BOUNDS = [None, -(2**63), -100, -7, -3, -2, -1, 0, 1, 2, 3, 4, 5, 8, 9, 10, 100, 2**63 - 1]
STEPS = [None, 1, 1, 2, 3, -1, -2, -3, 100, -100, 2**63 - 1, -(2**63)]


def shown(value):
    if value is None:
        return "n"
    if isinstance(value, bool):
        return f"b{value:d}"
    if isinstance(value, int):
        return f"i{value}"
    if isinstance(value, str):
        return "s" + value.encode("utf-16-be", "surrogatepass").hex()
    if isinstance(value, (bytes, bytearray)):
        return "x" + value.hex()
    if isinstance(value, (list, tuple)):
        return "l" + ",".join(map(shown, value))
    raise TypeError(repr(value))


def attempt(action):
    try:
        return shown(action())
    except UnicodeDecodeError as e:
        return f"!UnicodeDecodeError@{e.start}"
    except UnicodeEncodeError as e:
        return f"!UnicodeEncodeError@{e.start}"
    except (ValueError, IndexError, BufferError) as e:
        position = re.search(r"position (\d+)", str(e))
        return "!" + type(e).__name__ + (f"@{position[1]}" if position else "")


def some(rng, longest, alphabet=None):
    alphabet = alphabet or rng.choice(ALPHABETS)
    return bytes(rng.choices(alphabet, k=rng.randrange(longest + 1)))


def bounds(rng):
    return [rng.choice(BOUNDS), rng.choice(BOUNDS)]


def byte(rng, b):
    return rng.choice([rng.choice(b or b"a"), 97, 0, 255, 256, -1])


def affix(rng, b, alphabet):
    """Something that is in b more often than chance would have it."""
    if rng.random() < 0.6 and b:
        start = rng.randrange(len(b))
        return b[start : start + rng.randrange(4)]
    return some(rng, 3, alphabet)


SEARCHES = ["find", "rfind", "index", "rindex", "count"]
CALLS = SEARCHES + [
    "startswith", "endswith", "contains", "split", "rsplit", "splitlines", "partition", "rpartition", "join", "replace", "strip",
    "lstrip", "rstrip", "removeprefix", "removesuffix", "upper", "lower", "isascii", "add", "mul", "slice", "item", "hex", "decode",
    "compare", "repr", "translate", "center", "ljust", "rjust", "zfill", "list",
]  # fmt: skip


def arguments(method, rng, b, alphabet):
    if method in SEARCHES:
        wanted = byte(rng, b) if rng.random() < 0.3 else affix(rng, b, alphabet)
        return [wanted] if rng.random() < 0.4 else [wanted] + bounds(rng)
    if method in ("startswith", "endswith"):
        wanted = affix(rng, b, alphabet)
        if rng.random() < 0.3:
            wanted = [affix(rng, b, alphabet) for _ in range(rng.randrange(4))]
        elif rng.random() < 0.4:
            k = rng.randrange(len(b) + 1)
            wanted = b[:k] if method == "startswith" else b[k:]
        return [wanted] if rng.random() < 0.4 else [wanted] + bounds(rng)
    if method == "contains":
        return [byte(rng, b) if rng.random() < 0.5 else affix(rng, b, alphabet)]
    if method in ("split", "rsplit"):
        separator = None if rng.random() < 0.4 else affix(rng, b, alphabet)
        return [separator, rng.choice([-1, -1, -2, 0, 1, 2, 3, 100])]
    if method == "splitlines":
        return [rng.random() < 0.5]
    if method in ("partition", "rpartition", "removeprefix", "removesuffix", "add"):
        wanted = affix(rng, b, alphabet)
        if rng.random() < 0.4:
            k = rng.randrange(len(b) + 1)
            wanted = b[:k] if method == "removeprefix" else b[k:]
        return [wanted]
    if method == "join":
        return [[some(rng, 3) for _ in range(rng.randrange(5))]]
    if method == "replace":
        return [affix(rng, b, alphabet), some(rng, 3), rng.choice([-1, -1, -2, 0, 1, 2, 3, 100])]
    if method in ("strip", "lstrip", "rstrip"):
        return [None if rng.random() < 0.4 else some(rng, 3, alphabet)]
    if method == "mul":
        return [rng.choice([-2, 0, 1, 2, 3, 7])]
    if method == "slice":
        return bounds(rng) + [rng.choice(STEPS)]
    if method == "item":
        return [rng.choice([0, 1, 5, 9, 100, -1, -2, -10, -(2**63), 2**63 - 1])]
    if method == "hex":
        return [rng.choice([":", "-", " ", "\x00", "\x7f", "\x80", "é"]), rng.choice([0, 1, 2, 3, 5, 100, -1, -2, -3, -100, -(2**31)])]
    if method == "decode":
        return [rng.choice(["utf-8", "us-ascii", "iso-8859-1", "utf-16-le", "utf-16-be"])]
    if method == "compare":
        return [rng.choice([b, b[:-1], b + b"\x00", some(rng, 4, alphabet)])]
    if method == "translate":
        table = bytes(rng.sample(range(256), 256)) if rng.random() < 0.8 else some(rng, 4)
        return [table, some(rng, 2, alphabet)]
    if method in ("center", "ljust", "rjust"):
        return [rng.choice([-1, 0, 1, 2, 5, 8, 9, 12, 13]), rng.randrange(256)]
    if method == "zfill":
        return [rng.choice([-1, 0, 1, 2, 5, 8, 9, 12])]
    return []


def call(method, b, a):
    match method:
        case "contains":
            return a[0] in b
        case "startswith" | "endswith" if isinstance(a[0], list):
            return getattr(b, method)(tuple(a[0]), *a[1:])
        case "add":
            return b + a[0]
        case "mul":
            return b * a[0]
        case "slice":
            return b[slice(*a)]
        case "item":
            return b[a[0]]
        case "compare":
            return (b > a[0]) - (b < a[0])
        case "repr":
            return repr(b)
        case "list":
            return list(b)
        case "center" | "ljust" | "rjust":
            return getattr(b, method)(a[0], bytes([a[1]]))
        case _:
            return getattr(b, method)(*a)


def calls(out, rng):
    lines = {}
    for method in CALLS:
        for _ in range(150 if method in ("isascii", "repr", "list", "upper", "lower", "item") else 300):
            alphabet = rng.choice(ALPHABETS)
            b = some(rng, rng.choice([0, 2, 6, 12]), alphabet)
            if method == "decode" and rng.random() < 0.5:
                b = bytearray("".join(rng.choices("aé€𝄞\ud800", k=4)).encode("utf-8", "surrogatepass"))
                b[rng.randrange(4)] ^= rng.choice([0, 0, 0x80, 0x40])
                b = bytes(b)
            a = arguments(method, rng, b, alphabet)
            result = attempt(lambda: call(method, b, a))
            also = attempt(lambda: call(method, bytearray(b), a))
            if method != "repr" and result != also:
                raise AssertionError(f"bytes and bytearray differ: {method} {b} {a}: {result} {also}")
            lines[";".join([method, shown(b), *map(shown, a), result])] = None
    # Long runs that nearly match, again and again: the worst case of every search.
    for _ in range(300):
        period = rng.choice([b"a", b"ab", b"aab", b"abaab"])
        b = bytearray((period * 400)[: rng.randrange(100, 400)])
        wanted = bytearray((period * 400)[: rng.randrange(5, 90)])
        for _ in range(rng.randrange(3)):
            b[rng.randrange(len(b))] = rng.choice(b"ab")
        if rng.random() < 0.7:
            wanted[rng.choice([0, -1, len(wanted) // 2])] = rng.choice(b"ab")
            if rng.random() < 0.5:
                at = rng.randrange(len(b))
                b[at : at + len(wanted)] = wanted
        method = rng.choice(["find", "rfind", "count", "replace", "split", "rsplit"])
        a = [bytes(wanted)] + {"replace": [b"-", -1], "split": [-1], "rsplit": [-1]}.get(method, [])
        result = attempt(lambda: call(method, bytes(b), a))
        lines[";".join([method, shown(b), *map(shown, a), result])] = None
    for _ in range(600):
        text = "".join(rng.choices(["0", "7", "aF", "Bc", "f9", "00", "12", " ", "\t", "\n\r", "\x0b\x0c", "g", "\x1f", "\x00"],
                                   weights=[1, 1, 9, 9, 9, 9, 9, 5, 2, 2, 2, 0.5, 0.5, 0.5], k=rng.randrange(7)))  # fmt: skip
        if rng.random() < 0.1:
            # CPython 3.11 reports a character beyond ASCII before any other; those it reads in order stand before it.
            text = "12 " * rng.randrange(3) + rng.choice(["é", "٣", "𝄞", "0é"])
        lines[";".join(["fromhex", "x", shown(text), attempt(lambda: bytes.fromhex(text))])] = None
    for _ in range(300):
        text = "".join(rng.choices(["a", "~", "é", "ÿ", "€", "𝄞", "\ud800", "\udc00"], weights=[9, 3, 3, 3, 2, 2, 0.3, 0.3], k=rng.randrange(6)))
        encoding = rng.choice(["utf-8", "us-ascii", "iso-8859-1", "utf-16-le", "utf-16-be"])
        # Positions count UTF-16 code units, as Java's do; only what precedes an error may hold what counts twice.
        result = attempt(lambda: text.encode(encoding))
        if "@" in result:
            at = int(result.split("@")[1])
            result = f"!UnicodeEncodeError@{len(text[:at].encode('utf-16-le', 'surrogatepass')) // 2}"
        if re.search("\ud800\udc00", text):
            continue  # two characters to Python, one to Java
        lines[";".join(["encode", "x", shown(text), shown(encoding), result])] = None
    for _ in range(200):
        values = [rng.choice([0, 1, 127, 128, 255, 255, 256, -1, 2**31 - 1]) if rng.random() < 0.3 else rng.randrange(256) for _ in range(rng.randrange(5))]
        lines[";".join(["new", "x", shown(values), attempt(lambda: bytes(values))])] = None
    out.writelines(line + "\n" for line in lines)


CHANGES = ["append", "extend", "extendwith", "insert", "pop", "popat", "remove", "clear", "reverse", "set", "setslice", "delslice", "self"]


def change(method, rng, array):
    """The arguments of a change, and what does it."""
    content = some(rng, rng.choice([0, 1, 2, 4, 9]), b"xyz")
    match method:
        case "append":
            value = byte(rng, array)
            return [value], lambda: array.append(value)
        case "extend":
            return [content], lambda: array.extend(content)
        case "extendwith":
            values = list(content) + ([256] if rng.random() < 0.2 else [])
            return [values], lambda: array.extend(values)
        case "insert":
            at, value = rng.choice([-(2**63), -100, -3, -1, 0, 1, 2, 5, 100, 2**63 - 1]), byte(rng, array)
            return [at, value], lambda: array.insert(at, value)
        case "pop":
            return [], array.pop
        case "popat":
            at = rng.choice([-(2**63), -100, -3, -1, 0, 1, 2, 5, 100, 2**63 - 1])
            return [at], lambda: array.pop(at)
        case "remove":
            value = byte(rng, array)
            return [value], lambda: array.remove(value)
        case "clear":
            return [], array.clear
        case "reverse":
            return [], array.reverse
        case "set":
            at, value = rng.choice([-100, -3, -1, 0, 1, 2, 5, 100]), rng.choice([0, 7, 255])
            return [at, value], lambda: array.__setitem__(at, value)
        case "setslice":
            part = slice(*bounds(rng), rng.choice([None, 1, 1] + STEPS))
            if rng.random() < 0.5:
                content = some(rng, 0) + bytes(rng.choices(b"xyz", k=len(array[part])))
            return [part.start, part.stop, part.step, content], lambda: array.__setitem__(part, content)
        case "delslice":
            part = slice(*bounds(rng), rng.choice([None, 1, 1] + STEPS))
            return [part.start, part.stop, part.step], lambda: array.__delitem__(part)
        case "self":
            part = slice(*bounds(rng), rng.choice([None, 1, 1] + STEPS))
            return [part.start, part.stop, part.step], lambda: array.__setitem__(part, array)


def step(out, rng, array, before, method, locked):
    a, action = change(method, rng, array)
    view = memoryview(array) if locked else None
    result = attempt(action)
    if view:
        view.release()
    out.write(";".join([method, before, f"{locked:d}", *map(shown, a), result, shown(array)]) + "\n")


def changes(out, rng):
    for method in CHANGES:
        for _ in range(80 if method in ("pop", "clear", "reverse") else 350):
            array = bytearray(some(rng, rng.choice([0, 2, 6, 12]), b"abc"))
            step(out, rng, array, shown(array), method, rng.random() < 0.4)
    # One array through a life of changes, so that capacity grows and shrinks.
    for _ in range(20):
        array = bytearray()
        before = "x"
        for _ in range(100):
            growing = ["append", "extend", "extend", "insert", "setslice", "self"]
            method = rng.choice(growing if len(array) < 30 else CHANGES if len(array) < 200 else ["delslice", "clear"])
            step(out, rng, array, before, method, rng.random() < 0.1)
            before = "+"


def main():
    folder = Path(sys.argv[1])
    for name, recorder in (("calls", calls), ("changes", changes)):
        # Neither name nor time go into the file: the same data are the same bytes.
        with open(folder / f"{name}.txt.gz", "wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as zipped:
            lines = []

            class Out:
                write = staticmethod(lines.append)
                writelines = staticmethod(lines.extend)

            recorder(Out, random.Random(20230717))
            zipped.write("".join(lines).encode("ascii"))


if __name__ == "__main__":
    main()
