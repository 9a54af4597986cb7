"""Makes .npy files with NumPy and records what it reads in them: python3 record_npy.py FOLDER

Needs NumPy 2.4. The output depends on nothing but this file and NumPy: files of arrays, described in arrays.txt, and
headers made up to be odd, with what NumPy thinks of them, in headers.txt.
"""

import io
import struct
import sys
import warnings
from pathlib import Path

import numpy as np


def text(dtype, value):
    """A value as the Java tests write it: exact, and free of the ways in which languages print numbers."""
    if dtype.subdtype is not None:
        base, _ = dtype.subdtype
        return nested(base, value)
    if dtype.names is not None:
        return "[" + ",".join(text(dtype[name], value[name]) for name in dtype.names) + "]"
    kind = dtype.kind
    if kind == "b":
        return "T" if value else "F"
    if kind in "iu":
        return f"i{int(value)}"
    if kind == "f":
        return real(value)
    if kind == "c":
        return f"[{real(value.real)},{real(value.imag)}]"
    if kind == "S":
        return "b" + bytes(value).ljust(dtype.itemsize, b"\0").hex()
    if kind == "V":
        return "b" + value.tobytes().hex()
    if kind == "U":
        return "u" + str(value).encode("utf-8", "surrogatepass").hex()
    if kind in "mM":
        return f"i{int(value.view(np.int64))}"
    raise ValueError(dtype)


def real(value):
    return "dnan" if np.isnan(value) else "d" + struct.pack(">d", float(value)).hex()


def nested(dtype, array):
    if not isinstance(array, np.ndarray):
        return text(dtype, array)
    if array.ndim == 0:
        return text(dtype, array[()])
    return "[" + ",".join(nested(dtype, part) for part in array) + "]"


def plain(dtype):
    """Whether Java reads and writes this type as the very same one."""
    if dtype.subdtype is not None:
        # An array of arrays is written as one array of more dimensions.
        return dtype.subdtype[0].subdtype is None and plain(dtype.subdtype[0])
    if dtype.names is not None:
        # With a title, a field has three entries.
        return all(len(field) == 2 and plain(field[0]) for field in dtype.fields.values())
    return dtype.kind not in "VmM"


def form(array):
    """NumPy's own PEP 3118 format of simple elements, or the places of a record's fields."""
    dtype = array.dtype
    if dtype.names is not None:
        places = (f"{name.encode().hex()}@{dtype.fields[name][1]}" for name in dtype.names)
        return f"{dtype.itemsize}:" + ",".join(places)
    return "-" if dtype.kind in "VmMc" else memoryview(array).format


def filled(dtype, *shape, order="C"):
    """Elements that differ, with each of their bytes, wherever the type lets them."""
    dtype = np.dtype(dtype)
    count = int(np.prod(shape, dtype=int))
    array = np.zeros(shape, dtype, order=order)
    flat = array.reshape(-1, order="A") if order == "F" else array.reshape(-1)
    for i in range(count):
        flat[i] = element(dtype, i)
    return array


