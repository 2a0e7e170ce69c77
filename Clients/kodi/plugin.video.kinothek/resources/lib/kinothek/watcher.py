"""Kodi's player as the service watches it."""
import threading
import time
from contextlib import contextmanager

import xbmc
import xbmcgui

from . import signals, words
from .connection import paired_server
from .errors import KeyRejected, NotPaired
from .memory import account_of
from .notices import log, notify, report
from .playback import Reporter, Seen
from .settings import Settings

TICK_SECONDS = 0.5
REPORT_TIMEOUT_SECONDS = 10
# Kodi waits 5 seconds for its add-ons when it quits.
QUIT_TIMEOUT_SECONDS = 3


@contextmanager
def watching():
    """Beside the synchronisation, which may wait for the server for minutes."""
    thread = threading.Thread(target=lambda: Watcher().run())
    thread.start()
    try:
        yield
    finally:
        thread.join(QUIT_TIMEOUT_SECONDS)


class Watcher(xbmc.Player):
    """Kodi calls the methods that begin with `on` while the loop waits, on the loop's thread."""

    def __init__(self):
        super().__init__()
        self._settings = Settings()
        self._timeout = REPORT_TIMEOUT_SECONDS
        self._reporter = Reporter(
            time.monotonic, signals.announced, self._send, self._end, signals.note_playing,
            lambda text: log(text, xbmc.LOGWARNING))

    def run(self):
        monitor = xbmc.Monitor()
        while not monitor.waitForAbort(TICK_SECONDS):
            self._reporter.observe(self._look())
        self._timeout = QUIT_TIMEOUT_SECONDS
        self._reporter.stopped()

    def onAVStarted(self):
        self._reporter.started()

    def onPlayBackEnded(self):
        self._reporter.ended()

    def onPlayBackStopped(self):
        self._reporter.stopped()

    def onPlayBackError(self):
        self._reporter.stopped()

    def _look(self):
        try:
            if self.isPlayingVideo():
                return Seen(self.getPlayingFile(), self.getTime(), xbmc.getCondVisibility("Player.Paused"))
        except RuntimeError:
            # It has stopped between two of these questions.
            pass
        return None

    def _send(self, playback, position, is_paused, is_stopped):
        if playback.account != account_of(self._settings.server_url, self._settings.api_key):
            raise NotPaired()
        try:
            with paired_server(self._settings, timeout=self._timeout) as server:
                return server.progress(playback.film_id, position, is_paused, is_stopped)
        except KeyRejected as error:
            report(error)
            raise

    def _end(self, message):
        self.stop()
        notify(message or words.text(words.PLAYBACK_ENDED), xbmcgui.NOTIFICATION_WARNING)
