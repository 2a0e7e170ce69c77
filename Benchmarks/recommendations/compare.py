"""Picks from large catalogues, a night of many people, and EASE beside NumPy; prints Markdown tables.

The NumPy side is EASE as it is usually written: dense rows of 32-bit floats, their Gram matrix, `numpy.linalg.inv`. Each
side runs in a process of its own, in turns, and the lowest time counts.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time


def run(arguments, threads):
    environment = dict(os.environ, OPENBLAS_NUM_THREADS=str(threads), OMP_NUM_THREADS=str(threads))
    output = subprocess.run(arguments, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    return json.loads(output)


def make_pairs(path, people, items, each, seed):
    import numpy as np
    random = np.random.default_rng(seed)
    places = (items * random.random((people, each)) ** 3).astype(np.int32)
    # Everything is liked by somebody, so that both sides have the same number of items.
    places.flat[:items] = random.permutation(items)
    pairs = np.stack([np.repeat(np.arange(people, dtype=np.int32), each), places.ravel()], 1)
    pairs.astype(np.int32).tofile(path)


def numpy_ease(path, items, penalty):
    """What a NumPy version does, as JSON in the form of ours; runs in a process of its own."""
    import numpy as np
    pairs = np.fromfile(path, np.int32).reshape(-1, 2)
    start = time.perf_counter()
    likes = np.zeros((pairs[:, 0].max() + 1, items), np.float32)
    likes[pairs[:, 0], pairs[:, 1]] = 1
    gram = likes.T @ likes
    gram[np.diag_indices(items)] += penalty
    inverse = np.linalg.inv(gram)
    weights = inverse / -np.diag(inverse)
    weights[np.diag_indices(items)] = 0
    seconds = time.perf_counter() - start
    some = [float(weights[place * 7 % items, place * 13 % items]) for place in range(50)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"items": items, "seconds": seconds, "megabytes": memory, "weights": some}))


def ease_table(binary, folder, sizes, threads, rounds):
    print(f"\n| EASE, {threads} thread(s) | ours s | NumPy s | ratio | ours MB | NumPy MB | largest difference |\n"
          "|---|---:|---:|---:|---:|---:|---:|")
    for items in sizes:
        path = os.path.join(folder, "pairs.i32")
        make_pairs(path, items, items, 100, 3)
        ours, peer = [], []
        for _ in range(rounds if items < 5000 else 1):
            ours.append(run([binary, "ease", path, str(items), str(threads)], threads))
            peer.append(run([sys.executable, __file__, "--numpy", path, str(items)], threads))
        best, other = (min(times, key=lambda run: run["seconds"]) for times in (ours, peer))
        apart = max(abs(a - b) for a, b in zip(best["weights"], other["weights"]))
        print(f"| {items:,} items, {items:,} people x 100 | {best['seconds']:.2f} | {other['seconds']:.2f} | "
              f"{best['seconds'] / other['seconds']:.2f} | {best['megabytes']:.0f} | {other['megabytes']:.0f} | "
              f"{apart:.1e} |", flush=True)


def picks_table(binary, titles, rounds):
    print("\n| picks of one person, 1 thread | build ms | p50 ms | p95 ms | MB |\n|---|---:|---:|---:|---:|")
    for dimension in (384, 0):
        found = run([binary, "picks", str(titles), str(dimension), str(rounds)], 1)
        vectors = f"vectors of {dimension}" if dimension else "no vectors"
        print(f"| {titles:,} titles, {vectors}, 400 in the history | {found['buildMilliseconds']:.0f} | "
              f"{found['p50']:.0f} | {found['p95']:.0f} | {found['megabytes']:.0f} |", flush=True)


def night_table(binary, people, titles):
    found = run([binary, "night", str(people), str(titles)], 1)
    print(f"\n| a night, 1 thread | s | ms a person |\n|---|---:|---:|\n| {people:,} people, {titles:,} titles | "
          f"{found['seconds']:.1f} | {1000 * found['seconds'] / people:.1f} |", flush=True)


def main():
    if "--numpy" in sys.argv:
        place = sys.argv.index("--numpy")
        return numpy_ease(sys.argv[place + 1], int(sys.argv[place + 2]), 100)
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--titles", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--items", default="3000,10000")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--people", type=int, default=1000)
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}. Times are good as ratios within one run.")
    picks_table(options.binary, options.titles, options.rounds)
    sizes = [int(size) for size in options.items.split(",") if size]
    ease_table(options.binary, options.folder, sizes, options.threads, 3)
    night_table(options.binary, options.people, options.titles // 10)


if __name__ == "__main__":
    main()
