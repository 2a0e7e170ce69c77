"""Runs the comparison with nginx and prints its table in Markdown: compare.py BINARY [ROUNDS]"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import load

FILE_BYTES = 1 << 30
SECONDS = 2
PORTS = {"Kinothek": 18181, "nginx": 18182}
TICKS = os.sysconf("SC_CLK_TCK")

NGINX = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    sendfile on; access_log off; keepalive_requests 1000000; types {{ video/mp4 mp4; }}
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{ listen 127.0.0.1:{port}; location = /file {{ alias {file}; default_type video/mp4; }} }}
}}
"""


def processes(parent):
    """A process and its children."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [parent] + [int(child) for child in children]


def cpu_seconds(parent):
    total = 0
    for process in processes(parent):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


# What is asked for, by how many connections, in ranges of how many bytes.
CASES = {
    "whole file, 1 reader": (1, None),
    "whole file, 20 readers": (20, None),
    "whole file, 100 readers": (100, None),
    "random ranges of 8 MiB, 16 readers": (16, 8 << 20),
    "random ranges of 1 MiB, 16 readers": (16, 1 << 20),
    "random ranges of 64 KiB, 16 readers": (16, 1 << 16),
}


def wait_for(port):
    for _ in range(100):
        try:
            request = urllib.request.Request(f"http://127.0.0.1:{port}/file", headers={"Range": "bytes=0-0"})
            return urllib.request.urlopen(request).read()
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


def make_file(path):
    with open("/dev/urandom", "rb") as source, open(path, "wb") as target:
        for _ in range(FILE_BYTES >> 20):
            target.write(source.read(1 << 20))


def measure(servers, rounds):
    """For each case and server a list of (gigabytes a second, CPU seconds a gigabyte)."""
    results = {(case, name): [] for case in CASES for name in servers}
    for turn in range(rounds):
        for case, (readers, length) in CASES.items():
            names = list(servers) if turn % 2 == 0 else list(reversed(servers))
            for name in names:
                before = cpu_seconds(servers[name].pid)
                total, seconds = load.read(PORTS[name], "/file", FILE_BYTES, readers, SECONDS, length)
                used = cpu_seconds(servers[name].pid) - before
                results[case, name].append((total / seconds / 1e9, used / (total / 1e9)))
                print(f"{turn} {case} {name} {results[case, name][-1]}", file=sys.stderr)
    return results


def print_table(results):
    print("| | Kinothek GB/s | nginx GB/s | ratio | Kinothek CPU s/GB | nginx CPU s/GB | ratio |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for case in CASES:
        ours, theirs = results[case, "Kinothek"], results[case, "nginx"]
        cells = []
        for index in (0, 1):
            pairs = [(one[index], other[index]) for one, other in zip(ours, theirs)]
            cells += [f"{statistics.median(values):.3f}" for values in zip(*pairs)]
            cells.append(f"{statistics.median(one / other for one, other in pairs):.2f}x")
        print(f"| {case} | " + " | ".join(cells) + " |")


def main():
    binary = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 9
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "film.mp4"
        make_file(file)
        folder.chmod(0o755)
        configuration = folder / "nginx.conf"
        configuration.write_text(NGINX.format(folder=folder, file=file, port=PORTS["nginx"]))
        servers = {
            "Kinothek": subprocess.Popen([binary, str(file), str(PORTS["Kinothek"])]),
            "nginx": subprocess.Popen(["nginx", "-c", str(configuration), "-e", str(folder / "error.log")]),
        }
        try:
            for port in PORTS.values():
                wait_for(port)
            print_table(measure(servers, rounds))
        finally:
            for server in servers.values():
                server.terminate()
                server.wait()


if __name__ == "__main__":
    main()
