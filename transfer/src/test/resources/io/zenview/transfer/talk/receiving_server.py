"""The talk's receiving server; the port, and how many connections to take, are arguments."""

import socket
import sys

sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
sock.bind(("127.0.0.1", int(sys.argv[1])))
sock.listen(1)
print(f"Start server on port {sock.getsockname()[1]}", flush=True)

for _ in range(int(sys.argv[2])):
    connection, client_addr = sock.accept()
    size = 0
    try:
        while True:
            data = connection.recv(65536)
            if data:
                size += len(data)
            else:
                print("Done receiving data", flush=True)
                break
        print(f"Total size: {size}", flush=True)
    finally:
        connection.close()
