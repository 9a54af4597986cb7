"""transfers.py COMMAND ZENVIEW RECEIVE FOLDER ROUNDS BYTES: one file over loopback TCP by each of the senders, in turns,
and the table of it. RECEIVE is `receive.c`, compiled, which reads and drops what comes.

The wall time runs from starting the sender to the end of both sides, so it has the JVM's or Python's start in it; the
stream's is the receiver's, from accept to the end, and has not. CPU is what the sender's processes used from their start
on, as the system counts it for whom waits for them. Peak is the most that was resident (VmHWM, asked for every 20 ms: what
wait4 says includes the process that started them).
"""

import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time

import tables

command, zenview, receive, folder, rounds, size = sys.argv[1:4] + [sys.argv[4], int(sys.argv[5]), int(sys.argv[6])]
TALK = os.path.join(tables.ROOT, "compare/src/main/resources/io/zenview/compare/transfer.py")
LIMIT = 300
file = os.path.join(folder, "file.bin")
python = sys.executable


def by_zenview(method):
    return lambda host, port: [[zenview, "send", file, f"{host}:{port}", "--via", method, "--json"]]


def by_talk(program):
    return lambda host, port: [[python, "-B", TALK, program, host, port, file]]


def by_iperf(*options):
    return lambda host, port: [["iperf3", "-c", host, "-p", port, "-n", str(size), "--json", *options]]


OURS = "`zenview send --via sendfile`"
# Name, what it takes, and how it is started.
SENDERS = [
    (OURS, [], by_zenview("sendfile")),
    ("`zenview send --via mapped`", [], by_zenview("mapped")),
    ("`zenview send --via buffered`", [], by_zenview("buffered")),
    ("`zenview send --via whole`", [], by_zenview("whole")),
    ("the talk's Python, `sendfile`", [], by_talk("zero-copy")),
    ("the talk's Python, traditional", [], by_talk("traditional")),
    ("`cat \\| nc -N`", ["cat", "nc"], lambda host, port: [["cat", file], ["nc", "-N", host, port]]),
    ("`socat -u`", ["socat"], lambda host, port: [["socat", "-u", f"OPEN:{file}", f"TCP:{host}:{port}"]]),
    ("`socat -u -b 1048576`", ["socat"], lambda host, port: [["socat", "-u", "-b", "1048576", f"OPEN:{file}", f"TCP:{host}:{port}"]]),
    ("`iperf3 -Z` ¹", ["iperf3"], by_iperf("-Z")),
    ("`iperf3` ¹", ["iperf3"], by_iperf()),
]


class Peak(threading.Thread):
    """Asks processes for the most memory they had, until they are gone."""

    def __init__(self, pids):
        super().__init__(daemon=True)
        self.kib = dict.fromkeys(pids, 0)
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.02):
            for pid in self.kib:
                try:
                    with open(f"/proc/{pid}/status", encoding="utf-8") as status:
                        found = re.search(r"VmHWM:\s*(\d+)", status.read())
                except OSError:
                    continue
                if found:
                    self.kib[pid] = max(self.kib[pid], int(found.group(1)))

    def mebibytes(self):
        self.over.set()
        self.join()
        return sum(self.kib.values()) / 1024


def reap(process, end):
    """Waits for a process and returns what it used; ends it if it takes too long."""
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return usage.ru_utime + usage.ru_stime
        if time.monotonic() > end:
            os.kill(process.pid, signal.SIGKILL)
        time.sleep(0.002)


def first_line(process, pattern):
    """What of the line that a receiver begins with is wanted."""
    for line in process.stdout:
        found = re.search(pattern, line)
        if found:
            return found.group(1)
    raise RuntimeError(f"{process.args[0]} ended before it listened")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def receiver(iperf):
    """A process that takes one stream, and its port."""
    if not iperf:
        process = subprocess.Popen([receive, "0"], stdout=subprocess.PIPE, text=True)
        return process, first_line(process, r"listening on 127\.0\.0\.1:(\d+)")
    process = subprocess.Popen(
        ["iperf3", "-s", "-1", "-B", "127.0.0.1", "-p", free_port(), "--forceflush"], stdout=subprocess.PIPE, text=True
    )
    return process, first_line(process, r"listening on (\d+)")


