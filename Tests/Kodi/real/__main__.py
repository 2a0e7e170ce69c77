"""Runs the scenario; Tests/Kodi/run.sh has the options."""
import argparse
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

from . import films
from .backends import CATALOGUE, FakeBackend, RealBackend
from .kodi import Kodi
from .scenario import Scenario
from .waiting import TimeIsUp


def main():
    parser = argparse.ArgumentParser(prog="run.sh")
    parser.add_argument("--fake", action="store_true", help="test against the fake server instead of the program")
    parser.add_argument("--program", type=Path, help="the program kinothek")
    parser.add_argument("--pictures", type=Path, required=True, help="where screenshots and Kodi's log are left")
    options = parser.parse_args()
    # Being told to stop ends the programs that were started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options.pictures.mkdir(parents=True, exist_ok=True)
    for old in options.pictures.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="kinothek-kodi-") as folder:
        sys.exit(0 if run(options, Path(folder)) else 1)


def run(options, folder):
    library = folder / "films"
    library.mkdir()
    made = films.make(library, CATALOGUE)
    server_films = folder / "server-films"
    server_films.mkdir()
    owned = made[films.CHOSEN[0]]
    places = films.make_for_server(server_films, films.place_of(library, owned))
    if options.fake:
        backend = FakeBackend(folder, places, owned)
    else:
        backend = RealBackend(options.program.resolve(), folder, server_films)
    kodi = Kodi(folder, library)
    try:
        start(kodi, options.pictures)
        print("Kodi %s, %s server, %d films" % (kodi.version(), "fake" if options.fake else "real", len(made)))
        return run_steps(Scenario(kodi, backend, made, options.pictures))
    finally:
        kodi.stop()
        backend.stop()
        (options.pictures / "kodi.log").write_text(kodi.log(), encoding="utf-8")


def start(kodi, pictures):
    try:
        kodi.start()
    except TimeIsUp:
        kodi.screenshot(pictures / "01-not-started.png")
        raise


def run_steps(scenario):
    for number, name in enumerate(scenario.STEPS, 1):
        started = time.monotonic()
        try:
            getattr(scenario, name)()
        except Exception:
            scenario.picture("failed")
            traceback.print_exc()
            print("not ok %d - %s" % (number, name.replace("_", " ")), flush=True)
            return False
        seconds = time.monotonic() - started
        print("ok %d - %s (%.1f s)" % (number, name.replace("_", " "), seconds), flush=True)
    return True


if __name__ == "__main__":
    main()
