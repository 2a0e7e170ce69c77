"""Puts the same load on several servers in turns and prints tables in Markdown.

Usage: load.py --server NAME URL KEYFILE … --peer NAME URL KEYFILE --work FOLDER
               [--titles N] [--rounds N] [--seconds N]

First all servers must give the same answers. The tables show, for each measure, the round with the highest throughput,
because other work on the machine can only slow a round down.
"""

import argparse
import os
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import agreement
import data
import wrk

CLIENTS = 16
PAGE = 100
# Pages near the end that are asked for in turns, and pages whose films are asked for one by one.
DEEP_PAGES, DETAIL_PAGES = 10, 10
RATINGS = 20_000
RATIO_MIN = 3


@dataclass
class Server:
    name: str
    url: str
    keys: list

    @property
    def admin(self):
        return self.keys[0]

    @property
    def watcher(self):
        return self.keys[data.WATCHER]


def page(number, filters=""):
    return f"/api/movies?page={number}&pageSize={PAGE}{filters}"


def deep_pages(titles):
    """From offset 90,000 of 100,000 titles on, which one in twenty is a series of."""
    first = titles * 9 // 10 // PAGE + 1
    return [page(first + step) for step in range(min(DEEP_PAGES, titles // 50 // PAGE or 1))]


def lists(titles):
    genres = [page(number, f"&genre={quote(genre)}") for genre in data.GENRES for number in (1, 2)]
    return {"films, offset 0": [page(1)], f"films, offset {titles * 9 // 10 // PAGE * PAGE:,}": deep_pages(titles),
            "films of a genre": genres, "films, searched": [page(1, f"&search={text}") for text in data.searches()]}


def films(server, titles):
    """The ids of the same films on every server."""
    last = titles * 9 // 10 // PAGE
    numbers = sorted({1 + last * step // DETAIL_PAGES for step in range(DETAIL_PAGES)})
    return [film["id"] for number in numbers for film in agreement.get(server, page(number), server.watcher)["movies"]]


def measures(server, titles):
    """By name, the requests as wrk.lua reads them."""
    requests = {name: [("GET", path, server.watcher, "") for path in paths] for name, paths in lists(titles).items()}
    ids, chance = films(server, titles), random.Random(5)
    requests["one film"] = [("GET", f"/api/movies/{film}", server.watcher, "") for film in ids]
    chance.shuffle(requests["one film"])
    requests["rating a film"] = [
        ("POST", f"/api/ratings/movie/{chance.choice(ids)}", chance.choice(server.keys),
         f'{{"rating":{chance.randint(1, 10)}}}') for _ in range(RATINGS)]
    statistics = f"/api/users/{data.WATCHER + 1}/watch-stats"
    requests["watch statistics, 5,000 plays"] = [("GET", statistics, server.watcher, "")]
    requests["jobs"] = [("GET", "/api/jobs", server.admin, "")]
    return requests


def questions(titles):
    """What all servers must agree about: every request that reads, of searches and films one in twenty."""
    def of(server):
        found = measures(server, titles)
        for name in ("films, searched", "one film"):
            found[name] = found[name][::20]
        return [(path, key) for requests in found.values() for method, path, key, _ in requests if method == "GET"]
    return of


def write(requests, path):
    path.write_text("".join("\t".join(request) + "\n" for request in requests))
    return path


def measure(servers, options):
    """The best round of each measure, by measure and server."""
    files = {}
    for server in servers:
        for number, (name, requests) in enumerate(measures(server, options.titles).items()):
            path = Path(options.work) / f"{servers.index(server)}-{number}.requests"
            files.setdefault(name, {})[server.name] = write(requests, path)
    best = {}
    for name, paths in files.items():
        for turn in range(options.rounds):
            for server in servers if turn % 2 == 0 else servers[::-1]:
                if turn == 0:
                    wrk.run(server.url, 1, CLIENTS, requests=paths[server.name])
                new = wrk.run(server.url, options.seconds, CLIENTS, requests=paths[server.name])
                old = best.setdefault(name, {}).get(server.name)
                best[name][server.name] = max(filter(None, (old, new)), key=lambda result: result.per_second)
                print(f"{name}, round {turn + 1}, {server.name}: {new.per_second:,.1f}/s, p95 {new.p95:.2f} ms",
                      file=sys.stderr, flush=True)
    return best


def table(rows, numbers_from=1):
    """Markdown that is as easy to read as text."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]

    def line(cells):
        return "| " + " | ".join(cell.ljust(width) if place < numbers_from else cell.rjust(width)
                                 for place, (cell, width) in enumerate(zip(cells, widths))) + " |"

    rule = ["-" * width if place < numbers_from else "-" * (width - 1) + ":" for place, width in enumerate(widths)]
    return "\n".join([line(rows[0]), line(rule), *map(line, rows[1:])])


def report(best, ours, peer):
    rows = [["measure", *(f"{server.name} /s" for server in [*ours, peer]), *(f"ratio, {server.name}" for server in ours),
             *(f"p95 ms, {server.name}" for server in [*ours, peer])]]
    bars = [["bar", *(server.name for server in ours)]]
    for name, results in best.items():
        theirs, own = results[peer.name], [results[server.name] for server in ours]
        ratios = [result.per_second / theirs.per_second for result in own]
        rows.append([name, *(f"{result.per_second:,.0f}" for result in [*own, theirs]),
                     *(f"{ratio:.1f}x" for ratio in ratios), *(f"{result.p95:.2f}" for result in [*own, theirs])])
        bars.append([name, *("met" if ratio >= RATIO_MIN and result.p95 < theirs.p95 else "MISSED"
                             for ratio, result in zip(ratios, own))])
    print(table(rows), "\n", f"At least {RATIO_MIN}x the throughput at a lower p95:", "\n", table(bars), sep="\n")


def main():
    parser = argparse.ArgumentParser()
    for name in ("server", "peer"):
        parser.add_argument(f"--{name}", nargs=3, required=True, action="append", metavar=("NAME", "URL", "KEYFILE"))
    parser.add_argument("--work", required=True)
    parser.add_argument("--titles", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    options = parser.parse_args()
    *ours, peer = [Server(name, url, Path(keys).read_text().split())
                   for name, url, keys in options.server + options.peer]
    asked = agreement.check([*ours, peer], questions(options.titles))
    load = os.getloadavg()[0]
    best = measure([*ours, peer], options)
    print(f"{options.titles:,} titles, {len(peer.keys)} users, {CLIENTS} clients; {asked} answers compared before; the"
          f" best of {options.rounds} rounds of {options.seconds} s in turns; {os.cpu_count()} cores shared with the"
          f" driver and the databases, load {load:.1f} before.\n")
    report(best, ours, peer)


if __name__ == "__main__":
    main()
