"""The peer's database: its links, and how rows of Stash are stored in it."""

import json
import os
import sqlite3
import threading
import time
import unicodedata
from datetime import datetime, timezone
from pathlib import Path

SCENES = ("INSERT INTO scenes VALUES (?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
          " title_key = excluded.title_key, created = excluded.created, day = excluded.day,"
          " organized = excluded.organized, rating = excluded.rating, studio = excluded.studio,"
          " studio_key = excluded.studio_key, duration = excluded.duration, size = excluded.size,"
          " updated_at = excluded.updated_at, synced_at = excluded.synced_at")
TEXTS = ("INSERT INTO scene_texts VALUES (?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET title = excluded.title,"
         " details = excluded.details, files = excluded.files, search = excluded.search")
local = threading.local()


def connect(path):
    link = sqlite3.connect(path, isolation_level=None, cached_statements=256, timeout=5)
    link.execute("PRAGMA journal_mode = WAL")
    link.execute("PRAGMA synchronous = NORMAL")
    link.execute("PRAGMA mmap_size = 268435456")
    return link


def database():
    if not hasattr(local, "link"):
        local.link = connect(os.environ["PEER_DATABASE"])
    return local.link


def made(path):
    link = connect(path)
    link.executescript(Path(__file__).with_name("peer.sql").read_text())
    return link


def caseless(text):
    return unicodedata.normalize("NFC", text.upper().lower())


def utc(text):
    moment = datetime.fromisoformat(text).astimezone(timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ"), int(moment.timestamp())


def moment(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def store_entities(link, kind, rows):
    with link:
        link.execute("BEGIN IMMEDIATE")
        link.executemany(
            "INSERT INTO entities VALUES (?,?,?,?,?,?,?) ON CONFLICT (kind, id) DO UPDATE SET name = excluded.name,"
            " name_key = excluded.name_key, aliases = excluded.aliases, details = excluded.details,"
            " updated_at = excluded.updated_at",
            [(kind, int(row["id"]), row["name"], caseless(row["name"]),
              json.dumps(row.get("aliases") or row.get("alias_list") or []), row.get("details"), row["updated_at"])
             for row in rows])


def store_scenes(link, rows, now):
    scenes, texts, links = [], [], []
    for row in rows:
        number, files, studio = int(row["id"]), row["files"], row["studio"]
        first = files[0] if files else {}
        title = row["title"] or (first["path"].rpartition("/")[2] if files else f"Scene {number}")
        updated, _ = utc(row["updated_at"])
        scenes.append((number, caseless(title), utc(row["created_at"])[1], row["date"], row["organized"],
                       row["rating100"], studio and int(studio["id"]), studio and caseless(studio["name"]),
                       first.get("duration"), first.get("size"), updated, now))
        parts = [title, row["details"] or "", *(file["path"] for file in files)]
        texts.append((number, title, row["details"], json.dumps([answered(file, file is first) for file in files]),
                      caseless("\x01".join(parts))))
        links += [(number, kind, int(name["id"])) for kind in ("performer", "tag") for name in row[kind + "s"]]
    with link:
        link.execute("BEGIN IMMEDIATE")
        link.executemany(SCENES, scenes)
        link.executemany(TEXTS, texts)
        link.executemany("DELETE FROM links WHERE scene = ?", [(scene[0],) for scene in scenes])
        link.executemany("INSERT INTO links VALUES (?,?,?)", links)


def answered(file, is_primary):
    """A file as answers have it."""
    prints = {found["type"]: found["value"] for found in file["fingerprints"]}
    kept = {name: file[name] for name in ("audio_codec", "bit_rate", "format", "height", "path", "size", "video_codec",
                                          "width")}
    return kept | {
        "basename": file["path"].rpartition("/")[2], "duration": float(file["duration"]),
        "frame_rate": float(file["frame_rate"]), "is_primary": is_primary, "oshash": prints.get("oshash"),
        "phash": prints.get("phash")}
