#!/usr/bin/env python3
"""Draws icon and fanart of the Kodi add-on: a projector's beam in the dark of the room, and a K made of light.

Usage: Scripts/kodi-artwork.py FOLDER        writes icon.png and fanart.png, the same bytes every time
"""
import math
import pathlib
import struct
import sys
import zlib

GROUND = (15, 16, 18)
RAISED = (30, 32, 37)
AMBER = (242, 179, 61)
INK = (243, 239, 230)

ICON_SIDE = 512
FANART_SIZE = (1280, 720)


def mix(under, over, share):
    share = min(max(share, 0.0), 1.0)
    return tuple(low + (high - low) * share for low, high in zip(under, over))


def coverage(distance):
    """How much of a pixel a shape covers whose edge is `distance` pixels away, negative inside."""
    return min(max(0.5 - distance, 0.0), 1.0)


def to_segment(x, y, segment):
    """Distance of a point from a line segment ((x1, y1), (x2, y2))."""
    (x1, y1), (x2, y2) = segment
    across, down = x2 - x1, y2 - y1
    along = ((x - x1) * across + (y - y1) * down) / (across * across + down * down)
    along = min(max(along, 0.0), 1.0)
    return math.hypot(x - x1 - along * across, y - y1 - along * down)


def to_rounded_square(x, y, half, radius):
    across, down = abs(x) - half + radius, abs(y) - half + radius
    return math.hypot(max(across, 0.0), max(down, 0.0)) + min(max(across, down), 0.0) - radius


def icon(x, y):
    """A dark tile; the K's arms are the edges of a beam that falls from its stem."""
    middle = ICON_SIDE / 2
    colour = mix(RAISED, GROUND, y / ICON_SIDE)
    stem = ((176, 132), (176, 380))
    arms = (((200, 256), (352, 132)), ((200, 256), (352, 380)))
    across, down = x - 200, abs(y - 256)
    if across > 0:
        inside = across * (124 / 152) - down
        colour = mix(colour, AMBER, 0.42 * min(max(inside, 0.0), 1.0) * max(0.0, 1.0 - across / 250))
    for arm in arms:
        colour = mix(colour, AMBER, coverage(to_segment(x, y, arm) - 22))
    colour = mix(colour, INK, coverage(to_segment(x, y, stem) - 22))
    edge = to_rounded_square(x - middle, y - middle, middle, 72)
    return colour, coverage(edge)


def fanart(x, y):
    """The room: light falls from a window on the left towards the screen, and rows of seats stand in front of it."""
    width, height = FANART_SIZE
    colour = mix(RAISED, GROUND, math.hypot(x / width - 0.75, y / height - 0.4) * 1.3)
    across, down = x / width + 0.05, abs(y / height - 0.34)
    beam = max(0.0, 1.0 - down / (0.05 + 0.3 * across))
    colour = mix(colour, AMBER, 0.34 * beam ** 1.6 * (1.0 - 0.55 * across))
    for row in range(3):
        pitch = 92 + 26 * row
        top = height - 150 + 62 * row
        seat = math.hypot(((x + row * 41) % pitch) - pitch / 2, 1.25 * max(0.0, top + 38 - y)) - 0.40 * pitch
        inside = coverage(max(seat, top - y)) if y < top + 38 else 1.0
        colour = mix(colour, mix(GROUND, (0, 0, 0), 0.15 + 0.25 * row), inside)
    return colour, 1.0


def png(width, height, pixel, has_alpha):
    rows = bytearray()
    for y in range(height):
        rows.append(1)
        left = bytes(4 if has_alpha else 3)
        for x in range(width):
            colour, alpha = pixel(x + 0.5, y + 0.5)
            values = [round(value) for value in colour] + ([round(alpha * 255)] if has_alpha else [])
            rows += bytes((value - before) % 256 for value, before in zip(values, left))
            left = bytes(values)
    header = struct.pack(">IIBBBBB", width, height, 8, 6 if has_alpha else 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: kodi-artwork.py FOLDER")
    folder = pathlib.Path(sys.argv[1])
    (folder / "icon.png").write_bytes(png(ICON_SIDE, ICON_SIDE, icon, has_alpha=True))
    (folder / "fanart.png").write_bytes(png(*FANART_SIZE, fanart, has_alpha=False))


if __name__ == "__main__":
    main()