def element(dtype, i):
    if dtype.subdtype is not None:
        base, shape = dtype.subdtype
        return np.array([element(base, i * 7 + k) for k in range(int(np.prod(shape)))], base.base).reshape(shape + base.shape)
    if dtype.names is not None:
        return tuple(element(dtype[name], i * 5 + k) for k, name in enumerate(dtype.names))
    size = dtype.itemsize
    kind = dtype.kind
    if kind == "b":
        return i % 3 != 1
    if kind == "i":
        return (-1) ** i * (2 ** (8 * size - 1) - 1 - i * 3 % 100)
    if kind == "u":
        return 2 ** (8 * size) - 1 - i * 5 % 200
    if kind == "f":
        return (-1.5, 0.1, np.inf, np.nan, -0.0, 6e-8)[i % 6]
    if kind == "c":
        return complex(0.5 + i, -1.25 - i)
    if kind == "S":
        return b"wxyz\0ab\xff"[i % 4 :][:size]
    if kind == "V":
        return np.void(bytes((i + k) % 256 for k in range(size)))
    if kind == "U":
        return ("", "é", "zα\U0001f40d", "abc", "a\0b")[i % 5][: size // 4]
    if kind in "mM":
        return np.array(-1000 + 12345678901 * i, "i8").astype("<i8").view("<" + dtype.str[1:]) if i % 4 != 3 else "NaT"
    raise ValueError(dtype)


def arrays():
    """name, array, version of the file or None."""
    for code in ("b1", "i1", "u1"):
        yield code, filled(code, 5), None
    for order, name in (("<", "le"), (">", "be")):
        for code in ("i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16", "U1", "U4", "M8[ns]", "m8[25s]"):
            yield f"{code}-{name}".replace("[", "_").replace("]", ""), filled(order + code, 6), None
        yield f"matrix-{name}", filled(order + "i4", 2, 3), None
        yield f"fortran-{name}", filled(order + "u2", 3, 2, order="F"), None
    for code in ("S1", "S5", "V3"):
        yield code, filled(code, 5), None
    yield "M8-generic", filled("<M8", 2), None
    yield "zero-dim", np.array(-7, "<i4"), None
    yield "zero-dim-record", filled([("a", "<i4"), ("b", "<f8")]), None
    yield "cube", filled("<i2", 2, 3, 4), None
    yield "cube-fortran", filled("<f8", 2, 3, 4, order="F"), None
    yield "one", filled("<i4", 1), None
    yield "ones", filled("<i4", *[1] * 64), None
    yield "ones-fortran", filled("<i4", *[1] * 5, 2, *[1] * 58, order="F"), None
    yield "empty", np.zeros(0, "<f8"), None
    yield "empty-rows", np.zeros((0, 5), ">i4"), None
    yield "empty-columns", np.zeros((3, 0, 2), "<i4"), None
    yield "every-other", filled("<i4", 4, 6)[::2, ::3], None
    yield "backwards", filled("<i4", 5)[::-1], None
    yield "broadcast", np.broadcast_to(filled("<i2", 3), (2, 3)), None

    packed = [("a", "<i4"), ("b", ">f8")]
    yield "record", filled(packed, 3), None
    yield "record-matrix-fortran", filled(packed, 2, 2, order="F"), None
    yield "record-aligned", filled(np.dtype([("a", "i1"), ("b", "<f8"), ("c", "<i2")], align=True), 3), None
    yield "record-offsets", filled(np.dtype({"names": ["a", "b"], "formats": ["i1", "<i4"], "offsets": [4, 8], "itemsize": 20}), 2), None
    yield "record-titles", filled([(("The first", "a"), "<i4"), (("The \"second\"", "b"), "S3")], 2), None
    yield "record-subarrays", filled([("a", "<i4", (2, 3)), ("b", ">U2", (2,)), ("c", "?")], 2), None
    yield "record-nested", filled([("a", [("x", "<i2"), ("y", ">U2")]), ("b", "<f4")], 2), None
    yield "record-nested-deep", filled([("a", [("b", [("c", [("d", "i1")]), ("e", "<i8")])])], 2), None
    yield "record-nested-subarray", filled([("a", [("q", "<i4"), ("r", "u1")], (2,)), ("b", "<i2")], 2), None
    yield "record-subarray-twice", filled([("a", "<i2"), ("b", np.dtype(("<i2", (2,))), (3,))], 2), None
    yield "record-nested-aligned", filled(np.dtype([("h", "u1"), ("p", np.dtype([("x", "u1"), ("y", "<f8")], align=True), (2,)), ("z", "<f2")], align=True), 2), None
    yield "record-all", filled([(f"f_{k}", code) for k, code in enumerate("? i1 u1 <i2 >i2 <u4 >u4 <i8 >u8 <f2 >f4 <f8 S4 <U3".split())], 2), None
    yield "record-complex", filled([("z", "<c8"), ("w", ">c16", (2,))], 2), None
    yield "record-looks-complex", filled([("real", "<f4"), ("imag", ">f4")], 2), None
    yield "record-times", filled([("at", "<M8[us]"), ("for", ">m8[D]")], 3), None
    yield "record-void", filled([("raw", "V4"), ("n", "<i2")], 2), None
    yield "names-odd", filled([("it's", "<i2"), ('say "x"', "<i2"), ("both ' and \"", "<i2"), ("back\\slash", "<i2"), ("tab\tline\n", "<i2"), ("\x01\x7f\x85\xa0", "u1")], 2), None
    yield "names-latin", filled([("größe", "<i4"), ("façade", "u1")], 2), None
    yield "names-greek", filled([("αβγ", "<i4"), ("\U0001f40d", "u1"), ("zero\u200bwidth", "i1")], 2), None
    yield "many-fields", filled([(f"field_{k:03}", "<u2") for k in range(600)], 1), None

    yield "version-1", filled("<i4", 3), (1, 0)
    yield "version-2", filled(">f8", 2, 2), (2, 0)
    yield "version-3", filled([("é", "<i2")], 2), (3, 0)


def record_arrays(folder):
    lines = []
    for name, array, version in arrays():
        out = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            np.lib.format.write_array(out, array, version, allow_pickle=False)
        (folder / f"{name}.npy").write_bytes(out.getvalue())
        out.seek(0)
        stored = np.lib.format.read_array(out, allow_pickle=False, max_header_size=1 << 20)
        out.seek(0)
        major, minor = np.lib.format.read_magic(out)
        offset = len(out.getvalue()) - stored.nbytes
        fortran = stored.flags.f_contiguous and not stored.flags.c_contiguous
        same = plain(stored.dtype) and version is None
        shape = ",".join(map(str, stored.shape))
        fields = [name, f"{major}.{minor}", "F" if fortran else "C", shape, str(offset), form(stored)]
        lines.append(";".join([*fields, "same" if same else "-", nested(stored.dtype, stored)]) + "\n")
    (folder / "arrays.txt").write_text("".join(lines), encoding="ascii", newline="\n")


def header(descr="'<i4'", fortran="False", shape="(2,)", end="\n"):
    return f"{{'descr': {descr}, 'fortran_order': {fortran}, 'shape': {shape}, }}{end}"


PLAIN = header()

# What NumPy reads (or would, were there enough data) and Java refuses on purpose: Python that no writer of .npy files
# writes, types that the JVM lacks, elements without bytes, names that no format can spell.
STRICTER = [
    header(shape="(0x2,)"),
    header(shape="(0b10,)"),
    header(shape="(0_2,)"),
    header(shape="(1_0,)"),
    header(shape="(+2,)"),
    header(descr="'<' 'i4'"),
    header(descr="r'<i4'"),
    header(descr="'''<i4'''"),
    header(descr="'\\N{LESS-THAN SIGN}i4'"),
    header(descr="'<i\\\n4'"),
    header(end=" # a remark\n"),
    PLAIN.replace("}", ", 'shape': (1,)}").replace(", ,", ","),
    header(descr="'i'"),
    header(descr="'b'", shape="(8,)"),
    header(descr="'int32'"),
    header(descr="'2i4'"),
    header(descr="'i4,f8'"),
    header(descr="'<f16'"),
    header(descr="'<c32'"),
    header(descr="'|S0'", shape="(3,)"),
    header(descr="'|V0'", shape="(3,)"),
    header(descr="'<U0'", shape="(3,)"),
    header(descr="'S'", shape="(3,)"),
    header(descr="[]", shape="(3,)"),
    header(descr="[('', '|V4')]"),
    header(descr="[('', '<i4')]"),
    header(descr="[('a:b', '<i4')]"),
    header(descr="[('a', '|S0'), ('b', '<i4')]"),
]

# What both read, and what neither does.
OTHERS = [
    PLAIN,
    header(shape="(2L,)"),
    header(shape="(2l,)"),
    header(shape="(2 ,)"),
    header(shape="( 2,\n)"),
    header(shape="((2),)"),
    header(shape="(2, 3,)"),
    header(shape="(02,)"),
    header(shape="(00,)"),
    header(shape="(-0,)"),
    header(shape="(-1,)"),
    header(shape="(2,-3)"),
    header(shape="(True,)"),
    header(shape="[2]"),
    header(shape="(2)"),
    header(shape="2"),
    header(shape="()"),
    header(shape="(,)"),
    header(shape="(2,,)"),
    header(shape="(2 3)"),
    header(shape="(2.0,)"),
    header(shape="(2e0,)"),
    header(shape="('2',)"),
    header(shape="(None,)"),
    header(shape="(1+1,)"),
    header(shape="(9223372036854775807,)"),
    header(shape="(9223372036854775808,)"),
    header(shape="(2305843009213693952, 4)"),
    header(shape="(4611686018427387904, 0)"),
    header(shape="(0, 3)"),
    header(shape="(4294967296, 4294967296, 0)"),
    header(shape=str((1,) * 64)),
    header(shape=str((1,) * 65)),
    header(fortran="True"),
    header(fortran="True", shape="(2, 3)"),
    header(fortran="0"),
    header(fortran="None"),
    header(fortran="true"),
    header(fortran="Truely"),
    header(descr='"<i4"'),
    header(descr="u'<i4'"),
    header(descr="b'<i4'"),
    header(descr="f'<i4'"),
    header(descr="'\\x3ci4'"),
    header(descr="'\\074i4'"),
    header(descr="'\\u003ci4'"),
    header(descr="'\\U0000003ci4'"),
    header(descr="'\\u00e94'"),
    header(descr="'\\x3'"),
    header(descr="'\\U00110000'"),
    header(descr="'<\\i4'"),
    header(descr="'<i\n4'"),
    header(descr="'<i4"),
    header(descr="'i4'"),
    header(descr="'=i4'"),
    header(descr="'|i4'"),
    header(descr="'!i4'"),
    header(descr="'@i4'"),
    header(descr="'<i04'"),
    header(descr="'<i3'"),
    header(descr="'<i-4'"),
    header(descr="'<i4 '"),
    header(descr="' <i4'"),
    header(descr="''"),
    header(descr="'<'"),
    header(descr="'<b1'", shape="(8,)"),
    header(descr="'|b2'"),
    header(descr="'<f1'"),
    header(descr="'<f3'"),
    header(descr="'<c4'"),
    header(descr="'|a3'"),
    header(descr="'<S3'"),
    header(descr="'|U1'"),
    header(descr="'>V3'"),
    header(descr="'S99999999999'"),
    header(descr="'U2147483647'"),
    header(descr="'<M8'", shape="(1,)"),
    header(descr="'<M8[s]'", shape="(1,)"),
    header(descr="'<m8[generic]'", shape="(1,)"),
    header(descr="'<M8[7D]'", shape="(1,)"),
    header(descr="'<M8[foo]'", shape="(1,)"),
    header(descr="'<M8[]'", shape="(1,)"),
    header(descr="'<M8[s'", shape="(1,)"),
    header(descr="'<M4[s]'", shape="(1,)"),
    header(descr="'<i4[s]'", shape="(1,)"),
    header(descr="'|O'", shape="(1,)"),
    header(descr="'O'", shape="(1,)"),
    header(descr="[('a', '|O')]", shape="(1,)"),
    header(descr="None"),
    header(descr="4"),
    header(descr="True"),
    header(descr="('<i2', (2,))", shape="(2,)"),
    header(descr="('<i2',)"),
    header(descr="{'names': ['a'], 'formats': ['<i4']}"),
    header(descr="['<i4']"),
    header(descr="['a', '<i4']"),
    header(descr="[['a', '<i4']]"),
    header(descr="(('a', '<i4'),)"),
    header(descr="[('a',)]"),
    header(descr="[('a', '<i4', 'x')]"),
    header(descr="[('a', '<i2', (2,), 1)]"),
    header(descr="[(1, '<i4')]"),
    header(descr="[('a', '<i2', 2)]"),
    header(descr="[('a', '<i2', [2])]"),
    header(descr="[('a', '<i4', 1)]"),
    header(descr="[('a', '<i4', ())]"),
    header(descr="[('a', '<i4', (-2,))]"),
    header(descr="[('a', '<i4', (2147483647,))]"),
    header(descr="[('a', '<i4', (9223372036854775807, 9223372036854775807))]"),
    header(descr="[('a', '<i4'), ('a', '<i4')]"),
    header(descr="[(('t', 'a'), '<i4')]"),
    header(descr="[(('a', 'a'), '<i4')]"),
    header(descr="[(('b', 'a'), '<i4'), ('b', '<i4')]"),
    header(descr="[('', '<i4'), ('', '<i4')]"),
    header(descr="[('', '|V2', (2,)), ('b', '<i2')]", shape="(1,)"),
    header(descr="[('a', '<i2'), ('', '|V2')]"),
    "",
    " ",
    "\n",
    "{}",
    "[]",
    "{'descr': '<i4', 'fortran_order': False}",
    "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), 'more': 1}",
    "{'descr': '<i4', 'fortran_order': False, 1: (2,)}",
    "{'descr': '<i4', 'fortran_order': False, 'shape': (2,)",
    "{'descr': '<i4' 'fortran_order': False, 'shape': (2,)}",
    "{'descr': '<i4',, 'fortran_order': False, 'shape': (2,)}",
    "{'descr'= '<i4', 'fortran_order': False, 'shape': (2,)}",
    "{'shape':(2,),'fortran_order':False,'descr':'<i4'}",
    "  " + PLAIN,
    "\n" + PLAIN,
    "(" + PLAIN.strip() + ")",
    "(" + PLAIN.strip() + ",)",
    header(end="\0"),
    header(end="x"),
    header(end=""),
    header(end="   \n\n \n"),
]


def opinion(version, head):
    """What NumPy makes of a header with 8 bytes of data behind it: dtype, order and shape, or nothing."""
    raw = b"\x93NUMPY" + bytes(version) + struct.pack("<H" if version == (1, 0) else "<I", len(head)) + head
    path = Path(sys.argv[1]) / "opinion.tmp"
    path.write_bytes(raw + bytes(24))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            array = np.load(path, allow_pickle=False)
    except Exception:  # of many kinds, tokenize.TokenError among them
        return "refused"
    finally:
        path.unlink()
    order = "F" if array.flags.f_contiguous and not array.flags.c_contiguous else "C"
    return f"{order};{','.join(map(str, array.shape))};{array.dtype.itemsize};{form(array)}"


def record_headers(folder):
    lines = []
    for strict, heads in (("strict", STRICTER), ("alike", OTHERS)):
        for head in heads:
            for version, encoding in (((1, 0), "latin1"), ((2, 0), "latin1"), ((3, 0), "utf-8")):
                if strict == "strict" and version != (1, 0):
                    continue
                raw = head.encode(encoding)
                lines.append(f"{version[0]}.{version[1]};{strict};{raw.hex()};{opinion(version, raw)}\n")
    for version in ((0, 0), (0, 9), (1, 1), (2, 1), (4, 0), (255, 255)):
        raw = PLAIN.encode()
        lines.append(f"{version[0]}.{version[1]};alike;{raw.hex()};{opinion(version, raw)}\n")
    raw = header(descr="[('\xe9', '<i4')]").encode("latin1")
    lines.append(f"3.0;alike;{raw.hex()};{opinion((3, 0), raw)}\n")
    (folder / "headers.txt").write_text("".join(lines), encoding="ascii", newline="\n")


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    record_arrays(folder)
    record_headers(folder)


if __name__ == "__main__":
    main()
