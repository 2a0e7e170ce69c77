"""The server behind the add-on: the real program, or the fake one."""
import json
import os
import subprocess
import urllib.request
from pathlib import Path

from fakeserver.catalogue import Catalogue
from fakeserver.server import EMAIL, FakeServer

from . import films
from .processes import Program, free_port
from .waiting import wait_until

ROOT = Path(__file__).resolve().parents[3]
CATALOGUE = ROOT / "Sources/SampleCatalogue/films.jsonl"
TEST_KEY_LABEL = "Test"


class Backend:
    """What both have in common: requests with a key of the test's own."""

    address = key = None

    def request(self, path, body=None):
        request = urllib.request.Request(self.address + path, headers={"Authorization": "ApiKey " + self.key})
        if body is not None:
            request.data = json.dumps(body).encode()
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def library_ids(self):
        return self.request("/v1/library/ids?page=1&page_size=1000")["imdb_ids"]

    def server_films(self):
        """The films that lie on the server, by title."""
        return {film["title"]: film for film in self.request("/kodi/server/films?limit=200")["films"]}

    @staticmethod
    def pack_addon(folder, address):
        subprocess.run([ROOT / "Scripts/kodi-addon.sh", folder, address], check=True, stdout=subprocess.DEVNULL)


class FakeBackend(Backend):
    def __init__(self, folder, places, owned):
        self._server = FakeServer(Catalogue.load(CATALOGUE))
        self.address = self._server.address
        self.key = self._server.make_key()
        self._add_films(places, owned)
        self._server.__enter__()
        self.addon_folder = folder / "kodi-addon"
        self._server.addon_folder = self.addon_folder
        self.pack_addon(self.addon_folder, self.address)

    def _add_films(self, places, owned):
        harbour, on_server = places["harbour"], self._server.films
        poster = on_server.sign(self.address, harbour.with_name("poster.jpg"))
        on_server.add(
            films.HARBOUR, 2019, films.HARBOUR_SECONDS, [(harbour, films.HARBOUR_SECONDS)],
            [harbour.with_suffix(".en.srt")], poster_url=poster)
        on_server.add(
            films.ROOMS, 2018, 2 * films.ROOM_SECONDS, [(room, films.ROOM_SECONDS) for room in places["rooms"]])
        on_server.add(owned["title"], owned["year"], films.SECONDS, imdb_id=owned["imdb_id"])

    def make_pairing_code(self):
        return self._server.make_code()

    def revoke_other_keys(self):
        self._server.keys = {self.key}

    def stop(self):
        self._server.__exit__()


class RealBackend(Backend):
    def __init__(self, program, folder, server_films):
        self._program = program
        model = os.environ.get("KINOTHEK_EMBEDDING_MODEL_PATH", str(ROOT / ".model/all-MiniLM-L6-v2"))
        others = {name: value for name, value in os.environ.items() if not name.startswith("KINOTHEK_")}
        self._environment = {
            **others, "KINOTHEK_DATA": str(folder / "data"), "KINOTHEK_NEW_PASSWORD": "a long enough password",
            "KINOTHEK_EMBEDDING_MODEL_PATH": model}
        self._command("user", "add", EMAIL, "--role", "admin")
        self.key = self._command("user", "key", EMAIL, "--label", TEST_KEY_LABEL)
        self._command("catalogue", "load", str(CATALOGUE))
        self._command("library", "add", "Films", str(server_films), "--kind", "movies")
        self._command("library", "scan")
        # The packed repository names the server's address, and the server looks for it when it starts.
        port = free_port()
        self.address = "http://127.0.0.1:%d" % port
        self.addon_folder = folder / "data/kodi-addon"
        self.pack_addon(self.addon_folder, self.address)
        log = folder / "server.log"
        self._server = Program([program, "serve", "--port", str(port)], log, env=self._environment)
        try:
            wait_until("the server listens", lambda: self._is_listening(log), 60)
        except BaseException:
            self.stop()
            raise

    def make_pairing_code(self):
        return self._command("user", "pair", EMAIL)

    def revoke_other_keys(self):
        for line in self._command("user", "keys", EMAIL).splitlines():
            number, label = line.split("  ")[:2]
            if label != TEST_KEY_LABEL and not line.endswith("revoked"):
                self._command("user", "revoke", EMAIL, number)

    def stop(self):
        self._server.stop()

    def _is_listening(self, log):
        output = log.read_text(errors="replace")
        if not self._server.is_running:
            raise SystemExit("the server ended:\n" + output[-2000:])
        return "listening on " in output

    def _command(self, *arguments):
        done = subprocess.run(
            [self._program, *arguments], env=self._environment, capture_output=True, text=True, check=False,
            timeout=600)
        if done.returncode:
            raise SystemExit("kinothek %s failed:\n%s" % (" ".join(arguments), done.stderr))
        return done.stdout.strip()
