"""A running server with sample films, a picture server beside it, and a browser to look at it with."""

import json
import os
import re
import shutil
import struct
import subprocess
import tempfile
import threading
import urllib.request
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = REPOSITORY / "Sources/SampleCatalogue/films.jsonl"
EMAIL = "anna@example.org"
PASSWORD = "a long evening at the pictures"
START_SECONDS = 60


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour."""
    row = b"\0" + bytes(colour) * width
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(row * height))]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts + [(b"IEND", b"")]
    )
    return b"\x89PNG\r\n\x1a\n" + body


class Pictures(BaseHTTPRequestHandler):
    """Has one poster."""

    asked: list[str] = []

    def do_GET(self):
        Pictures.asked.append(self.path)
        found = self.path.endswith("/lighthouse.png")
        body = png(171, 256, (150, 60, 40)) if found else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Household:
    """Started with `Household()`, ended with `close()`."""

    def __init__(self, settings: dict[str, str] | None = None):
        self.folder = Path(tempfile.mkdtemp(prefix="kinothek-browser-"))
        # Every household keeps its own pictures, so what another one asked for does not count.
        Pictures.asked.clear()
        self.pictures = ThreadingHTTPServer(("127.0.0.1", 0), Pictures)
        threading.Thread(target=self.pictures.serve_forever, daemon=True).start()
        self.environment = {
            "PATH": os.environ["PATH"],
            "KINOTHEK_DATA": str(self.folder / "data"),
            "KINOTHEK_TMDB_IMAGE_BASE_URL": f"http://127.0.0.1:{self.pictures.server_port}",
            "KINOTHEK_RATE_SEARCH": "100000",
            "KINOTHEK_RATE_DETAIL": "100000",
            "KINOTHEK_LOG_LEVEL": "warning",
            **(settings or {}),
        }
        for name in ["KINOTHEK_EMBEDDING_MODEL_PATH", "LD_LIBRARY_PATH"]:
            if name in os.environ:
                self.environment[name] = os.environ[name]
        self.load()
        self.server = subprocess.Popen(
            [self.program, "serve", "--port", "0"], env=self.environment, stdout=subprocess.PIPE, text=True)
        self.set_up_link = ""
        self.address = self.read_address()
        threading.Thread(target=self.server.stdout.read, daemon=True).start()

    @property
    def program(self) -> str:
        return os.environ["KINOTHEK_PROGRAM"]

    def load(self):
        films = self.folder / "films.jsonl"
        lighthouse = {
            "title": "The Lighthouse Keeper's Last Summer", "year": 1968, "imdb_id": "tt9900001",
            "poster_path": "/lighthouse.png", "overview": "A lighthouse keeper says goodbye to the sea.",
            "genres": ["Drama"], "directors": ["Ada Quill"],
        }
        missing = dict(lighthouse, title="Lighthouse of Paper", imdb_id="tt9900002", poster_path="/missing.png")
        lines = SAMPLE.read_text().rstrip("\n").split("\n") + [json.dumps(missing), json.dumps(lighthouse)]
        films.write_text("\n".join(lines) + "\n")
        self.run("catalogue", "load", str(films))

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [self.program, *arguments], env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout

    def read_address(self) -> str:
        timer = threading.Timer(START_SECONDS, self.server.kill)
        timer.start()
        try:
            for line in self.server.stdout:
                if "/setup?token=" in line:
                    self.set_up_link = line.strip()
                if match := re.match(r"listening on (\S+)", line):
                    return match[1]
        finally:
            timer.cancel()
        raise RuntimeError("the server did not start")

    def post(self, path: str, body: dict, key: str | None = None) -> dict:
        """A request as a device sends it."""
        headers = {"Content-Type": "application/json", "User-Agent": "LibraryGenie-Kodi/0.8.49"}
        if key:
            headers["Authorization"] = f"ApiKey {key}"
        request = urllib.request.Request(self.address + path, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=START_SECONDS) as answer:
            return json.load(answer)

    def get_status(self, path: str, key: str) -> int:
        request = urllib.request.Request(self.address + path, headers={"Authorization": f"ApiKey {key}"})
        try:
            with urllib.request.urlopen(request, timeout=START_SECONDS) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def close(self):
        self.server.terminate()
        self.server.wait(START_SECONDS)
        self.pictures.shutdown()
        shutil.rmtree(self.folder, ignore_errors=True)
