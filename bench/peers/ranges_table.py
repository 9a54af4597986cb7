"""ranges_table.py COMMAND ZENVIEW FOLDER ROUNDS SECONDS RANGES: GETs of whole files from zenview serve, nginx and the JDK's
own server, in turns, and one table of that and of what serve-vs-nginx.sh printed into the file RANGES (empty: it could not
run). One thread of each server, 16 connections by wrk.
"""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time

import tables

command, zenview, folder, rounds, seconds, printed = sys.argv[1:4] + [int(sys.argv[4]), int(sys.argv[5]), sys.argv[6]]
SIZES = {"64 KiB": 1 << 16, "1 MiB": 1 << 20, "20 MiB": 20 << 20}
UNITS = {1024: "1 KiB", 65536: "64 KiB", 1048576: "1 MiB", 20971520: "20 MiB"}
TICKS = os.sysconf("SC_CLK_TCK")
OURS, NGINX, JDK = "`zenview serve`", "nginx", "JDK's `jwebserver`"
www = os.path.join(folder, "www")
java_home = os.environ["JAVA_HOME"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(name, port):
    """A server's process and arguments for wrk."""
    log = open(os.path.join(folder, f"{port}.log"), "wb")
    if name == OURS:
        arguments = [zenview, "serve", www, "--port", str(port), "--threads", "1"]
    elif name == JDK:
        arguments = [os.path.join(java_home, "bin/jwebserver"), "-b", "127.0.0.1", "-p", str(port), "-d", www, "-o", "none"]
    else:
        config = os.path.join(folder, "nginx.conf")
        with open(config, "w", encoding="utf-8") as file:
            file.write(
                # In one process, so that its processor time is that of its worker.
                f"daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/nginx.err warn;\n"
                "events { worker_connections 1024; }\n"
                "http { access_log off; sendfile on; keepalive_requests 10000000; default_type application/octet-stream;\n"
                + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
                + f"server {{ listen 127.0.0.1:{port}; root {www}; }} }}\n"
            )
        arguments = ["nginx", "-c", config, "-e", os.path.join(folder, "nginx.err")]
    return subprocess.Popen(arguments, stdout=log, stderr=log)


def await_answer(process, port):
    end = time.monotonic() + 180  # the launcher may build
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise RuntimeError(f"{process.args[0]} did not begin to listen")


def answer_to_range(port):
    """The status and length that a server gives for the first 100 bytes of a file."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(b"GET /65536 HTTP/1.1\r\nHost: x\r\nRange: bytes=0-99\r\nConnection: close\r\n\r\n")
        head = b""
        while b"\r\n\r\n" not in head:
            got = connection.recv(65536)
            if not got:
                break
            head += got
    text = head.decode("latin-1")
    return tables.first_match(r"HTTP/1.1 (\d+)", text, "?"), tables.first_match(r"(?i)content-length: (\d+)", text, "?")


def ticks(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        fields = stat.read().rsplit(") ", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def load(process, port, size, duration):
    """Requests a second, and CPU s/GiB."""
    before = ticks(process.pid)
    said = subprocess.run(
        ["wrk", "-t1", "-c16", f"-d{duration}s", "--timeout", "30s", f"http://127.0.0.1:{port}/{size}"],
        capture_output=True, text=True, timeout=duration + 60, check=True,
    ).stdout
    used = (ticks(process.pid) - before) / TICKS
    if re.search(r"Non-2xx|Socket errors", said):
        raise RuntimeError(f"{process.args[0]} did not answer as it should:\n{said}")
    requests = int(tables.first_match(r"(\d+) requests in", said, "0"))
    return float(tables.first_match(r"Requests/sec:\s*([\d.]+)", said, "0")), used / (requests * size / 2**30)


def whole_files():
    """Rows, and what the JDK's server said to a range."""
    missing = {NGINX: "nginx"} if not shutil.which("nginx") else {}
    if not os.access(os.path.join(java_home, "bin/jwebserver"), os.X_OK):
        missing[JDK] = "jwebserver"
    if not shutil.which("wrk"):
        return [["whole files", "", "not installed: wrk", "", "", "", ""]], None
    os.makedirs(www)
    os.chmod(folder, 0o755)
    for size in SIZES.values():
        with open(os.path.join(www, str(size)), "wb") as file:
            file.write(os.urandom(size))
    servers = {}
    try:
        for name in (OURS, NGINX, JDK):
            if name not in missing:
                port = free_port()
                servers[name] = (start(name, port), port)
                await_answer(*servers[name])
        said = answer_to_range(servers[JDK][1]) if JDK in servers else None
        # Not counted: the JVMs compile.
        for name, server in servers.items():
            for size in SIZES.values():
                load(*server, size, 1 if name == NGINX else 6)
        rows = []
        for title, size in SIZES.items():
            values = {name: [] for name in servers}
            for _ in range(rounds):
                for name, server in servers.items():
                    values[name].append(load(*server, size, seconds))
            ours = list(zip(*values[OURS]))
            for name in (OURS, NGINX, JDK):
                if name in missing:
                    rows.append([f"file of {title}", name, f"not installed: {missing[name]}", "", "", "", ""])
                    continue
                rates, cpus = zip(*values[name])
                ratios = ["", ""] if name == OURS else [
                    tables.verdict(tables.ratio_of_pairs(ours[0], rates), more_is_better=True),
                    tables.verdict(tables.ratio_of_pairs(ours[1], cpus)),
                ]
                rows.append([
                    f"file of {title}", name, tables.spread(rates), tables.number(statistics.median(rates) * size / 2**20),
                    tables.spread(cpus), *ratios,
                ])
        return rows, said
    finally:
        for process, _ in servers.values():
            process.terminate()
        for process, _ in servers.values():
            process.wait(timeout=60)


def ranges():
    """The rows of serve-vs-nginx.sh."""
    with open(printed, encoding="utf-8") as file:
        found = re.findall(r"^\s*(\d+)\s+(ours|plain|nopush)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s", file.read(), re.M)
    if not found:
        lacking = ", ".join(tool for tool in ("nginx", "wrk") if not shutil.which(tool))
        return [["ranges", NGINX, f"not installed: {lacking}" if lacking else "did not run", "", "", "", ""]]
    names = {"ours": OURS, "plain": NGINX, "nopush": "nginx, `tcp_nopush`"}
    ours = {size: (float(rate), float(cpu)) for size, server, rate, _, cpu in found if server == "ours"}
    rows = []
    for size, server, rate, mib, cpu in found:
        ratios = ["", ""] if server == "ours" else [
            tables.verdict(ours[size][0] / float(rate), more_is_better=True), tables.verdict(ours[size][1] / float(cpu)),
        ]
        rows.append([f"range of {UNITS[int(size)]}", names[server], tables.number(float(rate)), tables.number(float(mib)), tables.number(float(cpu)), *ratios])
    return rows


def main():
    rows = ranges()
    whole, said = whole_files()
    verdicts = [cell for row in rows + whole for cell in row[5:]]
    version = tables.first_match(r"nginx/(\S+)", tables.output("nginx", "-v"), "")
    print("\n".join(tables.statement(command, (f"nginx {version}" if version else "no nginx", "`jwebserver` of that JDK"))))
    print(
        f"16 connections by wrk, one thread of each server, the servers in turns, medians of {rounds} rounds (least–greatest). Requests "
        "÷: Zenview ÷ peer, more than 1 is a win; CPU ÷: less than 1 is. Of ranges, the ratio of medians; of files, the median of the "
        f"rounds' ratios ({tables.tally(verdicts)}).\n"
    )
    print("\n".join(tables.table(["what", "server", "requests/s", "MiB/s", "CPU s/GiB", "requests ÷", "CPU ÷"], rows + whole)))
    if said:
        status, length = said
        print(
            f"\nAsked for `bytes=0-99` of 65,536, the JDK's server answered {status} with {length} bytes"
            + (": it has no ranges, so it is compared by whole files." if status == "200" else ".")
        )


main()
