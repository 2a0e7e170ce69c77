"""Just enough of Kodi's Python modules for the add-on to run in a test. `kodi` is the one pretended Kodi."""
import json
import re
import sys
import types
from pathlib import Path

ADDON = Path(__file__).resolve().parents[3] / "Clients/kodi/plugin.video.kinothek"
STRINGS = ADDON / "resources/language/resource.language.en_gb/strings.po"
SETTINGS = ADDON / "resources/settings.xml"


def strings():
    """The English texts by number."""
    pairs = re.findall(r'msgctxt "#(\d+)"\nmsgid "((?:[^"\\]|\\.)*)"', STRINGS.read_text(encoding="utf-8"))
    return {int(number): text.replace('\\"', '"') for number, text in pairs}


class FakeKodi:
    def __init__(self):
        self.reset()

    def reset(self):
        self.settings = {}
        self.profile = None
        self.movies = []
        self.inputs = []
        self.confirms = True
        self.shown = []
        self.builtins = []
        self.notified = []
        self.directory = None
        self.conditions = set()
        self.labels = {"System.FriendlyName": "Wohnzimmer (ö)", "System.BuildVersion": "20.1 (20.1.0)"}
        self.is_library_broken = False
        self.wait = lambda seconds: False
        self.waits = []
        # Properties of the home window.
        self.properties = {}
        # What the player plays: (file, position); None when nothing does.
        self.playing = None
        self.is_stopped = False
        self.queue, self.queue_position = [], 0
        self.resolved = None

    # JSON-RPC

    def call(self, text):
        request = json.loads(text)
        answer = self._methods().get(request["method"], lambda params: None)(request["params"])
        if answer is None or self.is_library_broken:
            return json.dumps({"id": 1, "jsonrpc": "2.0", "error": {"code": -32602, "message": "Invalid params."}})
        return json.dumps({"id": 1, "jsonrpc": "2.0", "result": answer})

    def _methods(self):
        return {
            "VideoLibrary.GetMovies": self._movies,
            "VideoLibrary.GetMovieDetails": self._movie,
            "JSONRPC.NotifyAll": self._notify_all,
        }

    def _movies(self, params):
        start, end = params["limits"]["start"], params["limits"]["end"]
        page = self.movies[start:end]
        answer = {"limits": {"start": start, "end": start + len(page), "total": len(self.movies)}}
        # Kodi leaves the list out when it is empty.
        return {**answer, "movies": page} if page else answer

    def _movie(self, params):
        found = [movie for movie in self.movies if movie["movieid"] == params["movieid"]]
        return {"moviedetails": found[0]} if found else None

    def _notify_all(self, params):
        self.notified.append((params["sender"], params["message"]))
        return "OK"


kodi = FakeKodi()


def movie(movie_id, imdb_id, title="", **more):
    """A film of Kodi's library as JSON-RPC describes it."""
    title = title or "Film %d" % movie_id
    return {
        "movieid": movie_id, "label": title, "title": title, "file": "/films/%d.mkv" % movie_id,
        "uniqueid": {"imdb": imdb_id} if imdb_id else {"tmdb": str(movie_id)}, "imdbnumber": imdb_id or "",
        "year": 1990, "art": {"poster": "image://%d" % movie_id}, "votes": "1,234", "rating": 7.5,
        "cast": [{"name": "A", "role": "B", "order": 0}], "resume": {"position": 12.0, "total": 90.0}, **more}


class Monitor:
    def waitForAbort(self, seconds):
        kodi.waits.append(seconds)
        return kodi.wait(seconds)

    def abortRequested(self):
        return False


class Addon:
    def __init__(self, addon_id="plugin.video.kinothek"):
        self._defaults = dict(re.findall(
            r'<setting id="(\w+)" type="(?!action)\w+".*?<default>(.*?)</default>',
            SETTINGS.read_text(encoding="utf-8"), re.DOTALL))

    def getSetting(self, name):
        return str(kodi.settings.get(name, self._defaults[name]))

    def getSettingBool(self, name):
        return self.getSetting(name) == "true"

    def getSettingInt(self, name):
        return int(self.getSetting(name))

    def setSetting(self, name, value):
        assert name in self._defaults, name
        kodi.settings[name] = value

    def getAddonInfo(self, name):
        return {"name": "Kinothek", "version": "1.0.0", "profile": str(kodi.profile)}.get(name, name)

    def getLocalizedString(self, number):
        return strings()[number]

    def openSettings(self):
        kodi.shown.append(("settings", ""))


class Dialog:
    def input(self, heading, *args, **kwargs):
        kodi.shown.append(("input", heading))
        return kodi.inputs.pop(0) if kodi.inputs else ""

    def ok(self, heading, message):
        kodi.shown.append(("ok", message))

    def yesno(self, heading, message):
        kodi.shown.append(("yesno", message))
        return kodi.confirms

    def notification(self, heading, message, *args):
        kodi.shown.append(("notification", message))

    def textviewer(self, heading, text):
        kodi.shown.append(("text", text))


class DialogProgressBG:
    def create(self, heading):
        kodi.shown.append(("progress", heading))

    def update(self, percent, message=""):
        kodi.shown.append(("progress", "%d %s" % (percent, message)))

    def close(self):
        kodi.shown.append(("progress", "closed"))


