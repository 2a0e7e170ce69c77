"""A Kodi of the test's own: profile, screen, remote control and screenshots."""
import base64
import json
import os
import secrets
import socket
import sqlite3
import subprocess
import urllib.error
import urllib.request
import zipfile
from contextlib import closing

from .eventserver import EventClient
from .processes import Program, free_port
from .waiting import wait_until

SCREEN = "1280x720"
START_SECONDS = 60
# Grabs of the screen before a picture is taken although something still moves on it.
FRAMES_MAX = 12
KEYBOARD, NUMBERS, YES_NO, OK, TEXT, CONTEXT_MENU, ADDON_SETTINGS = 10103, 10109, 10100, 12002, 10147, 10106, 10140
NOTIFICATION, BUSY, BUSY_NO_CANCEL = 10107, 10138, 10160

GUI_SETTINGS = """<settings version="2">
    <resolutions/>
    <viewstates/>
    <setting id="services.webserver">true</setting>
    <setting id="services.webserverport">%(port)d</setting>
    <setting id="services.webserverauthentication">true</setting>
    <setting id="services.webserverusername">kodi</setting>
    <setting id="services.webserverpassword">%(password)s</setting>
    <setting id="services.esenabled">true</setting>
    <setting id="services.esport">%(event_port)d</setting>
    <setting id="services.esallinterfaces">false</setting>
    <setting id="services.zeroconf">false</setting>
    <setting id="services.upnp">false</setting>
    <setting id="addons.unknownsources">true</setting>
    <setting id="addons.updatemode">1</setting>
    <setting id="general.addonupdates">2</setting>
    <setting id="screensaver.mode"></setting>
    <setting id="videolibrary.updateonstartup">false</setting>
    <general>
        <settinglevel>1</settinglevel>
        <addonforeignfilter>false</addonforeignfilter>
    </general>
</settings>
"""
ADVANCED_SETTINGS = """<advancedsettings version="1.0">
    <splash>false</splash>
    <loglevel>0</loglevel>
</advancedsettings>
"""
# A machine without a sound card: sound goes nowhere.
NO_SOUND = """pcm.!default {
    type null
    hint { show on description "Nothing" }
}
"""
SOURCES = """<sources>
    <video>
        <default pathversion="1"></default>
        <source><name>Films</name><path pathversion="1">%s/</path><allowsharing>true</allowsharing></source>
    </video>
</sources>
"""


class CallRefused(Exception):
    """Kodi answered a JSON-RPC call with an error."""


