"""Readers of one file over HTTP, as many at once as wished, in one process without threads.

They let the kernel throw the bytes away (MSG_TRUNC), because a reader on this machine that copied them would take the
processor and the caches from the server. A real one is on another machine.
"""

import random
import selectors
import socket
import time

DISCARD_BYTES = 4 << 20
REQUEST = b"GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: identity\r\n%s\r\n"


class Reader:
    """One connection that asks again and again: for the whole file, or for ranges of `length` bytes."""

    def __init__(self, port, path, size, length=None):
        self.path = path.encode()
        self.size = size
        self.length = length
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.ask()

    def ask(self):
        self.head = b""
        self.left = None
        field = b""
        if self.length:
            first = random.randrange(0, (self.size - self.length) >> 12) << 12
            field = b"Range: bytes=%d-%d\r\n" % (first, first + self.length - 1)
        self.socket.sendall(REQUEST % (self.path, field))

    def take(self, buffer):
        """Reads what is there and returns how much of it was the file."""
        if self.left is None:
            return self.take_head()
        count = self.socket.recv_into(buffer, min(DISCARD_BYTES, self.left), socket.MSG_TRUNC)
        if count == 0:
            raise EOFError("the server closed the connection")
        self.left -= count
        if self.left == 0:
            self.ask()
        return count

    def take_head(self):
        self.head += self.socket.recv(1024)
        head, found, body = self.head.partition(b"\r\n\r\n")
        if not found:
            return 0
        expected, status = (self.length, b"206") if self.length else (self.size, b"200")
        if not head.startswith(b"HTTP/1.1 " + status) or b"content-length: %d" % expected not in head.lower():
            raise ValueError(head.decode())
        self.left = expected - len(body)
        if self.left == 0:
            self.ask()
        return len(body)


def read(port, path, size, readers, seconds, length=None):
    """Returns the bytes that were read and the seconds that it took."""
    selector = selectors.EpollSelector()
    buffer = memoryview(bytearray(DISCARD_BYTES))
    everyone = [Reader(port, path, size, length) for _ in range(readers)]
    for reader in everyone:
        selector.register(reader.socket, selectors.EVENT_READ, reader)
    start = time.monotonic()
    total = 0
    while time.monotonic() - start < seconds:
        for key, _ in selector.select(timeout=1):
            total += key.data.take(buffer)
    took = time.monotonic() - start
    for reader in everyone:
        reader.socket.close()
    return total, took
