"""cold_reads.py HOST PORT FILE ROUNDS: asks for a small file again and again while another client reads FILE, which is
dropped from the page cache before each round; prints how long the small answers took. Both share an event loop."""

import os
import socket
import sys
import threading
import time

host, port, path, rounds = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
size = os.path.getsize(path)


def evict():
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(descriptor)


def read_large(done):
    connection = socket.create_connection((host, port))
    name = os.path.basename(path)
    connection.sendall(f"GET /{name} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    buffer = bytearray(1 << 20)
    while connection.recv_into(buffer):
        pass
    done.set()


small = socket.create_connection((host, port))
small.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def ask():
    begun = time.perf_counter()
    small.sendall(b"GET /hello.txt HTTP/1.1\r\nHost: x\r\n\r\n")
    small.recv(65536)
    return (time.perf_counter() - begun) * 1000


def describe(label, times):
    times.sort()
    at = lambda q: times[min(len(times) - 1, int(len(times) * q))]
    print(f"{label}: {len(times)} answers, median {at(0.5):.2f} ms, 99 % {at(0.99):.2f} ms, longest {times[-1]:.2f} ms")


for _ in range(3000):
    ask()
for _ in range(rounds):
    for label, cold in (("beside a file in the page cache", False), ("beside a file on the disk", True)):
        if cold:
            evict()
        else:
            with open(path, "rb", buffering=0) as file:
                while file.read(1 << 20):
                    pass
        done = threading.Event()
        reader = threading.Thread(target=read_large, args=(done,))
        reader.start()
        times = []
        while not done.is_set():
            times.append(ask())
            time.sleep(0.0005)
        reader.join()
        describe(label, times)
