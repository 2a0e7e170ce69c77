"""Reads lists and a plan from two servers in turns and prints Markdown tables.

Usage: load.py --ours URL PROCESS --peer URL --plan ID --work FOLDER [--scenes N] [--rounds N] [--seconds N]

One client that asks as fast as it is answered: what is wanted of lists is how long somebody waits. First both servers
must give the same answers. The tables show, for each measure, the round with the lowest p95.
"""

import argparse
import json
import os
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import wrk
from tables import table

PAGE = 100
LIST_MAX_MS = 150
PLAN_ROUNDS = 5
QUIET_SECONDS, PATIENCE_SECONDS = 3, 1_800


@dataclass
class Server:
    name: str
    url: str


def page(number, **query):
    query = {"page": number, "per_page": PAGE, "sort_by": "title", "sort_order": "asc"} | query
    return "/api/v1/scenes?" + "&".join(f"{name}={value}" for name, value in query.items())


def lists(scenes):
    last = scenes * 9 // 10 // PAGE
    near, deep = range(1, 6), range(last, last + 5)
    return {
        "newest first": [page(number, sort_by="created_date", sort_order="desc") for number in near],
        "by title": [page(number) for number in near],
        f"by title, from {(last - 1) * PAGE:,} on": [page(number) for number in deep],
        f"by date, descending, from {(last - 1) * PAGE:,} on": [
            page(number, sort_by="scene_date", sort_order="desc") for number in deep],
        f"by size, from {(last - 1) * PAGE:,} on": [page(number, sort_by="size") for number in deep],
        "one studio": [page(1, studio_id=number) for number in range(1, 51)],
        "one tag, by rating": [page(1, tag_ids=number, sort_by="rating100", sort_order="desc")
                               for number in range(1, 51)],
        "any of 5 performers": [page(1, performer_ids=",".join(str(number + 90 * step) for step in range(5)))
                                for number in range(1, 51)],
        "organized, of five years, by duration": [
            page(number, organized="true", date_from="2015-01-01", date_to="2019-12-31", sort_by="duration")
            for number in near],
        "searched, a rare text": [page(1, search=f"K-{number:06}"[2:]) for number in range(1, scenes, scenes // 20)],
        "searched, a common word": [page(1, search=word) for word in ("harbour", "evening", "Velvet", "wik")]}


def entities():
    return {kind: [f"/api/v1/entities/{kind}"] for kind in ("performers", "tags", "studios")}


def get(server, path):
    with urllib.request.urlopen(server.url + path) as answer:
        return answer.read()


def told(value):
    """What both must agree about: when a scene was taken over is each server's own matter."""
    if isinstance(value, dict):
        return {name: told(member) for name, member in value.items() if name not in ("last_synced", "analyzed")}
    return [told(member) for member in value] if isinstance(value, list) else value


def agree(servers, paths):
    for path in paths:
        first, second = (told(json.loads(get(server, path))) for server in servers)
        if first != second:
            difference = next(((one, other) for one, other in zip(first.get("items", []), second.get("items", []))
                               if one != other), ()) if isinstance(first, dict) else ()
            raise wrk.Broken(f"the answers to {path} differ: {difference}")


def settle(process):
    """Waits until a server has put away what it found at its start."""
    def ticks():
        words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    end, before = time.monotonic() + PATIENCE_SECONDS, ticks()
    while time.monotonic() < end:
        time.sleep(QUIET_SECONDS)
        now = ticks()
        if now - before < QUIET_SECONDS * .05:
            return
        before = now
    raise wrk.Broken("the server does not come to rest")


def measure(servers, requests, options):
    best = {}
    for turn in range(options.rounds):
        for server in servers if turn % 2 == 0 else servers[::-1]:
            if turn == 0:
                wrk.run(server.url, 1, 1, requests=requests)
            new, old = wrk.run(server.url, options.seconds, 1, requests=requests), best.get(server.name)
            best[server.name] = min(filter(None, (old, new)), key=lambda result: result.p95)
    return best


def waits(servers, what, measures, options):
    ours, peer = servers
    rows = [[what, *(f"{server.name} p50 ms" for server in servers), *(f"{server.name} p95 ms" for server in servers),
             "ratio of p95", f"under {LIST_MAX_MS} ms"]]
    for name, paths in measures.items():
        agree(servers, paths[:10])
        requests = options.work / "paths.requests"
        requests.write_text("".join(f"GET\t{path}\tnone\t\n" for path in paths))
        best = measure(servers, requests, options)
        own, other = best[ours.name], best[peer.name]
        rows.append([name, f"{own.p50:.2f}", f"{other.p50:.2f}", f"{own.p95:.2f}", f"{other.p95:.2f}",
                     f"{other.p95 / own.p95:.1f}x", "met" if own.p95 < LIST_MAX_MS else "MISSED"])
        print(f"{name}: {own.p95:.2f} ms, {other.p95:.2f} ms", file=sys.stderr, flush=True)
    print(table(rows) + "\n", flush=True)


def plan(servers, options):
    path, times, size = f"/api/v1/analysis/plans/{options.plan}", {server.name: [] for server in servers}, 0
    agree(servers, [path])
    for turn in range(PLAN_ROUNDS):
        for server in servers if turn % 2 == 0 else servers[::-1]:
            start = time.perf_counter()
            size = len(get(server, path))
            times[server.name].append(time.perf_counter() - start)
    own, other = (min(times[server.name]) for server in servers)
    changes = json.loads(get(servers[0], path))["total_changes"]
    print(table([["plan", "MB", *(f"{server.name} s" for server in servers), "ratio"],
                 [f"{changes:,} changes", f"{size / 1e6:.1f}", f"{own:.2f}", f"{other:.2f}", f"{other / own:.1f}x"]]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ours", nargs=2, required=True, metavar=("URL", "PROCESS"))
    parser.add_argument("--peer", required=True)
    parser.add_argument("--plan", required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--scenes", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    options = parser.parse_args()
    servers = [Server("Kinothek", options.ours[0]), Server("FastAPI", options.peer)]
    settle(options.ours[1])
    print(f"Lists of {options.scenes:,} scenes, {PAGE} a page, one client; the best of {options.rounds} rounds of"
          f" {options.seconds} s in turns, load {os.getloadavg()[0]:.1f} before.\n")
    waits(servers, "scenes", lists(options.scenes), options)
    waits(servers, "names", entities(), options)
    plan(servers, options)


if __name__ == "__main__":
    main()
