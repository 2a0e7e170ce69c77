"""Measures the vector index beside other engines and prints a Markdown table.

Usage: compare.py BENCHMARK_BINARY FOLDER [--titles N] [--dimension N] [--rounds N] [--growth NxD,...]

The engines take turns, round by round. A round's p50 and p99 are over its queries; the table shows the lowest of all
rounds, because other work on the machine can only add time.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time

import numpy as np

import make_data
import peers

COUNT = peers.COUNT
QUERIES = {False: 100, True: 12}
CHECKED = 100


class Data:
    def __init__(self, folder, titles, dimension):
        self.folder, self.titles, self.dimension = folder, titles, dimension
        self.facets, self.queries, self.owned = make_data.make(folder, titles, dimension)
        present = np.stack([np.abs(self.facets[:, f]).max(1) > 0 for f in range(4)], 1)
        self.weights = present * peers.WEIGHTS
        self.weights /= self.weights.sum(1, keepdims=True)
        self.combined = np.einsum("nfd,nf->nd", self.facets, self.weights, optimize=True).astype(np.float32)

    def exact(self, count):
        """Ids by the formula in float32; what is close to the last place is scored again in float64."""
        queries = self.queries[:count]
        scores = sum(np.maximum(self.facets[:, f] @ queries.T, 0) * self.weights[:, f : f + 1] for f in range(4))
        everything, owned = [], []
        for number, query in enumerate(queries):
            everything.append(self.best(scores[:, number], np.arange(self.titles), query))
            owned.append(self.best(scores[self.owned, number], self.owned, query))
        return everything, owned

    def exact_combined(self, count):
        """Ids by the dot product with the combined vector in float32, negative cosines counted as they are."""
        scores = self.queries[:count] @ self.combined.T
        within = self.combined[self.owned]
        return ([np.argpartition(-row, COUNT)[:COUNT] for row in scores],
                [self.owned[np.argpartition(-(within @ query), COUNT)[:COUNT]] for query in self.queries[:count]])

    def best(self, scores, keys, query):
        near = keys[np.argpartition(-scores, min(4 * COUNT, len(keys) - 1))[: 4 * COUNT]]
        cosines = np.maximum(self.facets[near].astype(np.float64) @ query.astype(np.float64), 0)
        precise = (cosines * self.weights[near].astype(np.float64)).sum(1)
        return near[np.lexsort((near, -precise))[:COUNT]]


class Own:
    """A running VectorBenchmark."""

    def __init__(self, binary, data):
        arguments = [binary, data.folder, str(data.dimension)]
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.info = self.ask("info")

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Times:
    """The lowest p50 and p99 of all rounds."""

    def __init__(self):
        self.p50 = self.p99 = float("inf")
        self.keys = []

    def add(self, times):
        self.p50 = min(self.p50, float(np.percentile(times, 50)))
        self.p99 = min(self.p99, float(np.percentile(times, 99)))


def recall(found, exact):
    shares = [len(set(map(int, a)) & set(map(int, b))) / len(b) for a, b in zip(found, exact)]
    return sum(shares) / len(shares)


def own_round(own, series):
    for name in ("read", "combined", "facets", "combinedFiltered", "facetsFiltered", "similarAll", "facetsMapped"):
        answer = own.ask(f"{name} {QUERIES[False]} 0")
        series.setdefault(name, Times()).add(answer["times"])
        series[name].keys = answer["keys"]


def peer_round(engine, search, times, queries):
    spent = []
    found = []
    for query in queries[: QUERIES[engine.slow]]:
        start = time.perf_counter()
        found.append(search(query))
        spent.append((time.perf_counter() - start) * 1000)
    times.add(spent)
    times.keys = found


def measure(own, engines, data, rounds):
    series, others, filtered = {}, {}, {}
    for _ in range(rounds):
        own_round(own, series)
        for engine in engines:
            peer_round(engine, engine.search, others.setdefault(engine.name, Times()), data.queries)
            if engine.filtered:
                peer_round(engine, engine.filtered, filtered.setdefault(engine.name, Times()), data.queries)
    return series, others, filtered


def table(title, rows, base, exact, exact_combined):
    print(f"\n| {title} | p50 ms | p99 ms | ratio of p50 | recall@{COUNT} |\n|---|---:|---:|---:|---:|")
    for name, times in rows:
        truth = exact_combined if "combined" in name else exact
        share = f"{recall(times.keys, truth):.4f}" if times.keys else ""
        print(f"| {name} | {times.p50:.2f} | {times.p99:.2f} | {times.p50 / base:.2f} | {share} |")


def bars(series, others, exact, exact_combined):
    base, scan = series["facets"].p50, series["combined"].p50
    merged, within = others.get(peers.FlatMerge.name, Times()), series["facetsFiltered"].p50
    read, owned = series["read"].p50, series["combinedFiltered"].p50
    found = recall(series["facets"].keys, exact)
    linear = recall(series["combined"].keys, exact_combined)
    checks = [
        ("search: recall@50 is 1.000", found, found == 1),
        ("combined: recall@50 is 1.000", linear, linear == 1),
        ("search: four flat searches + merge take at least 20x", merged.p50 / base, merged.p50 >= 20 * base),
        ("combined: four flat searches + merge take at least 20x", merged.p50 / scan, merged.p50 >= 20 * scan),
        ("search: at most 1.6x a plain read of the codes", base / read, base <= 1.6 * read),
        ("combined: at most 1.6x a plain read of the codes", scan / read, scan <= 1.6 * read),
        ("search: with the filter at least 5x faster", base / within, base >= 5 * within),
        ("combined: with the filter at least 5x faster", scan / owned, scan >= 5 * owned),
    ]
    print("\n| bar | measured | |\n|---|---:|---|")
    for text, value, good in checks:
        print(f"| {text} | {value:.4f} | {'met' if good else 'MISSED'} |")


def growth(binary, folder, sizes, rounds):
    print("\n| titles x dimension | build s | memory MB | open snapshot s | plain read ms | combined p50 ms |"
          " search p50 ms |\n|---|---:|---:|---:|---:|---:|---:|")
    for size in sizes:
        titles, dimension = map(int, size.split("x"))
        os.makedirs(folder, exist_ok=True)
        make_data.make(folder, titles, dimension)
        data = argparse.Namespace(folder=folder, dimension=dimension)
        own = Own(binary, data)
        series = {}
        for _ in range(rounds):
            own_round(own, series)
        info = own.info
        times = " | ".join(f"{series[name].p50:.2f}" for name in ("read", "combined", "facets"))
        print(f"| {titles:,} x {dimension} | {info['buildSeconds']:.1f} | {info['bytes'] / 1e6:.0f} | "
              f"{info['openSeconds']:.2f} | {times} |", flush=True)
        own.close()
        shutil.rmtree(folder)


def report(own, engines, data, rounds):
    everything, owned = data.exact(CHECKED)
    linear, linear_owned = data.exact_combined(CHECKED)
    series, others, filtered = measure(own, engines, data, rounds)
    read, base = series["read"], series["facets"].p50
    bandwidth = data.titles * ((data.dimension + 63) // 64 * 64) / read.p50 / 1e6
    info = own.info
    print(f"{data.titles:,} titles x 4 facets x {data.dimension}; best {COUNT}; {rounds} rounds in turns, lowest "
          f"p50 and p99 of a round; one thread each; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, one core "
          f"reads {bandwidth:.1f} GB/s. Build {info['buildSeconds']:.1f} s, write {info['writeSeconds']:.1f} s, "
          f"open {info['openSeconds']:.2f} s.")
    rows = [("Kinothek search (formula)", series["facets"]),
            ("Kinothek search, mapped snapshot", series["facetsMapped"]),
            ("Kinothek combined", series["combined"]), ("plain read of the codes", Times())]
    rows[-1][1].p50, rows[-1][1].p99 = read.p50, read.p99
    table("all titles", rows + list(others.items()), base, everything, linear)
    rows = [("Kinothek search (formula)", series["facetsFiltered"]), ("Kinothek combined", series["combinedFiltered"])]
    table(f"{len(data.owned):,} owned titles", rows + list(filtered.items()), series["facetsFiltered"].p50, owned,
          linear_owned)
    bars(series, others, everything, linear)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--titles", type=int, default=125_000)
    parser.add_argument("--dimension", type=int, default=384)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--growth", default="10000x384,125000x384,50000x768")
    options = parser.parse_args()
    data = Data(options.folder, options.titles, options.dimension)
    own = Own(options.binary, data)
    engines = []
    for engine in peers.all_peers(data, options.folder):
        if isinstance(engine, str):
            print(engine + "\n")
        else:
            engines.append(engine)
        print("ready:", engine if isinstance(engine, str) else engine.name, file=sys.stderr, flush=True)
    report(own, engines, data, options.rounds)
    own.close()
    if options.growth:
        growth(options.binary, options.folder + "/growth", options.growth.split(","), options.rounds)


if __name__ == "__main__":
    main()
