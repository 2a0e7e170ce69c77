"""Reading a history and comparing titles beside Python's csv and difflib; prints Markdown tables.

The Python side is as such importers are written: `csv.DictReader`, `datetime.strptime` with the known forms of dates,
`SequenceMatcher(None, a.lower(), b.lower()).ratio()`. Each side runs in a process of its own on one thread, in turns,
and the lowest processor time counts.
"""

import argparse
import csv
import datetime
import difflib
import io
import json
import os
import random
import subprocess
import sys
import time

WORDS = """the of and night dark lord rings return king star wars matrix love actually house dragon women little man
iron spider home away part two grand budapest hotel mission impossible fallout amélie château last first letter winter
summer river city secret garden broken silver road""".split()
FORMS = ["%Y-%m-%d", "%m/%d/%Y", "%d/%m/%Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S",
         "%Y-%m-%d %H:%M:%S.%f"]


def titles(count, numbers):
    return [" ".join(numbers.choices(WORDS, k=numbers.randint(1, 6))).title() for _ in range(count)]


def make_history(path, rows, numbers):
    """As the exporter writes it: about 100 bytes a row, six of ten rows are films, some of them seen twice."""
    names = titles(max(rows // 2, 1), numbers)
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["Date Watched", "Type", "Title", "Episode Title", "Global Title Identifier", "Image URL"])
        for number in range(rows):
            place = numbers.randrange(len(names))
            date = f"20{numbers.randint(10, 25)}-{numbers.randint(1, 12):02}-{numbers.randint(1, 28):02} 02:00:24.173"
            is_film = number % 10 < 6
            table.writerow([date, "Movie" if is_film else "Series", names[place],
                            "" if is_film else f'Episode "{number}", the end', f"amzn1.dv.gti.{place:012}",
                            f"https://images.example/{place:012}.jpg"])


def make_pairs(path, count, numbers):
    """A title, the title of its match, which is the same for every second one, and two years."""
    with open(path, "w", encoding="utf-8") as file:
        for number, title in enumerate(titles(count, numbers)):
            other = title if number % 2 else titles(1, numbers)[0]
            year = numbers.randint(1990, 2025)
            file.write(f"{title}\t{other}\t{year}\t{year + numbers.randint(-1, 2)}\n")


def date_of(text):
    for form in FORMS:
        try:
            return datetime.datetime.strptime(text, form)
        except ValueError:
            pass
    return None


def python_read(path):
    data = open(path, "rb").read()
    start = time.process_time()
    rows = films = 0
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"))):
        rows += 1
        if row["Type"].strip().lower() == "movie" and row["Title"].strip():
            films += 1
            date_of(row["Date Watched"].strip())
    return {"rows": rows, "filmRows": films, "seconds": time.process_time() - start}


def python_rows(path):
    """The reader of the standard library alone, which is written in C."""
    text = open(path, encoding="utf-8", newline="").read()
    start = time.process_time()
    rows = sum(1 for _ in csv.reader(io.StringIO(text))) - 1
    return {"rows": rows, "seconds": time.process_time() - start}


def confidence(title, other, watched, year):
    ratio = difflib.SequenceMatcher(None, title.lower(), other.lower()).ratio()
    apart = abs(watched - year)
    return min(1.0, 0.6 * ratio + (0.4 if apart == 0 else 0.2 if apart == 1 else 0.0))


def python_confidence(path):
    lines = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")]
    pairs = [(title, other, int(watched), int(year)) for title, other, watched, year in lines]
    start = time.process_time()
    values = [confidence(*pair) for pair in pairs]
    return {"pairs": len(pairs), "seconds": time.process_time() - start, "sum": sum(values), "values": values[:1000]}


PYTHON = {"read": python_read, "rows": python_rows, "confidence": python_confidence}


def run(*command):
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def in_turns(binary, command, path, rounds):
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(run(binary, command, path, "3"))
        theirs.append(run(sys.executable, __file__, "--python", command, path))
    return tuple(min(times, key=lambda run: run["seconds"]) for times in (ours, theirs))


def show(what, ours, theirs):
    print(f"| {what} | {ours * 1000:,.1f} | {theirs * 1000:,.1f} | {theirs / ours:.1f}x |", flush=True)


def beside_python(options):
    numbers = random.Random(7)
    history, pairs = (os.path.join(options.folder, name) for name in ("history.csv", "pairs.tsv"))
    make_history(history, options.rows, numbers)
    make_pairs(pairs, options.pairs, numbers)
    megabytes = os.path.getsize(history) / 1e6
    print("\n| | Kinothek ms | Python ms | ratio |\n|---|---:|---:|---:|")
    reading = in_turns(options.binary, "read", history, options.rounds)
    rows = min((run(sys.executable, __file__, "--python", "rows", history) for _ in range(options.rounds)),
               key=lambda run: run["seconds"])
    comparing = in_turns(options.binary, "confidence", pairs, options.rounds)
    for one, other in (("rows", reading), ("filmRows", reading), ("pairs", comparing)):
        assert other[0][one] == other[1][one], (one, other[0][one], other[1][one])
    show(f"reading {options.rows:,} rows, {megabytes:.1f} MB", *(side["seconds"] for side in reading))
    show("of it, beside `csv.reader` alone", reading[0]["seconds"], rows["seconds"])
    show(f"confidence of {options.pairs:,} pairs", *(side["seconds"] for side in comparing))
    show("both", *(one["seconds"] + other["seconds"] for one, other in zip(reading, comparing)))
    apart = max(abs(one - other) for one, other in zip(comparing[0]["values"], comparing[1]["values"]))
    print(f"\nLargest difference of confidences: {apart:.1e}.")


def in_the_catalogue(options):
    found = run(options.binary, "catalogue", options.folder, str(options.films), str(options.names))
    print("\n| without a key for TMDB | s | again, s | matched | sure |\n|---|---:|---:|---:|---:|")
    print(f"| {found['names']:,} titles in a catalogue of {found['films']:,} films | {found['seconds']:.2f} | "
          f"{found['secondsAgain']:.2f} | {found['matched']:,} | {found['sure']:,} |", flush=True)


def main():
    if "--python" in sys.argv:
        command, path = sys.argv[sys.argv.index("--python") + 1:][:2]
        return print(json.dumps(PYTHON[command](path)))
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--films", type=int, default=100_000)
    parser.add_argument("--names", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}. Times are good as ratios within one run.")
    beside_python(options)
    in_the_catalogue(options)


if __name__ == "__main__":
    main()
