"""What the tables of `peers.sh` have in common: numbers, ratios, and what they were measured on."""

import datetime
import math
import os
import platform
import re
import statistics
import subprocess

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
DOCUMENT = "docs/performance.md"


def number(value):
    """Three digits that count."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def spread(values):
    """The median, and between what the values lie."""
    if len(values) == 1:
        return number(values[0])
    return f"{number(statistics.median(values))} ({number(min(values))}–{number(max(values))})"


def ratio_of_pairs(ours, theirs):
    """The median of the rounds' ratios, which a slow round moves less than the ratio of medians."""
    return statistics.median(a / b for a, b in zip(ours, theirs))


def verdict(ratio, more_is_better=False):
    """A ratio Zenview ÷ peer and what it means. Up to a twentieth either way is even: the scatter is no less."""
    shown = round(ratio, 2)
    if 0.95 <= shown <= 1.05:
        return f"{shown:.2f}, even"
    won = shown > 1 if more_is_better else shown < 1
    # Two digits that count, however small it is.
    text = f"{ratio:.{max(2, 1 - math.floor(math.log10(ratio)))}f}"
    return f"{text}, win" if won else f"**{text}, loss**"


def tally(cells):
    counts = [sum(word in cell for cell in cells) for word in (", win", ", even", ", loss")]
    return "{} won, {} even, {} lost".format(*counts)


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def output(*command):
    """What a command prints, on either stream; nothing if it is not there."""
    try:
        ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
    except OSError:
        return ""
    return ran.stdout.strip()


def first_match(pattern, text, otherwise):
    found = re.search(pattern, text)
    return found.group(1) if found else otherwise


def commit():
    """The commit, with a mark if anything but the page that this is written into differs from it."""
    name = output("git", "-C", ROOT, "rev-parse", "--short", "HEAD") or "unknown"
    changed = output("git", "-C", ROOT, "status", "--porcelain", "--", ".", f":!{DOCUMENT}")
    return name + ("+dirty" if changed else "")


def pinned(name):
    """The version of a library, as the parent POM pins it."""
    with open(os.path.join(ROOT, "pom.xml"), encoding="utf-8") as file:
        return first_match(rf"<{re.escape(name)}.version>([^<]*)<", file.read(), "of an unknown version")


def jdk():
    home = os.environ["JAVA_HOME"]
    with open(os.path.join(home, "release"), encoding="utf-8") as file:
        release = file.read()
    version = first_match(r'JAVA_RUNTIME_VERSION="([^"]*)"', release, "of an unknown version")
    maker = first_match(r'IMPLEMENTOR="([^"]*)"', release, "unknown maker")
    return f"JDK {version} ({maker})"


def statement(command, peers):
    """Where, when and of what the figures are."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        processor = first_match(r"model name\s*:\s*(.*)", file.read(), platform.machine())
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory = int(first_match(r"MemTotal:\s*(\d+)", file.read(), "0")) / 2**20
    kernel = first_match(r"^([\d.]+)", platform.release(), platform.release()).rstrip(".")
    return [
        f"`{command}`, {datetime.date.today()}, commit `{commit()}`. {os.cpu_count()} CPUs ({processor}), {memory:.1f} GiB, "
        f"Linux {kernel}; {jdk()}; {', '.join(peers)}. Load at the end: {os.getloadavg()[0]:.1f}.",
        "",
    ]