def run(name, start):
    """One transfer: wall s, stream s, CPU s, peak MiB, and CPU s without the start where the sender tells."""
    iperf = "iperf3" in name
    taker, port = receiver(iperf)
    began = time.perf_counter()
    end = time.monotonic() + LIMIT
    processes = []
    try:
        with open(os.path.join(folder, "said"), "w+", encoding="utf-8") as said:
            commands = start("127.0.0.1", port)
            before = subprocess.DEVNULL
            for at, arguments in enumerate(commands):
                last = at == len(commands) - 1
                process = subprocess.Popen(arguments, stdin=before, stdout=said if last else subprocess.PIPE, stderr=said)
                if before is not subprocess.DEVNULL:
                    before.close()
                before = process.stdout
                processes.append(process)
            peak = Peak([p.pid for p in processes])
            peak.start()
            cpu = sum(reap(p, end) for p in processes)
            received = taker.stdout.read()
            taker.wait(timeout=LIMIT)
            wall = time.perf_counter() - began
            said.seek(0)
            words = said.read()
        if any(p.returncode for p in processes):
            raise RuntimeError(f"{name} failed: {words}")
        if iperf:
            # It ends when all is handed to the kernel; its server does not wait for what is still under way.
            ended = json.loads(words)["end"]
            got, stream = ended["sum_sent"]["bytes"], ended["sum_received"]["seconds"]
        else:
            got, nanos, _ = received.split()
            got, stream = int(got), int(nanos) / 1e9
        if got < size if iperf else got != size:
            raise RuntimeError(f"{name}: {got} bytes came, not {size}")
        own = re.search(r'"cpu_?[sS]econds": ?([\d.E-]+)', words)
        return wall, stream, cpu, peak.mebibytes(), float(own.group(1)) if own else cpu
    finally:
        for process in [*processes, taker]:
            if process.returncode is None and process.poll() is None:
                process.kill()
                process.wait()


def fill():
    # Not of holes: from these the kernel would send one and the same page.
    with open(file, "wb") as made:
        left = size
        while left:
            left -= made.write(os.urandom(min(left, 1 << 24)))
        made.flush()
        os.fsync(made.fileno())


fill()
present = [s for s in SENDERS if all(map(shutil.which, s[1]))]
measured = {name: [] for name, _, _ in present}
run(OURS, SENDERS[0][2])  # not counted: the launcher may build, and everybody's pages are touched once
for turn in range(rounds):
    for name, _, start in present:
        measured[name].append(run(name, start))
    print(f"round {turn + 1} of {rounds}: " + ", ".join(f"{n} {measured[n][-1][0]:.2f} s" for n in measured), file=sys.stderr)

gib = size / 2**30
ours = list(zip(*measured[OURS]))
rows = []
verdicts = []
for name, tools, _ in SENDERS:
    if name not in measured:
        missing = ", ".join(tool for tool in tools if not shutil.which(tool))
        rows.append([name, f"not installed: {missing}"] + [""] * 8)
        continue
    wall, stream, cpu, peak, own = zip(*measured[name])
    ratios = [""] * 4
    if name != OURS:
        ratios = [tables.verdict(tables.ratio_of_pairs(a, b)) for a, b in zip((ours[0], ours[1], ours[2], ours[4]), (wall, stream, cpu, own))]
        verdicts += ratios
    rows.append([
        name, tables.spread(wall), tables.spread(stream), tables.spread([c / gib for c in cpu]),
        tables.spread([c / gib for c in own]), f"{statistics.median(peak):.1f}", *ratios,
    ])


def version(tool, pattern, *arguments):
    return f"{tool} {tables.first_match(pattern, tables.output(*arguments), 'of an unknown version')}" if shutil.which(tool) else f"no {tool}"


peers = (
    f"Python {sys.version.split()[0]}",
    version("nc", r"Version: (\S+)", "dpkg", "-s", "netcat-openbsd"),
    version("socat", r"socat version (\S+)", "socat", "-V"),
    version("iperf3", r"iperf (\S+)", "iperf3", "--version"),
)
print("\n".join(tables.statement(command, peers)))
print(
    f"{tables.number(gib)} GiB of random bytes in the page cache over loopback, to a C program that reads 1 MiB at a time and drops it; "
    f"median of {rounds} rounds (least–greatest), the senders in turns. Ratios are Zenview's `sendfile` ÷ the row, medians of the "
    f"rounds' ratios; less than 1 is a win ({tables.tally(verdicts)}).\n"
)
print("\n".join(tables.table(
    ["sender", "wall s, start included", "wall s of the stream", "CPU s/GiB, start included", "CPU s/GiB without ²", "peak MiB",
     "÷ wall", "÷ stream", "÷ CPU", "÷ CPU without ²"], rows)))
print("\n¹ Sends the same 128 KiB from memory over and over, to a server of its own: no file is read.")
print("\n² As Zenview and the talk's Python report it of the transfer alone; the others start in a millisecond or two.")
