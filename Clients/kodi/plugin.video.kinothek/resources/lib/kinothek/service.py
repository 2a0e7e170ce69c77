"""The background service: waits for reasons to synchronise, and synchronises; watches the player meanwhile."""
import json
import time

import xbmc
import xbmcgui

from . import words
from .connection import paired_server, profile_file
from .errors import Interrupted, KeyRejected, KinothekError, NotPaired
from .filmindex import FilmIndex
from .memory import SyncMemory, account_of
from .notices import explain, log, notify, report
from .retry import Retry
from .router import address
from .schedule import Schedule
from .settings import Settings
from .sync import KEPT, UNCHANGED, LibrarySync
from .syncreport import SyncReport
from .signals import SENDER, SYNC
from .watcher import watching

TICK_SECONDS = 0.5
LIBRARY_EVENTS = frozenset({
    "VideoLibrary.OnScanFinished", "VideoLibrary.OnCleanFinished", "VideoLibrary.OnUpdate", "VideoLibrary.OnRemove"})


def run():
    with watching():
        Service().run()


class Service(xbmc.Monitor):
    """Kodi calls `onNotification` and `onSettingsChanged` while the loop waits, on the same thread."""

    def __init__(self):
        super().__init__()
        self._settings = Settings()
        self._schedule = Schedule(time.monotonic, self._settings.sync_interval_seconds)
        self._is_asked = False

    def run(self):
        log("service started")
        while not self.waitForAbort(TICK_SECONDS):
            if self._schedule.is_due() and not xbmc.getCondVisibility("Library.IsScanningVideo"):
                self._synchronise()
        log("service stopped")

    def onNotification(self, sender, method, data):
        if sender == SENDER and method == "Other." + SYNC:
            self._is_asked = True
            self._schedule.request()
        elif method in LIBRARY_EVENTS and self._settings.sync_interval_seconds and _is_about_films(data):
            self._schedule.library_changed()

    def onSettingsChanged(self):
        self._schedule.set_interval(self._settings.sync_interval_seconds)

    def _synchronise(self):
        """One run. Only a person who asked hears that nothing was to be done, or of a passing failure."""
        is_asked, self._is_asked = self._is_asked, False
        self._schedule.started()
        sync_report = SyncReport(profile_file("report.json"))
        try:
            outcome = self._run_once()
        except NotPaired as error:
            self._schedule.pause()
            if is_asked:
                report(error)
        except Interrupted:
            self._schedule.failed()
        except KinothekError as error:
            self._schedule.failed(getattr(error, "retry_after", None))
            sync_report.failed(explain(error))
            _tell(error, is_asked)
        else:
            self._schedule.succeeded()
            sync_report.succeeded(time.time())
            log("synchronised: %s, %d added, %d removed, %d films" % outcome)
            if is_asked or outcome.kind != UNCHANGED:
                notify(_describe(outcome))

    def _run_once(self):
        progress = _Progress()
        try:
            with paired_server(self._settings, Retry(self.waitForAbort)) as server:
                account = account_of(self._settings.server_url, self._settings.api_key)
                memory = SyncMemory(profile_file("sync.json"), account)
                imdb_ids, _ = FilmIndex(profile_file("films.json")).rebuild()
                sync = LibrarySync(server, memory, self._settings.is_shared, progress.show, self.abortRequested)
                return sync.run(imdb_ids)
        finally:
            progress.close()


class _Progress:
    """A bar in the corner, from the first part of a long list until the end."""

    def __init__(self):
        self._dialog = None

    def show(self, sent, total):
        if self._dialog is None:
            self._dialog = xbmcgui.DialogProgressBG()
            self._dialog.create(words.text(words.SYNC_TITLE))
        self._dialog.update(100 * sent // max(total, 1), message=words.text(words.SYNC_SENDING, sent, total))

    def close(self):
        if self._dialog is not None:
            self._dialog.close()


def _describe(outcome):
    if outcome.kind == UNCHANGED:
        return words.text(words.SYNC_UNCHANGED, outcome.film_count)
    if outcome.kind == KEPT:
        return words.text(words.SYNC_KEPT, outcome.film_count)
    return words.text(words.SYNC_CHANGED, outcome.added, outcome.removed, outcome.film_count)


def _tell(error, is_asked):
    """A lost key needs a person at once; other failures go to the log and the status page, and are tried again."""
    if is_asked or isinstance(error, KeyRejected):
        report(error)
        if xbmc.getInfoLabel("Container.FolderPath") == address("/"):
            # What the add-on's first folder offers depends on the key.
            xbmc.executebuiltin("Container.Refresh")
    else:
        log("not synchronised: %s: %s" % (type(error).__name__, error), xbmc.LOGWARNING)


def _is_about_films(data):
    """Updates hold their item, removals are one; the end of a scan names none."""
    content = json.loads(data) or {}
    return content.get("item", content).get("type", "movie") == "movie"