class Kodi:
    def __init__(self, folder, films):
        self._folder = folder
        self._films = films
        self._data = folder / "home/.kodi"
        self._password = secrets.token_hex(16)
        self._port = free_port()
        self._event_port = free_port(socket.SOCK_DGRAM)
        self._screen = self._program = self._display = None
        self._prepare()

    def _prepare(self):
        userdata = self._data / "userdata"
        userdata.mkdir(parents=True)
        (self._data / "addons").mkdir()
        (userdata / "guisettings.xml").write_text(GUI_SETTINGS % {
            "port": self._port, "event_port": self._event_port, "password": self._password})
        (userdata / "advancedsettings.xml").write_text(ADVANCED_SETTINGS)
        (self._folder / "home/.asoundrc").write_text(NO_SOUND)
        (userdata / "sources.xml").write_text(SOURCES % self._films)

    def start(self):
        self._start_screen()
        environment = {**os.environ, "HOME": str(self._folder / "home"), "DISPLAY": self._display}
        # Software rendering with few threads leaves the processor to others.
        environment.update(LP_NUM_THREADS="1", KODI_AE_SINK="ALSA")
        self._program = Program(
            ["nice", "-n", "15", "kodi", "--standalone", "--windowing=x11"], self._folder / "kodi.out",
            env=environment)
        wait_until("Kodi answers", self._answers, START_SECONDS)

    def _start_screen(self):
        read, write = os.pipe()
        self._screen = Program(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN + "x24", "-nolisten", "tcp"],
            self._folder / "xvfb.out", pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as numbers:
            self._display = ":" + numbers.readline().strip()
        if self._display == ":":
            raise SystemExit("Xvfb did not start:\n" + (self._folder / "xvfb.out").read_text())

    def stop(self):
        """Kodi is asked to quit; what is left of it and of its screen is stopped by process id."""
        if self._program and self._program.is_running:
            try:
                self.call("Application.Quit")
                wait_until("Kodi has quit", lambda: not self._program.is_running, 20)
            except (OSError, AssertionError):
                pass
        for program in (self._program, self._screen):
            if program:
                program.stop()

    def log(self):
        path = self._data / "temp/kodi.log"
        return path.read_text(errors="replace") if path.exists() else ""

    # JSON-RPC

    def call(self, method, **parameters):
        request = urllib.request.Request("http://127.0.0.1:%d/jsonrpc" % self._port)
        login = base64.b64encode(("kodi:" + self._password).encode()).decode()
        request.add_header("Authorization", "Basic " + login)
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}).encode()
        with urllib.request.urlopen(request, timeout=60) as answer:
            body = json.load(answer)
        if "error" in body:
            raise CallRefused("%s: %s" % (method, body["error"]))
        return body["result"]

    def _answers(self):
        if not self._program.is_running:
            raise SystemExit("Kodi ended:\n" + (self._folder / "kodi.out").read_text(errors="replace")[-2000:])
        try:
            return self.call("JSONRPC.Ping") == "pong"
        except (OSError, urllib.error.URLError):
            return False

    def version(self):
        version = self.call("Application.GetProperties", properties=["version"])["version"]
        return "%d.%d" % (version["major"], version["minor"])

    def movies(self):
        return self.call("VideoLibrary.GetMovies", properties=["uniqueid", "file"]).get("movies", [])

    def directory(self, address):
        properties = ["title", "file", "art", "uniqueid", "playcount", "resume", "year"]
        return self.call("Files.GetDirectory", directory=address, media="video", properties=properties).get("files", [])

    def labels(self, *names):
        found = self.call("XBMC.GetInfoLabels", labels=list(names))
        return [found[name] for name in names]

    # Add-ons

    def unpack_addon(self, packed, name):
        """Installs an add-on from a zip file without asking a person."""
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(self._data / "addons")
        self.execute("UpdateLocalAddons")
        wait_until("Kodi has found " + name, lambda: self.knows_addon(name))
        self.call("Addons.SetAddonEnabled", addonid=name, enabled=True)

    def install_addon(self, name):
        """Installs an add-on from a repository that Kodi knows, and says yes when it asks."""
        self.execute("UpdateAddonRepos")
        wait_until("a repository offers " + name, lambda: self._is_offered(name), 60)
        self.execute("InstallAddon(%s)" % name)
        self.say_yes()
        wait_until("Kodi has installed " + name, lambda: self.knows_addon(name), 60)

    def knows_addon(self, name):
        installed = self.call("Addons.GetAddons", installed=True, enabled="all")["addons"]
        return name in [addon["addonid"] for addon in installed]

    def _is_offered(self, name):
        """From the database, because no call tells what repositories hold."""
        with closing(self._database("Addons")) as link:
            return link.execute("SELECT 1 FROM addons WHERE addonID = ?", (name,)).fetchone()

    def execute(self, builtin):
        EventClient(self._event_port).execute(builtin)

    # The library

    def scan_films(self):
        """Tells Kodi what the folder holds, as "Set content" does, and scans it."""
        self._set_content()
        self.call("VideoLibrary.Scan", showdialogs=False)

    def _set_content(self):
        with closing(self._database("MyVideos")) as link, link:
            known = link.execute("SELECT 1 FROM path WHERE strPath = ?", (str(self._films) + "/",)).fetchone()
            if not known:
                link.execute(
                    "INSERT INTO path (strPath, strContent, strScraper, scanRecursive, useFolderNames, strSettings, "
                    "noUpdate, exclude) VALUES (?, 'movies', 'metadata.local', 2147483647, 1, '', 0, 0)",
                    (str(self._films) + "/",))

    def _database(self, name):
        found = wait_until("Kodi made its database " + name, lambda: list(
            self._data.glob("userdata/Database/%s*.db" % name)))
        return sqlite3.connect(found[0], timeout=30)

    # The screen

    def is_true(self, condition):
        return self.call("XBMC.GetInfoBooleans", booleans=[condition])[condition]

    def is_open(self, window):
        return self.is_true("Window.IsVisible(%d)" % window)

    def wait_for(self, window, seconds=30):
        wait_until("window %d is open" % window, lambda: self.is_open(window), seconds)

    def wait_for_no(self, window, seconds=30):
        wait_until("window %d is closed" % window, lambda: not self.is_open(window), seconds)

    def open(self, address):
        self.call("GUI.ActivateWindow", window="videos", parameters=[address])
        self.wait_for_folder(address)

    def wait_for_folder(self, address):
        """The folder is shown and no longer loading."""
        def is_shown():
            path, count = self.labels("Container.FolderPath", "Container.NumItems")
            is_busy = self.is_open(BUSY) or self.is_open(BUSY_NO_CANCEL)
            return path.rstrip("/") == address.rstrip("/") and int(count or 0) > 0 and not is_busy
        wait_until("Kodi shows " + address, is_shown, 60)

    def go_to(self, label, with_key="Input.Down"):
        """Moves the cursor to an item of the folder, menu or dialog."""
        for _ in range(60):
            if label in self.labels("ListItem.Label", "System.CurrentControl"):
                return
            before = self.labels("ListItem.Label", "System.CurrentControl")
            self.call(with_key)
            wait_until("the cursor moves on from %s" % before, lambda: self.labels(
                "ListItem.Label", "System.CurrentControl") != before, 10)
        raise AssertionError("there is no %r here" % label)

    def choose(self, label, with_key="Input.Down"):
        self.go_to(label, with_key)
        self.call("Input.Select")

    def say_yes(self):
        """Kodi puts the cursor on "No"."""
        self.wait_for(YES_NO)
        self.choose("Yes", with_key="Input.Left")
        self.wait_for_no(YES_NO)

    def type(self, window, text):
        self.wait_for(window)
        self.call("Input.SendText", text=text, done=True)
        self.wait_for_no(window)

    def screenshot(self, path, is_moving=False):
        """The screen once nothing moves on it, or at once when it shows a film. Running texts are taken as they are."""
        frame = self._grab()
        for _ in range(0 if is_moving else FRAMES_MAX):
            before, frame = frame, self._grab()
            if frame == before:
                break
        path.write_bytes(frame)

    def _grab(self):
        return subprocess.run(
            ["ffmpeg", "-loglevel", "error", "-f", "x11grab", "-video_size", SCREEN, "-i", self._display,
             "-frames:v", "1", "-c:v", "png", "-f", "image2pipe", "-"],
            check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE).stdout
