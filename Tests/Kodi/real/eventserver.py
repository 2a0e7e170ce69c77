"""Kodi's event server: the one way in from outside for built-in commands, which JSON-RPC does not offer."""
import socket
import struct
import time

HELLO, ACTION = 0x01, 0x0A
EXECUTE_BUILTIN = b"\x01"


class EventClient:
    def __init__(self, port):
        self._address = ("127.0.0.1", port)
        self._token = int(time.time())

    def execute(self, builtin):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
            # Name, no icon, and ten bytes that are reserved.
            link.sendto(self._packet(HELLO, b"Test\0" + b"\0" * 11), self._address)
            link.sendto(self._packet(ACTION, EXECUTE_BUILTIN + builtin.encode() + b"\0"), self._address)

    def _packet(self, kind, payload):
        """One packet: signature, version 2.0, kind, first of one, length, token, ten reserved bytes."""
        header = struct.pack("!4sBBHIIHI10x", b"XBMC", 2, 0, kind, 1, 1, len(payload), self._token)
        return header + payload
