"""The peer's database: its links, its transactions, and how it is made.

Usage: peer_database.py FILE DATABASE USERS    makes it from JSON Lines and prints a key for each user
"""

import hashlib
import json
import os
import secrets
import sqlite3
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

local = threading.local()


def connect(path=None):
    link = sqlite3.connect(path or os.environ["PEER_DATABASE"], isolation_level=None, cached_statements=256, timeout=5)
    link.execute("PRAGMA journal_mode = WAL")
    link.execute("PRAGMA synchronous = NORMAL")
    link.execute("PRAGMA mmap_size = 268435456")
    return link


def database():
    if not hasattr(local, "link"):
        local.link = connect()
    return local.link


@contextmanager
def transaction(begin="BEGIN"):
    """One snapshot; `BEGIN IMMEDIATE` for writes."""
    link = database()
    link.execute(begin)
    try:
        yield link
    except BaseException:
        link.execute("ROLLBACK")
        raise
    link.execute("COMMIT")


def moment(seconds):
    return seconds and time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def make(source, path, users):
    link = connect(path)
    link.executescript(Path(__file__).with_name("peer.sql").read_text())
    link.execute("BEGIN")
    with open(source, encoding="utf-8") as file:
        fields = ("imdb_id", "title", "overview", "release_date")
        rows = ([title.get(field) for field in fields] for title in map(json.loads, file))
        link.executemany("INSERT INTO titles (imdb_id, title, overview, release_date, state, is_indexed)"
                         " VALUES (?, ?, ?, ?, 1, 1)", rows)
    for number in range(users):
        key = secrets.token_hex(32)
        user = link.execute("INSERT INTO users (email) VALUES (?)", (f"user{number}@example.org",)).lastrowid
        link.execute("INSERT INTO api_keys (digest, user_id) VALUES (?, ?)",
                     (hashlib.sha256(key.encode()).digest(), user))
        link.execute("INSERT INTO libraries (user_id, etag) VALUES (?, ?)", (user, secrets.token_hex(6)))
        print(key)
    link.execute("COMMIT")
    link.execute("PRAGMA optimize = 0x10002")


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2], int(sys.argv[3]))
