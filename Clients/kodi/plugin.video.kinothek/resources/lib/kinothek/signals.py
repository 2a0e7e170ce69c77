"""How the add-on's folders and actions talk to its service."""
import json

import xbmc
import xbmcgui

from . import jsonrpc
from .playback import Playback

SENDER = "plugin.video.kinothek"
SYNC = "sync"

# A property of Kodi's home window lives as long as Kodi does, and other machines do not hear of it.
HOME_WINDOW = 10000
PLAYBACK = "kinothek.playback"
PLAYING = "kinothek.playing"
LAST_WORD_SECONDS_MAX = 2
POLL_SECONDS = 0.1


def ask_for_sync():
    """The service alone synchronises, so that two runs never meet."""
    jsonrpc.call("JSONRPC.NotifyAll", {"sender": SENDER, "message": SYNC, "data": {}})


def announce(playback):
    """This film is about to play; the service tells the server how it goes on."""
    xbmcgui.Window(HOME_WINDOW).setProperty(PLAYBACK, json.dumps(playback._asdict()))


def announced():
    """The film that was announced last, or None. Another version of the add-on may have done it."""
    try:
        return Playback(**json.loads(xbmcgui.Window(HOME_WINDOW).getProperty(PLAYBACK)))
    except (TypeError, ValueError):
        return None


def note_playing(is_open):
    """From the service: whether the server has yet to hear where a film ends."""
    xbmcgui.Window(HOME_WINDOW).setProperty(PLAYING, "true" if is_open else "")


def wait_for_last_word():
    """Kodi opens a folder anew when a film ends, which may be sooner than the server knows where it ended."""
    monitor, left = xbmc.Monitor(), LAST_WORD_SECONDS_MAX
    while left > 0 and xbmcgui.Window(HOME_WINDOW).getProperty(PLAYING) and not xbmc.Player().isPlayingVideo():
        if monitor.waitForAbort(POLL_SECONDS):
            break
        left -= POLL_SECONDS
