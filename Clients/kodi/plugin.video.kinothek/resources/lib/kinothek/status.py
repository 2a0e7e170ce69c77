"""The page that tells how server and library stand."""
import time

import xbmc
import xbmcgui

from . import words
from .connection import paired_server, profile_file
from .contract import LIBRARY_FILMS_MAX
from .errors import KinothekError
from .filmindex import FilmIndex
from .notices import explain
from .syncreport import SyncReport

MINUTE, HOUR, DAY = 60, 3600, 86400


def show(settings):
    xbmcgui.Dialog().textviewer(words.text(words.STATUS), "\n".join(lines(settings)))


def lines(settings):
    """Plain facts first, then what is wrong with them."""
    facts, problems = [], []
    report = SyncReport(profile_file("report.json"))
    if settings.server_url:
        facts.append(words.text(words.STATUS_SERVER, settings.server_url))
    try:
        imdb_ids, without = FilmIndex(profile_file("films.json")).rebuild()
        facts.append(words.text(words.STATUS_IN_KODI, len(imdb_ids) + without))
        if without:
            problems.append(words.text(words.STATUS_WITHOUT_ID, without))
        if len(imdb_ids) > LIBRARY_FILMS_MAX:
            problems.append(words.text(words.STATUS_TOO_MANY, LIBRARY_FILMS_MAX))
        with paired_server(settings) as server:
            facts.insert(1, words.text(words.STATUS_ACCOUNT, server.test()))
            facts.append(words.text(words.STATUS_ON_SERVER, server.library_version().item_count))
    except KinothekError as error:
        problems.append(explain(error))
    facts.append(_last_sync(report))
    if report.problem and report.problem not in problems:
        problems.append(words.text(words.STATUS_PROBLEM, report.problem))
    return facts + ([""] + problems if problems else [])


def _last_sync(report):
    if report.finished_at is None:
        return words.text(words.STATUS_NEVER)
    return words.text(words.STATUS_LAST_SYNC, ago(report.finished_at, time.time()))


def ago(moment, now):
    """Relative up to a week, then the date as people write it where this Kodi stands."""
    seconds = max(0, int(now - moment))
    if seconds < MINUTE:
        return words.text(words.JUST_NOW)
    if seconds < HOUR:
        return words.text(words.MINUTES_AGO, seconds // MINUTE)
    if seconds < 2 * DAY:
        return words.text(words.HOURS_AGO, seconds // HOUR)
    if seconds < 7 * DAY:
        return words.text(words.DAYS_AGO, seconds // DAY)
    return time.strftime(xbmc.getRegion("dateshort"), time.localtime(moment))
