"""first_answer.py ZENVIEW DIR: starts `ZENVIEW serve DIR` and prints the seconds until a request was answered."""

import socket
import subprocess
import sys
import time

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
begun = time.monotonic()
server = subprocess.Popen(
    [sys.argv[1], "serve", sys.argv[2], "--port", str(port)], stdout=subprocess.DEVNULL
)
try:
    while True:
        try:
            connection = socket.create_connection(("127.0.0.1", port))
            break
        except ConnectionRefusedError:
            if server.poll() is not None or time.monotonic() - begun > 30:
                raise SystemExit("the server did not start")
            time.sleep(0.002)
    connection.sendall(b"GET /hello.txt HTTP/1.1\r\nHost: x\r\n\r\n")
    if not connection.recv(4096).startswith(b"HTTP/1.1 200"):
        raise SystemExit("the server did not answer")
    print(f"{time.monotonic() - begun:.3f}")
finally:
    server.terminate()
    server.wait()
