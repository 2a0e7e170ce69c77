"""Puts the same load on two servers in turns and prints Markdown tables.

Usage: load.py --ours URL KEYFILE --peer URL KEYFILE [--titles N] [--rounds N] [--seconds N]

Reads are driven by wrk, uploads by threads with plain sockets and bodies made beforehand, so that the driver takes as
little of the machine as possible. First both servers must give the same answers. The table shows, for each measure, the
round with the highest throughput, because other work on the machine can only slow a round down.
"""

import argparse
import json
import os
import re
import socket
import statistics
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import data
import wrk
from wrk import Broken, Result

UPLOADERS = 4
READERS = 16
COLLECTIONS = 10
RATIO_MIN = 5
STATISTICS_MAX_MS = 1000
HASH, STATISTICS = "/library/hash", "/users/me/library/stats"
IDS = "/v1/library/ids?page=3&page_size=1000"


@dataclass
class Server:
    name: str
    url: str
    keys: list


class Link:
    """A connection that is kept; knows just as much HTTP as answers with `Content-Length` need."""

    def __init__(self, server, key):
        address = urlsplit(server.url)
        self.socket = socket.create_connection((address.hostname, address.port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.head = f"Host: {address.netloc}\r\nAuthorization: ApiKey {key}\r\nContent-Type: application/json\r\n"

    def ask(self, method, path, body=b"", headers=""):
        head = f"{method} {path} HTTP/1.1\r\n{self.head}{headers}Content-Length: {len(body)}\r\n\r\n"
        self.socket.sendall(head.encode() + body)
        answer = b""
        while (end := answer.find(b"\r\n\r\n")) < 0:
            answer += self.receive()
        head = answer[:end].decode("latin-1")
        length = int(re.search(r"(?i)\r\ncontent-length: *(\d+)", head)[1])
        parts, have = [answer[end + 4:]], len(answer) - end - 4
        while have < length:
            parts.append(self.receive())
            have += len(parts[-1])
        body = b"".join(parts)
        if not head.startswith("HTTP/1.1 200 "):
            raise Broken(f"{method} {path}: {head.splitlines()[0]} {body[:300]!r}")
        return body

    def receive(self):
        part = self.socket.recv(1 << 18)
        if not part:
            raise Broken("a server closed the connection in the middle of an answer")
        return part


class Uploader:
    """One client that sends a changed library again and again, and takes the time of each step."""

    def __init__(self, server, number, chunks):
        self.server, self.number, self.chunks, self.sent = server, number, chunks, 0
        self.begin()

    def begin(self):
        """Connects anew, because servers close what was idle while the others had their turn."""
        self.link = Link(self.server, self.server.keys[self.number])
        self.whole, self.chunk, self.commit = [], [], []

    def upload(self):
        begin = time.perf_counter()
        body = json.dumps({"mode": "replace", "total_count": data.COLLECTION}).encode()
        upload = json.loads(self.link.ask("POST", "/library/batch/start", body))["upload_id"]
        for index, body in enumerate(self.chunks[(self.number + self.sent) % COLLECTIONS]):
            start = time.perf_counter()
            key = f"Idempotency-Key: {upload}-{index}\r\n"
            answer = self.link.ask("PUT", f"/library/batch/{upload}/chunk", body, key)
            self.chunk.append(time.perf_counter() - start)
            if f'"accepted":{data.CHUNK}'.encode() not in answer:
                raise Broken(f"a chunk was not taken as it was sent: {answer[:300]!r}")
        start = time.perf_counter()
        answer = json.loads(self.link.ask("POST", f"/library/batch/{upload}/commit"))
        self.commit.append(time.perf_counter() - start)
        self.whole.append(time.perf_counter() - begin)
        if answer["user_movie_count"] != data.COLLECTION:
            raise Broken(f"a commit left {answer['user_movie_count']} films")
        self.sent += 1

    def until(self, moment):
        while time.perf_counter() < moment:
            self.upload()


def chunk_bodies(titles):
    """All bodies of all collections, made once."""
    bodies = []
    for number in range(COLLECTIONS):
        ids = data.collection(number, titles)
        bodies.append([
            json.dumps({"chunk_index": start // data.CHUNK,
                        "items": [{"imdb_id": text} for text in ids[start: start + data.CHUNK]]}).encode()
            for start in range(0, len(ids), data.CHUNK)])
    return bodies


def percentile(times, share):
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def result(times, seconds):
    return Result(len(times) / seconds, statistics.median(times) * 1000, percentile(times, 0.95))


def upload_round(uploaders, seconds):
    for uploader in uploaders:
        uploader.begin()
    begin = time.perf_counter()
    threads = [threading.Thread(target=uploader.until, args=(begin + seconds,)) for uploader in uploaders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - begin
    if not all(uploader.commit for uploader in uploaders):
        raise Broken("an upload failed; see above")
    rows = {f"upload of {data.COLLECTION:,} (replace)": "whole", f"of it: a chunk of {data.CHUNK:,}": "chunk",
            "of it: the commit": "commit"}
    return {name: result([t for u in uploaders for t in getattr(u, field)], taken) for name, field in rows.items()}


def read_round(server, path, seconds, headers=()):
    key = f"Authorization: ApiKey {server.keys[0]}"
    return wrk.run(server.url + path, seconds, READERS, [key, *headers])


def server_round(server, uploaders, seconds):
    results = upload_round(uploaders, seconds)
    begin = time.perf_counter()
    Link(server, server.keys[0]).ask("GET", STATISTICS)
    first = (time.perf_counter() - begin) * 1000
    results["statistics, first after uploads"] = Result(1000 / first, first, first)
    results["statistics"] = read_round(server, STATISTICS, seconds)
    results[f"hash of {data.COLLECTION:,}"] = read_round(server, HASH, seconds)
    results["list, 1,000 a page"] = read_round(server, "/kodi/movies/list?page=3&per_page=1000", seconds)
    results["v1 ids, 1,000 a page"] = read_round(server, IDS, seconds)
    etag = json.loads(Link(server, server.keys[0]).ask("GET", "/v1/library/version"))["etag"]
    results["v1 ids, 304"] = read_round(server, IDS, seconds, [f'If-None-Match: "{etag}"'])
    results["v1 version"] = read_round(server, "/v1/library/version", seconds)
    return results


def answers(server, chunks, titles):
    """What must be the same on both sides after the first upload."""
    Uploader(server, 0, chunks).upload()
    link = Link(server, server.keys[0])
    listed = json.loads(link.ask("GET", "/kodi/movies/list?page=3&per_page=1000"))
    ids = json.loads(link.ask("GET", IDS))
    stats = json.loads(link.ask("GET", STATISTICS))["stats"]
    assert listed["movies"] == data.collection(0, titles)[2000:3000], f"{server.name} lists other films"
    return {
        "hash": json.loads(link.ask("GET", HASH)), "list": listed, "ids": (ids["imdb_ids"], ids["pagination"]),
        "overview": stats["library_overview"]["total_uploaded"], "quality": stats["data_quality"],
        "titles": stats["system_context"]["tmdb_detailed_stats"]["complete_metadata"],
        "indexed": stats["system_context"]["opensearch_detailed_stats"]["movies_indexed"]}


def check_agreement(servers, chunks, titles):
    ours, peer = (answers(server, chunks, titles) for server in servers)
    for what in ours:
        if ours[what] != peer[what]:
            sys.exit(f"the two servers disagree about {what}: {str(ours[what])[:400]} and {str(peer[what])[:400]}")


def measure(servers, chunks, rounds, seconds):
    """The best round of each measure, per server, and the slowest statistics of ours in any round."""
    uploaders = {server.name: [Uploader(server, number, chunks) for number in range(UPLOADERS)] for server in servers}
    best, slowest = {server.name: {} for server in servers}, 0
    for number in range(rounds):
        for server in servers if number % 2 == 0 else servers[::-1]:
            print(f"round {number + 1}: {server.name}", file=sys.stderr, flush=True)
            for name, new in server_round(server, uploaders[server.name], seconds).items():
                old = best[server.name].get(name)
                if old is None or new.per_second > old.per_second:
                    best[server.name][name] = new
                if server is servers[0] and name.startswith("statistics"):
                    slowest = max(slowest, new.p95)
    return best, slowest


def table(ours, peer):
    print("| measure | Kinothek /s | peer /s | ratio | Kinothek p50 / p95 ms | peer p50 / p95 ms |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, own in ours.items():
        other = peer[name]
        print(f"| {name} | {own.per_second:,.1f} | {other.per_second:,.1f} | {own.per_second / other.per_second:.1f}x |"
              f" {own.p50:.2f} / {own.p95:.2f} | {other.p50:.2f} / {other.p95:.2f} |")


def bars(ours, peer, slowest):
    print("\n| bar | throughput | p95 | |\n|---|---:|---:|---|")
    for name, own in ours.items():
        other = peer[name]
        if name.startswith(("of it", "statistics, first")):
            continue
        ratio = own.per_second / other.per_second
        word = "met" if ratio >= RATIO_MIN and own.p95 < other.p95 else "MISSED"
        bar = f"{name}: at least {RATIO_MIN}x the throughput at a lower p95"
        print(f"| {bar} | {ratio:.1f}x | {own.p95 / other.p95:.2f}x | {word} |")
    word = "met" if slowest < STATISTICS_MAX_MS else "MISSED"
    print(f"| statistics: p95 of every round under {STATISTICS_MAX_MS / 1000:.0f} s | | {slowest:.1f} ms | {word} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ours", nargs=2, required=True, metavar=("URL", "KEYFILE"))
    parser.add_argument("--peer", nargs=2, required=True, metavar=("URL", "KEYFILE"))
    parser.add_argument("--titles", type=int, default=125_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    options = parser.parse_args()
    servers = [Server(name, url, Path(keys).read_text().split())
               for name, (url, keys) in (("Kinothek", options.ours), ("peer", options.peer))]
    chunks = chunk_bodies(options.titles)
    check_agreement(servers, chunks, options.titles)
    load = os.getloadavg()[0]
    best, slowest = measure(servers, chunks, options.rounds, options.seconds)
    print(f"{options.titles:,} titles, collections of {data.COLLECTION:,}; {UPLOADERS} uploading clients, {READERS}"
          f" connections for reads; the best of {options.rounds} rounds of {options.seconds} s in turns;"
          f" {os.cpu_count()} cores shared with the driver, load {load:.1f} before.\n")
    table(best["Kinothek"], best["peer"])
    bars(best["Kinothek"], best["peer"], slowest)


if __name__ == "__main__":
    main()
