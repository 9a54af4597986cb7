"""printed_table.py COMMAND numpy|receive|video FILE…: the tables of what other scripts printed. A file that is empty is of
a script that could not run.

    numpy PRINTED                        views-vs-numpy.sh
    receive DISCARDING KEEPING           receive-vs-c.sh, without and with --to
    video RESULTS CLIPS                  VideoBenchmark's JSON, serve-figures.sh clip
"""

import json
import re
import shutil
import statistics
import sys

import tables


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def lacking(*tools):
    missing = ", ".join(tool for tool in tools if not shutil.which(tool))
    return f"not installed: {missing}" if missing else "did not run"


def numpy(printed):
    found = re.findall(r"^(\S.*?)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)$", read(printed), re.M)
    version = tables.output(sys.executable, "-c", "import numpy; print(numpy.__version__)")
    installed = re.fullmatch(r"[\d.]+\S*", version)
    rows = [[name, ours, theirs, tables.verdict(float(ours) / float(theirs))] for name, ours, theirs, _ in found]
    what = f"ns an element, medians of the rounds' best times; less than 1 is a win ({tables.tally([r[3] for r in rows])})."
    return (
        [f"Python {sys.version.split()[0]}", f"NumPy {version}" if installed else "no NumPy"],
        [what, "", *tables.table(["", "views", "NumPy", "Zenview ÷ peer"], rows or [["", "", "did not run" if installed else "not installed: numpy", ""]])],
    )


def receive(discarding, keeping):
    head = ["", "receiver", "CPU s/GiB", "wall s", "CPU, Zenview ÷ peer", "wall, Zenview ÷ peer"]
    rows = []
    found = re.search(r"median for (\S+): C ([\d.]+) s, zenview ([\d.]+) s", read(discarding))
    if found:
        size, theirs, ours = found.groups()
        rows += [[f"{size} dropped", "`receive --discard`", "", ours, "", ""]]
        rows += [[f"{size} dropped", "C, `recv` into 1 MiB", "", theirs, "", tables.verdict(float(ours) / float(theirs))]]
    else:
        rows += [["dropped", "C", lacking("gcc"), "", "", ""]]
    text = read(keeping)
    found = re.findall(r"^(c|transferFrom|splice|buffered|mapped)\s+([\d.]+)\s+([\d.]+)\s+\S+\s+\S+\s+([\d.]+)\s+([\d.]+)$", text, re.M)
    into = tables.first_match(r"(?m)^(\S+ into new files on [^,]+),", text, "into files")
    names = {"c": "C, `read` and `write` of 1 MiB", "transferFrom": "`FileChannel.transferFrom`"}
    values = {name: (float(cpu), float(wall)) for name, cpu, _, wall, _ in found}
    for name, (cpu, wall) in values.items():
        ratios = ["", ""]
        if name in names:
            ratios = [tables.verdict(values["splice"][0] / cpu), tables.verdict(values["splice"][1] / wall)]
        rows.append([into, names.get(name, f"`receive --to --via {name}`"), tables.number(cpu), tables.number(wall), *ratios])
    if not found:
        rows.append([into, "C", lacking("gcc"), "", "", ""])
    compiler = tables.first_match(r"(\d+\.\d+\.\d+)", tables.output("gcc", "--version"), "")
    what = (
        "One sender, the receivers in turns: dropped, medians; into files, the best of the rounds, as single ones scatter. Zenview is "
        f"`--via splice` there; less than 1 is a win ({tables.tally([c for r in rows for c in r[4:]])})."
    )
    return [f"gcc {compiler}" if compiler else "no gcc"], [what, "", *tables.table(head, rows)]


def video(results, clips):
    films = {"sixMinutes": "six minutes", "twoHours": "two hours"}
    work = {
        "a timecode to its offset, film open": ("timecodeToIndex", "isoparserTimecodeToIndex", 1),
        "opening a film, then one": ("openAndFind", "isoparserOpenAndFind", 1000),
    }
    values = {}
    for run in json.loads(read(results) or "[]"):
        key = (run["benchmark"].rsplit(".", 1)[1], run["params"]["film"])
        values[key] = [score for fork in run["primaryMetric"]["rawData"] for score in fork]
    rows = []
    for title, (ours, theirs, scale) in work.items():
        for film, length in films.items():
            pair = values.get((ours, film)), values.get((theirs, film))
            if not all(pair):
                rows.append([f"{title}, {length}", "did not run", "isoparser", "did not run", ""])
                continue
            a, b = ([score * scale for score in scores] for scores in pair)
            ratio = tables.verdict(statistics.median(a) / statistics.median(b))
            rows.append([f"{title}, {length}", f"{tables.spread(a)} ns", "isoparser", f"{tables.spread(b)} ns", ratio])
    text = read(clips)
    clip = re.search(r"^clip +first byte ([\d.]+) ms, ([\d.]+) CPU", text, re.M)
    plain = re.search(r"^plain +first byte ([\d.]+) ms, ([\d.]+) CPU", text, re.M)
    nginx = re.search(r"^nginx +first byte ([\d.]+) s", text, re.M)
    title = "a clip of 60 s from two hours over HTTP, "
    if clip and plain:
        first, cpu = map(float, clip.groups())
        rows.append([title + "CPU", f"{cpu} s/GiB", "a plain file of that size, `zenview serve`", f"{plain[2]} s/GiB", tables.verdict(cpu / float(plain[2]))])
        rows.append([title + "first byte", f"{first} ms", "a plain file of that size, `zenview serve`", f"{plain[1]} ms", tables.verdict(first / float(plain[1]))])
        if nginx:
            theirs = float(nginx[1]) * 1000
            rows.append([title + "first byte", f"{first} ms", "nginx's mp4 module", f"{theirs:.2f} ms", tables.verdict(first / theirs)])
    else:
        rows.append([title + "CPU", lacking("curl"), "", "", ""])
    if not nginx:
        rows.append([title + "first byte", "", "nginx's mp4 module", lacking("nginx"), ""])
    version = tables.first_match(r"nginx/(\S+)", tables.output("nginx", "-v"), "")
    what = f"Medians (least–greatest); less than 1 is a win ({tables.tally([r[4] for r in rows])})."
    return (
        [f"isoparser {tables.pinned('isoparser')}", f"nginx {version}" if version else "no nginx"],
        [what, "", *tables.table(["", "Zenview", "peer", "of the peer", "Zenview ÷ peer"], rows)],
    )


def main(command, group, *files):
    peers, lines = {"numpy": numpy, "receive": receive, "video": video}[group](*files)
    print("\n".join(tables.statement(command, peers) + lines))


main(*sys.argv[1:])
