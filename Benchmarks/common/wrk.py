"""The load of reads and small writes: wrk, so that the driver takes as little of the machine as possible."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("wrk.lua")


class Broken(Exception):
    """A server did not do what it should."""


@dataclass
class Result:
    per_second: float
    # Milliseconds.
    p50: float
    p95: float


def run(url, seconds, connections, headers=(), requests=None):
    """One thread with so many connections. Sends one request again and again, or those of a file in turns (see
    wrk.lua)."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(SCRIPT)]
    for header in headers:
        command += ["-H", header]
    command += [url] + (["--", str(requests)] if requests else [])
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    count, taken, p50, p95, failures = re.search(r"RESULT (\S+) (\S+) (\S+) (\S+) (\S+)", output).groups()
    if int(failures):
        raise Broken(f"{failures} requests to {url} failed\n{output}")
    return Result(int(count) / float(taken), float(p50), float(p95))
