"""Many clients that each read one large file slowly: what do they cost the server?

slow_readers.py HOST PORT PATH CLIENTS SECONDS PID: prints the resident memory of process PID in KiB before the
first client and its maximum while all of them read, at 16 KiB a second each.
"""

import resource
import socket
import sys
import time

host, port, path, clients, seconds, pid = sys.argv[1:]
RATE = 16384
most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def resident():
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    raise SystemExit(f"process {pid} has gone")


idle = resident()
request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
sockets = []
for _ in range(int(clients)):
    s = socket.create_connection((host, int(port)))
    s.sendall(request)
    sockets.append(s)

end = time.monotonic() + int(seconds)
highest = idle
read = 0
lost = 0
while time.monotonic() < end:
    begun = time.monotonic()
    for s in sockets:
        n = len(s.recv(RATE))
        read += n
        lost += n == 0
    highest = max(highest, resident())
    time.sleep(max(0.0, 1 - (time.monotonic() - begun)))
print(f"idle {idle} highest {highest} beyond {highest - idle} KiB, {read} bytes read, {lost} lost")
