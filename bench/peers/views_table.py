"""views_table.py COMMAND RESULT…: the table of PeerBenchmark, from JMH's JSON files, one or more for each round."""

import json
import sys

import tables

OURS = "typed view"
PEERS = ("ByteBuffer", "MemorySegment", "UnsafeBuffer", "ByteBuf", "ByteBuf+Unsafe", "ArrowBuf")
WORK = {
    "sumOfLongs": "sum of 10⁶ `long`s, an element",
    "doubleLongs": "10⁶ `long`s doubled in place, an element",
    "sumOfBigEndianInts": "sum of 10⁶ big-endian `int`s, an element",
    "intsAtAnyByte": "`int` at a random byte, unaligned",
    "slices": "a slice, and its first byte read",
    "nestedMessage": "64 nested messages, each a length and a slice, a level",
    "sumOfPrices": "sum of one field (`double`) of 10⁵ records of 16 B, a record",
    "sumOfRecords": "both fields (`int`, `double`) of them, a record",
    "copyOut": "1 MiB copied into a `byte[]`",
    "clear": "1 MiB set to 0",
    "compare": "1 MiB compared with its like",
}


def main(command, *results):
    values = {}
    for result in results:
        with open(result, encoding="utf-8") as file:
            for run in json.load(file):
                key = (run["benchmark"].rsplit(".", 1)[1], run["params"]["peer"])
                values.setdefault(key, []).append(run["primaryMetric"]["score"])
    times = []
    ratios = []
    for work, title in WORK.items():
        ours = values.get((work, OURS))
        if not ours:
            sys.exit(f"views_table: no result has {work} of {OURS}")
        cells = [tables.spread(values[work, peer]) if (work, peer) in values else "did not run" for peer in (OURS, "MemoryView", *PEERS)]
        times.append([title, *cells])
        ratios.append([title] + [
            tables.verdict(tables.ratio_of_pairs(ours, values[work, peer])) if (work, peer) in values else "did not run"
            for peer in PEERS
        ])
    rounds = max(map(len, values.values()))
    heads = [f"`{peer}`" for peer in PEERS]
    heads[4] = "`ByteBuf`, `Unsafe` allowed"
    versions = (
        f"Agrona {tables.pinned('agrona')} (`UnsafeBuffer`)",
        f"Netty {tables.pinned('netty')} (`ByteBuf`)",
        f"Arrow {tables.pinned('arrow')} (`ArrowBuf`)",
    )
    print("\n".join(tables.statement(command, versions)))
    print(f"Native memory; ns, median of {rounds} JVMs (least–greatest), each of which had put every library through every kind of memory first:\n")
    print("\n".join(tables.table(["", "typed view", "`MemoryView`", *heads], times)))
    counted = tables.tally([cell for row in ratios for cell in row])
    print(f"\nTyped view ÷ peer, median of the rounds' ratios; less than 1 is a win ({counted}):\n")
    print("\n".join(tables.table(["", *heads], ratios)))


main(*sys.argv[1:])
