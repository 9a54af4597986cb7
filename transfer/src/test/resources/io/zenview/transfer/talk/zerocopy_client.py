"""The talk's zero-copy client: os.sendfile, 64 KiB a call. Arguments: port, file."""

import os
import socket
import sys

sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
sock.connect(("127.0.0.1", int(sys.argv[1])))
try:
    with open(sys.argv[2], "rb") as f:
        offset = 0
        while True:
            ret = os.sendfile(sock.fileno(), f.fileno(), offset, 65536)
            offset += ret
            if ret == 0:
                break
finally:
    sock.close()
