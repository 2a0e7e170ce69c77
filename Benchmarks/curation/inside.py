"""Syncs and analyses without a server's surface, beside Python; prints Markdown tables.

Usage: inside.py --work FOLDER --binary CURATIONBENCHMARK --few URL SCENES --archive URL SCENES [--rounds N]

Leaves the database for the server in FOLDER/archive, the peer's in FOLDER/peer.sqlite, and the id of a large plan in
FOLDER/plan.
"""

import argparse
import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

from tables import table

HERE = Path(__file__).parent
RATE_MIN = 20_000
SAMPLE = 200


def run(*command):
    """The last line that a program prints, which is JSON."""
    output = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, text=True, check=True).stdout
    return json.loads(output.strip().rpartition("\n")[2])


def share(url):
    """Processor seconds that the archive's own server has taken."""
    with urllib.request.urlopen(url + "/share") as answer:
        return json.load(answer)["processorSeconds"]


def syncs(options):
    rows = [["sync", "scenes", "rows read", "s", "rows/s", "own processor s", "the archive's", "peak MB"]]
    taken = {}

    def measure(who, folder, archive, *command):
        url, scenes = archive
        before = share(url)
        runs = run(*command)
        served = share(url) - before
        for place, one in enumerate(runs):
            told = one.get("outcome") or {"processed_items": one["rows"], "duration_seconds": one["seconds"]}
            assert not told.get("failed_items"), one
            read, seconds = told["processed_items"], told["duration_seconds"]
            taken[folder, one["what"]] = one | {"seconds": seconds, "rows": read}
            rows.append([f"{who}, {one['what']}", f"{int(scenes):,}", f"{read:,}", f"{seconds:.1f}",
                         f"{read / seconds:,.0f}", f"{one['processorSeconds']:.1f}",
                         "" if place else f"{served:.1f} in all", f"{one['peakMegabytes']:.0f}"])

    for folder, archive in (("few", options.few), ("archive", options.archive)):
        measure("Kinothek", folder, archive, options.binary, "sync", options.work / folder, archive[0])
    peer = (sys.executable, HERE / "peer_sync.py", options.archive[0], options.work / "peer.sqlite")
    measure("Python", "peer", options.archive, *peer)
    assert taken["archive", "first"]["rows"] == taken["peer", "first"]["rows"]
    print(table(rows))
    ratios = ", ".join(f"{what} {taken['peer', what]['seconds'] / taken['archive', what]['seconds']:.2f}x"
                       for what in ("first", "again"))
    grown = taken["archive", "first"]["peakMegabytes"] / taken["few", "first"]["peakMegabytes"]
    print(f"\nKinothek's speed to Python's: {ratios}. Ten times the scenes take {grown:.2f}x the memory.\n", flush=True)


def hits(path):
    return set(path.read_text(encoding="utf-8").splitlines())


def rules(options):
    scenes = int(options.archive[1])
    ours = run(options.binary, "rules", options.work / "archive", options.rounds, options.work / "ours.tsv")
    theirs = [run(sys.executable, HERE / "rules.py", scenes, min(SAMPLE, scenes), options.work / "theirs.tsv")
              for _ in range(options.rounds)]
    rate = ours["scenes"] / ours["processorSeconds"]
    rows = [["analysis by rules, one core", "scenes/s", "ratio"], ["Kinothek, all rules", f"{rate:,.0f}", "1.0x"]]
    for what, name in (("dictionary", "Python, a dictionary of names"),
                       ("expression", f"Python, one regular expression ({SAMPLE} scenes)"),
                       ("search", f"Python, each name by itself ({SAMPLE} scenes)")):
        best = max(one[what] for one in theirs)
        rows.append([name, f"{best:,.0f}", f"{rate / best:.1f}x"])
    print(table(rows))
    own, other = hits(options.work / "ours.tsv"), hits(options.work / "theirs.tsv")
    print(f"\n{ours['changes']:,} changes proposed. Performers by name: {len(own):,} here, {len(other):,} by the"
          f" dictionary, {len(own & other):,} by both. At least {RATE_MIN:,} scenes/s:"
          f" {'met' if rate >= RATE_MIN else 'MISSED'}.\n", flush=True)


def stored(options):
    folder, scenes = options.work / "archive", int(options.archive[1])
    whole = run(options.binary, "analysis", folder)
    plan = run(options.binary, "plan", folder, scenes // 2)
    (options.work / "plan").write_text(str(plan["id"]))
    print(table([
        ["from the database and into it", "s", "changes", "a second", "peak MB"],
        [f"analysis of {whole['scenes']:,} scenes by rules", f"{whole['seconds']:.1f}", f"{whole['changes']:,}",
         f"{whole['scenes'] / whole['seconds']:,.0f} scenes", f"{whole['peakMegabytes']:.0f}"],
        ["storing a large plan", f"{plan['seconds']:.1f}", f"{plan['changes']:,}",
         f"{plan['changes'] / plan['seconds']:,.0f} changes", ""]]) + "\n", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--few", nargs=2, required=True, metavar=("URL", "SCENES"))
    parser.add_argument("--archive", nargs=2, required=True, metavar=("URL", "SCENES"))
    parser.add_argument("--scenes", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int)
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}. Times are good as ratios within one run.\n")
    syncs(options)
    rules(options)
    stored(options)


if __name__ == "__main__":
    main()