class Window:
    def __init__(self, number):
        assert number == 10000, number

    def setProperty(self, name, value):
        kodi.properties[name] = value

    def getProperty(self, name):
        return kodi.properties.get(name, "")


class Player:
    def isPlayingVideo(self):
        return kodi.playing is not None

    def getPlayingFile(self):
        return self._now()[0]

    def getTime(self):
        return self._now()[1]

    def stop(self):
        kodi.is_stopped = True

    def _now(self):
        if kodi.playing is None:
            raise RuntimeError("Kodi is not playing any media file")
        return kodi.playing


class PlayList:
    def __init__(self, kind):
        assert kind == 1, kind

    def getposition(self):
        return kodi.queue_position

    def add(self, url, item, index):
        kodi.queue.insert(index - kodi.queue_position - 1, (url, item))


class InfoTag:
    """Remembers what was set; `setTitle` and the like exist since Kodi 20."""

    def __init__(self):
        self.values = {}

    def __getattr__(self, name):
        if not name.startswith(("set", "add")):
            raise AttributeError(name)
        return lambda *values: self.values.__setitem__(name[3:], values[0] if len(values) == 1 else values)

    def setTitle(self, title):
        self.values["Title"] = title


class ListItem:
    def __init__(self, label="", path="", offscreen=False):
        self.label, self.path, self.art = label, path, {}
        self.properties, self.menu, self.tag, self.info = {}, [], InfoTag(), {}
        self.subtitles, self.mime_type, self.is_looked_up = [], "", True

    def setPath(self, path):
        self.path = path

    def setArt(self, art):
        self.art.update(art)

    def setProperty(self, name, value):
        self.properties[name] = value

    def setInfo(self, kind, info):
        self.info = info

    def setCast(self, cast):
        self.info["cast"] = cast

    def setUniqueIDs(self, ids, standard=""):
        self.info["uniqueids"] = ids

    def addStreamInfo(self, kind, stream):
        self.info.setdefault("streams", []).append((kind, stream))

    def addContextMenuItems(self, items):
        self.menu = items

    def getVideoInfoTag(self):
        return self.tag

    def setSubtitles(self, subtitles):
        self.subtitles = subtitles

    def setMimeType(self, mime_type):
        self.mime_type = mime_type

    def setContentLookup(self, is_looked_up):
        self.is_looked_up = is_looked_up


class FakeDirectory:
    def __init__(self):
        self.items, self.category, self.content, self.succeeded, self.is_kept = [], "", "", None, None


def _directory():
    if kodi.directory is None:
        kodi.directory = FakeDirectory()
    return kodi.directory


def _end(handle, succeeded=True, cacheToDisc=True):
    assert handle >= 0, "nobody waits for a directory"
    _directory().succeeded, _directory().is_kept = succeeded, cacheToDisc


def _resolve(handle, succeeded, item):
    assert handle >= 0, "nobody waits for a film"
    kodi.resolved = (succeeded, item)


def install():
    """Puts the modules where `import xbmc` finds them, and the add-on beside them."""
    modules = {
        "xbmc": dict(
            executeJSONRPC=kodi.call, executebuiltin=lambda text: kodi.builtins.append(text),
            log=lambda *args: None, Monitor=Monitor, Player=Player, PlayList=PlayList, PLAYLIST_VIDEO=1,
            InfoTagVideo=InfoTag, LOGINFO=1, LOGWARNING=2,
            getInfoLabel=lambda name: kodi.labels.get(name, ""), getRegion=lambda name: "%d.%m.%Y",
            getCondVisibility=lambda condition: condition in kodi.conditions,
            Actor=lambda *values: values, VideoStreamDetail=lambda *values: values,
            AudioStreamDetail=lambda *values: values, SubtitleStreamDetail=lambda *values: values),
        "xbmcaddon": dict(Addon=Addon),
        "xbmcgui": dict(
            Dialog=Dialog, DialogProgressBG=DialogProgressBG, ListItem=ListItem, Window=Window, INPUT_ALPHANUM=0,
            INPUT_NUMERIC=1, NOTIFICATION_WARNING="warning"),
        "xbmcplugin": dict(
            addDirectoryItem=lambda handle, url, item, folder=False: _directory().items.append((url, item, folder)),
            setPluginCategory=lambda handle, text: setattr(_directory(), "category", text),
            setContent=lambda handle, text: setattr(_directory(), "content", text),
            addSortMethod=lambda handle, method, label2Mask: None, endOfDirectory=_end, setResolvedUrl=_resolve,
            SORT_METHOD_UNSORTED=0, SORT_METHOD_TITLE_IGNORE_THE=1, SORT_METHOD_VIDEO_YEAR=2,
            SORT_METHOD_VIDEO_RATING=3),
        "xbmcvfs": dict(translatePath=lambda path: path),
    }
    for name, members in modules.items():
        module = types.ModuleType(name)
        module.__dict__.update(members)
        sys.modules[name] = module
    if str(ADDON) not in sys.path:
        sys.path.insert(0, str(ADDON))


install()
